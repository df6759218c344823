"""Service times and the ladder: what is promised for each kind of matter."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_POST

from lianxin.deadlines import keeping, laying, queries
from lianxin.deadlines.web.forms import Ladder, Time, initial_of
from lianxin.deadlines.web.wording import line_of
from lianxin.kernel import clock
from lianxin.pages.public import attempt, done, permission, signed_in, staff

DONE = {
    "change": _("新的时限记下了,从写明的那天起这样承诺;正在走的时限不变。"),
    "climb": _("四级提醒改好了。正在走的时限从现在起按它提醒,答应的日子不变。"),
}


@require_GET
@signed_in
def shown(request: HttpRequest) -> HttpResponse:
    return _page(request, _blank(request.GET.get("code", "")), Ladder(queries.ladder()))


@require_POST
@signed_in
def change(request: HttpRequest) -> HttpResponse:
    form = Time(request.POST)
    if form.is_valid():
        new = form.told()
        attempt(form, lambda: keeping.change_service_time(new, by=staff(request), now=clock.now()))
        if not form.errors:
            return done.onward("change", "deadlines:service_times")
    return _page(request, form, Ladder(queries.ladder()))


@require_POST
@signed_in
def climb(request: HttpRequest) -> HttpResponse:
    form = Ladder(queries.ladder(), request.POST)
    if form.is_valid():
        shares = form.cleaned_data
        attempt(form, lambda: keeping.change_ladder(shares, by=staff(request), now=clock.now()))
        if not form.errors:
            return done.onward("climb", "deadlines:service_times")
    return _page(request, _blank(""), form)


def _blank(code: str) -> Time:
    today = clock.local(clock.now()).date()
    row = next((row for row in queries.service_times(today) if row.code == code), None)
    return Time(initial={**(initial_of(row) if row else {}), "valid_from": today + timedelta(days=1)})


def _page(request: HttpRequest, form: Time, ladder: Ladder) -> HttpResponse:
    now = clock.now()
    today, history = clock.local(now).date(), queries.service_time_history()
    told = {
        "now": now,
        "today": today,
        "rows": [line_of(row) for row in queries.service_times(today)],
        "coming": [line_of(row) for row in history if row.valid_from > today],
        "past": [line_of(row) for row in history if row.valid_until and row.valid_until <= today],
        "form": form,
        "ladder_form": ladder,
        "rungs": queries.ladder(),
        "keeps": permission.keeps(request),
        "running": laying.running().count() if permission.keeps(request) else 0,
        "done": done.said(request, DONE),
    }
    wrong = form.errors or ladder.errors
    return render(request, "deadlines/service_times.html", told, status=422 if wrong else 200)
