"""The calendar of a year: what is worked, what is off, and who changed what."""

import json
from datetime import date
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.accounts.public import names
from lianxin.deadlines import keeping, queries
from lianxin.deadlines.web.forms import Day, OneDay
from lianxin.journal.public import Entry
from lianxin.kernel import clock
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.pages.public import attempt, done, permission, signed_in, staff

DONE = {
    "set": gettext_lazy("%(day)s 这一天改好了。以后的承诺按它算,已经答应居民的日子不变。"),
    "set_past": gettext_lazy("%(day)s 这一天改好了。它已经过去,以后的承诺用不到它,已经答应居民的日子不变。"),
    "clear": gettext_lazy("%(day)s 这一天改回了原来的样子。"),
    "confirm": gettext_lazy("已经记下:这一年的放假安排核对过了,不再注明是暂定的。"),
}


@require_GET
@signed_in
def this_year(request: HttpRequest) -> HttpResponse:
    return _page(request, clock.local(clock.now()).year, Day())


@require_http_methods(["GET", "POST"])
@signed_in
def year(request: HttpRequest, number: int) -> HttpResponse:
    form = Day(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        set_day = partial(keeping.set_day, given["day"], given["working"] == "1", given["name"])
        attempt(form, lambda: set_day(by=staff(request), now=clock.now()))
        if not form.errors:
            is_past = given["day"] < clock.local(clock.now()).date()
            return _onward("set_past" if is_past else "set", given["day"])
    return _page(request, number, form)


@require_POST
@signed_in
def clear(request: HttpRequest, number: int) -> HttpResponse:
    form = OneDay(request.POST)
    if not form.is_valid():
        raise Invalid(_("请写清是哪一天。"))
    keeping.clear_day(form.cleaned_data["day"], by=staff(request), now=clock.now())
    return _onward("clear", form.cleaned_data["day"])


@require_POST
@signed_in
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    keeping.confirm_year(number, by=staff(request), now=clock.now())
    return done.onward("confirm", "deadlines:year", number)


def _onward(what: str, day: date) -> HttpResponse:
    """To the day's year, which names the day."""
    return done.onward(what, f"{reverse('deadlines:year', args=[day.year])}?day={day:%Y-%m-%d}")


def _said(request: HttpRequest) -> str:
    words = done.said(request, DONE)
    if "%(day)s" not in words:
        return words
    form = OneDay(request.GET)
    if not form.is_valid():
        return ""
    return words % {"day": form.cleaned_data["day"].isoformat()}


def _page(request: HttpRequest, number: int, form: Day) -> HttpResponse:
    if not keeping.FIRST_YEAR <= number <= keeping.LAST_YEAR:
        raise NotFound(_("日历从 1900 年到 2200 年。"))
    page = queries.year_page(number)
    told = {
        "now": clock.now(),
        "page": page,
        "months": [(date(number, month, 1), weeks) for month, weeks in enumerate(page.months, 1)],
        "before": number - 1 if number > keeping.FIRST_YEAR else None,
        "after": number + 1 if number < keeping.LAST_YEAR else None,
        "changes": _with_names(queries.calendar_changes(number), _reasons(page)),
        "set_by_hand": {row.day for row in page.days() if row.source == keeping.KEEPER},
        "form": form,
        "keeps": permission.keeps(request),
        "done": _said(request),
    }
    return render(request, "deadlines/calendar.html", told, status=422 if form.errors else 200)


def _reasons(page: queries.YearPage) -> dict[date, str]:
    """Why a day is as a keeper set it. The journal keeps no words, so only the last reason is known."""
    return {cell.day: cell.name for cell in page.days() if cell.source == keeping.KEEPER}


def _with_names(entries: list[Entry], reasons: dict[date, str]) -> list[dict[str, object]]:
    ids = {entry.actor: UUID(entry.actor[6:]) for entry in entries if entry.actor.startswith("staff:")}
    known = names(ids.values())
    rows: list[dict[str, object]] = []
    for entry in entries:
        payload = json.loads(entry.payload)
        day = date.fromisoformat(payload["day"]) if "day" in payload else None
        verb = entry.action.rpartition(".")[2]
        name = known.get(ids[entry.actor], "") if entry.actor in ids else ""
        rows.append(
            {
                "at": entry.at,
                "verb": verb,
                "day": day,
                "working": payload.get("working"),
                "who": name,
                # newest first: the reason belongs to the last word on a day
                "reason": reasons.pop(day, "") if day and verb == "set_day" else "",
            }
        )
    return rows
