"""What goes out: the list as a file, and answers for a source."""

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.exchange.actions.exporting import Order, answers, export, export_with_contacts
from lianxin.exchange.web.batches import as_file
from lianxin.exchange.web.forms import ExportForm
from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.matters.public import Wanted
from lianxin.org import public as org
from lianxin.pages.public import attempt, limits, signed_in, staff
from lianxin.territory import public as territory


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    """The rows of the list as a file, by the same filters."""
    areas = _areas(request)
    given = request.POST if request.method == "POST" else None
    form = ExportForm(given, areas=areas, initial=request.GET.dict() | {"columns": "ours", "kind": "csv"})
    if given is not None and form.is_valid():
        lines = attempt(form, partial(_lines, request, form.cleaned_data))
        if lines is not None:
            return as_file(_in_language(lines), "matters", form.cleaned_data["kind"])
    return render(request, "exchange/export.html", {"form": form}, status=422 if form.errors else 200)


def _areas(request: HttpRequest) -> list[tuple[str, str]]:
    """Theirs, and those right below; whoever holds no duty sees nothing, and takes nothing along."""
    today = local(clock.now()).date()
    held = org.held(staff(request), on=today)
    if not held:
        raise NotAllowed(_("导出给正在任职的工作人员用。"))
    mine = sorted({duty.area or org.served() for duty in held} - {""}, key=lambda area: (len(area), area))
    below = [row for area in mine if len(area) < 12 for row in territory.children(area, today)]
    named = {area: territory.name_of(area) for area in mine} | {row.code: row.name for row in below}
    return list(named.items())


def _lines(request: HttpRequest, given: dict[str, Any]) -> Iterator[list[str]]:
    by, now = staff(request), clock.now()
    wanted = Wanted(area=given["area"], state=given["state"], category=given["category"])
    order = Order(wanted, given["columns"], given["kind"] == "xlsx")
    if not given["contacts"]:
        return export(order, by=by, now=now)
    look = partial(limits.take, limits.LOOKS, request, now=now, whose=f"person:{by.id}")
    return iter(export_with_contacts(order, given["reason"], look, by=by, now=now))


@require_POST
@signed_in
def answered(request: HttpRequest, code: str) -> HttpResponse:
    """What became of a source's matters, in its own columns."""
    since = request.POST.get("since", "")
    try:
        day = date.fromisoformat(since) if since else None
    except ValueError as wrong:
        raise Invalid(_("请选一个日期。")) from wrong
    lines = answers(code, day, by=staff(request), now=clock.now())
    return as_file(_in_language(lines), f"answers-{code}", request.POST.get("as", ""))


def _in_language(lines: Iterator[list[str]]) -> Iterator[list[str]]:
    """Rows are made after the view has returned, when the page's language is gone."""
    language = translation.get_language() or "zh-hans"
    while True:
        with translation.override(language):
            line = next(lines, None)
        if line is None:
            return
        yield line
