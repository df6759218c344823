"""The duty list: the matrix, taking a spreadsheet in, giving it out."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from lianxin.kernel import clock
from lianxin.org.exports import duty_list_csv
from lianxin.org.imports import import_duty_list
from lianxin.org.web import sight, spreadsheets
from lianxin.pages.public import signed_in, staff


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
    return spreadsheets.give_out(duty_list_csv(), "duty_list.csv")


@require_http_methods(["GET", "POST"])
@signed_in
def take_in(request: HttpRequest) -> HttpResponse:
    return spreadsheets.take_in(request, import_duty_list, "org/duties_import.html")
