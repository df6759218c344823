"""Divisions: find, look through tier by tier, import an edition after a look at what it would do."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.kernel import clock
from lianxin.kernel.spreadsheets import bad_rows_csv
from lianxin.pages.public import ground, permission, signed_in, staff
from lianxin.territory import naming
from lianxin.territory.actions.divisions import ImportResult, import_divisions
from lianxin.territory.codes import ancestors
from lianxin.territory.queries import (
    children,
    division_history,
    name_of,
    outline_of,
    retired_inside,
)
from lianxin.territory.web import uploads
from lianxin.territory.web.forms import DivisionFile

MOST_FOUND, MOST_BAD = 50, 50


def today() -> date:
    return clock.local(clock.now()).date()


@require_GET
@signed_in
def listed(request: HttpRequest) -> HttpResponse:
    area = request.GET["area"][:12] if "area" in request.GET else ground.of(request)
    area = area if name_of(area) else ""
    text = request.GET.get("q", "").strip()[:60]
    told = {
        "area": area,
        "text": text,
        "found": naming.search(text, MOST_FOUND) if text else [],
        "way": [(code, name_of(code)) for code in reversed(ancestors(area))],
        "history": division_history(area),
        "children": children(area, today()),
        "retired": retired_inside(area, today()),
        "has_outline": bool(area) and outline_of(area) is not None,
        "may_keep": permission.may(staff(request), "keeper", ""),
    }
    return render(request, "territory/divisions.html", told)


@require_http_methods(["GET", "POST"])
@signed_in
def sent(request: HttpRequest) -> HttpResponse:
    """An upload is only tried: the page tells what it would change."""
    by = staff(request)
    permission.require_keeper(by)
    form = DivisionFile(request.POST or None, request.FILES or None, initial={"valid_from": today()})
    if not form.is_valid() or by.id is None:
        return render(request, "territory/divisions_import.html", {"form": form})
    token = uploads.keep(form.cleaned_data["file"], by.id)
    return _imported(request, form, token, dry_run=True)


@require_POST
@signed_in
def taken(request: HttpRequest, token: str) -> HttpResponse:
    permission.require_keeper(staff(request))
    form = _confirmation(request.POST)
    if not form.is_valid():
        return redirect("territory:divisions_import")
    return _imported(request, form, token, dry_run=False)


def _imported(request: HttpRequest, form: DivisionFile, token: str, *, dry_run: bool) -> HttpResponse:
    result = _tried(request, form, token, dry_run=dry_run)
    told = {"token": token, "asked": _asked(form), "result": result, "bad": result.bad[:MOST_BAD]}
    told |= {"form": form} if dry_run else {"taken": True}
    return render(request, "territory/divisions_import.html", told)


def _tried(request: HttpRequest, form: DivisionFile, token: str, *, dry_run: bool) -> ImportResult:
    by = staff(request)
    assert by.id  # noqa: S101  # staff has an id
    asked = _asked(form) if form.is_valid() else {}
    return import_divisions(uploads.kept(token, by.id), **asked, by=by, now=clock.now(), dry_run=dry_run)


def _confirmation(told: QueryDict) -> DivisionFile:
    """The same questions, of a file that is here already."""
    form = DivisionFile(told)
    form.fields.pop("file")
    return form


@require_GET
@signed_in
def bad_rows(request: HttpRequest, token: str) -> HttpResponse:
    """The rows that did not go in, with line and reason, as a file to mend and send again: those of the
    import that was asked for, since its day and its area decide too."""
    permission.require_keeper(staff(request))
    result = _tried(request, _confirmation(request.GET), token, dry_run=True)
    answer = HttpResponse(bad_rows_csv(result.bad), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="bad-rows.csv"'
    return answer


def _asked(form: DivisionFile) -> dict[str, Any]:
    return {"valid_from": form.cleaned_data["valid_from"], "whole_of": form.cleaned_data["whole_of"] or None}
