"""Sources: named, set, and what came out of them."""

from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.exchange import public as exchange
from lianxin.exchange.contracts import SourceDraft
from lianxin.exchange.fields import FIELDS
from lianxin.exchange.queries.batches import find_arrival, own_batches
from lianxin.exchange.queries.sources import mapped_of, newest, source_for
from lianxin.exchange.web.doors import may_enter
from lianxin.exchange.web.forms import NewSource, SourceSettings, Upload
from lianxin.kernel import clock
from lianxin.kernel.errors import NotAllowed
from lianxin.org import public as org
from lianxin.pages.public import attempt, done, signed_in, staff

DONE = {
    "found": gettext_lazy("来源登记好了。接着上传它的一份表格,对照各列的意思。"),
    "settings": gettext_lazy("来源的设置改好了,从下一份表格起生效。"),
    "drop": gettext_lazy("这次导入放弃了,上传的表格已经删去。"),
}


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """All sources that are mine, and the way to name one."""
    if not may_enter(request):
        raise NotAllowed(_("导入由派遣员来做。"), instead=_("要带走您看得到的事,请用菜单里的“导出”。"))
    by, now = staff(request), clock.now()
    form = NewSource(request.POST or None, initial={"area": org.served()})
    if request.method == "POST" and form.is_valid():
        draft = SourceDraft(**form.cleaned_data)
        code = attempt(form, partial(exchange.found_source, draft, by=by, now=now))
        if code:
            return done.onward("found", "exchange:source", code)
    page = {"form": form, "sources": exchange.sources(by, now=now)}
    return render(request, "exchange/home.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def source(request: HttpRequest, code: str) -> HttpResponse:
    """One source: send a file, look for a number, take the answers along."""
    by, now = staff(request), clock.now()
    exchange.source_card(by, code, now=now)
    form = Upload(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        raw = form.cleaned_data["file"].read()
        batch = attempt(form, partial(exchange.receive, code, raw, by=by, now=now))
        if batch:
            return redirect("exchange:batch", code, batch)
    return _page(request, code, {"form": form}, 422 if form.errors else 200)


@require_POST
@signed_in
def settings(request: HttpRequest, code: str) -> HttpResponse:
    by, now = staff(request), clock.now()
    exchange.source_card(by, code, now=now)
    form = SourceSettings(request.POST)
    if form.is_valid():
        attempt(form, partial(exchange.change_source, code, **form.cleaned_data, by=by, now=now))
        if not form.errors:
            return done.onward("settings", "exchange:source", code)
    return _page(request, code, {"settings": form}, 422)


def _page(request: HttpRequest, code: str, told: dict[str, Any], status: int) -> HttpResponse:
    by, now = staff(request), clock.now()
    card = exchange.source_card(by, code, now=now)
    number = request.GET.get("number", "").strip()[:80]
    mapped = mapped_of(newest(source_for(by, code, now=now)))
    page = {
        "source": card,
        "form": Upload(),
        "settings": SourceSettings(initial={"name": card.name, "tells": card.tells, "closed": card.closed}),
        "batches": own_batches(by, code, now=now),
        "columns": [(heading, FIELDS[name].label) for heading, name in mapped.columns.items() if name],
        "number": number,
        "found": find_arrival(by, code, number, now=now) if number else None,
        "done": done.said(request, DONE),
        **told,
    }
    return render(request, "exchange/source.html", page, status=status)
