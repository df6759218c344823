"""The duty list: the matrix, taking a spreadsheet in, giving it out."""

from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from lianxin.kernel import clock
from lianxin.org.exports import duty_list_csv
from lianxin.org.imports import import_duty_list
from lianxin.org.intake import Taken
from lianxin.org.web import sight
from lianxin.org.web.forms import Spreadsheet
from lianxin.pages.public import attempt, signed_in, staff


@require_GET
@signed_in
def duties(request: HttpRequest) -> HttpResponse:
    today = clock.local(clock.now()).date()
    asked = request.GET
    area = asked["area"] if "area" in asked else sight.home_area(staff(request), today)
    page = sight.duty_page(area, asked.get("cell", ""), asked.get("wrong") == "1", today)
    template = "org/cell.html" if asked.get("part") == "cell" else "org/duties.html"
    return render(request, template, page)


@require_GET
@signed_in
def export(request: HttpRequest) -> HttpResponse:
    answer = HttpResponse(duty_list_csv(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="duty_list.csv"'
    return answer


@require_http_methods(["GET", "POST"])
@signed_in
def take_in(request: HttpRequest) -> HttpResponse:
    given = request.method == "POST"
    form = Spreadsheet(request.POST, request.FILES) if given else Spreadsheet()
    taken = attempt(form, partial(_taken, form, request)) if given and form.is_valid() else None
    status = 422 if given and form.errors else 200
    return render(request, "org/duties_import.html", {"form": form, "taken": taken}, status=status)


def _taken(form: Spreadsheet, request: HttpRequest) -> Taken:
    """The upload is laid into a file of its own: the readers work on files."""
    upload: Any = form.cleaned_data["file"]
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{Path(upload.name).suffix.lower()[:6]}"
        path.write_bytes(upload.read())
        dry_run = not form.cleaned_data["keep"]
        return import_duty_list(path, by=staff(request), now=clock.now(), dry_run=dry_run)
