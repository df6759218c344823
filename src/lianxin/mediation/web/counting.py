"""Statistics: a time and a place, the Ministry's fifteen kinds, and the list from which they were counted."""

from collections.abc import Iterable
from datetime import date
from typing import Any, cast

from django import forms
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from lianxin.kernel import clock
from lianxin.kernel.blocks import LEAST
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.kernel.writing import Cells, csv_lines, made_book
from lianxin.mediation.choices import Sender, Source
from lianxin.mediation.counted_sheet import counted_lines, sum_lines
from lianxin.mediation.counting import ACCEPTED, APART, Counted, Figures, Outcome, figures
from lianxin.mediation.queries import statistics as asked
from lianxin.mediation.queries.overseeing import no_such
from lianxin.mediation.queries.statistics import Whose
from lianxin.org import public as org
from lianxin.pages.public import attempt, signed_in, staff

APART_IN_ORDER = [one for one in Outcome if one in APART]
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class SpanForm(forms.Form):
    """Whose, and from which day to which."""

    whose = forms.ChoiceField(label=_("范围"))
    first = forms.DateField(label=_("从"), widget=DAY)
    last = forms.DateField(label=_("到"), widget=DAY)


class MonthForm(forms.Form):
    """The governance centre asks for whole months."""

    whose = forms.ChoiceField(label=_("范围"))
    month = forms.ChoiceField(label=_("月份"), required=False)


@require_GET
@signed_in
def statistics(request: HttpRequest) -> HttpResponse:
    """For who guides or mediates, all of it; for who oversees for the governance centre, sums of five and
    more; for all others there is no such page."""
    whose, offered = _whose(request)
    return _whole(request, whose, offered) if whose.whole else _hidden(request, whose, offered)


@require_GET
@signed_in
def export(request: HttpRequest, sheet: str, kind: str) -> HttpResponse:
    """`sheet`: the rows that were counted, or the sums. Rows go to nobody who may not read them."""
    whose, offered = _whose(request)
    if not whose.whole:
        return _hidden_sums(request, whose, offered, sheet, kind)
    form = _span_form(request, whose, offered)
    rows = _rows(form, whose)
    if rows is None:
        return _whole(request, whose, offered)
    told = figures(rows)
    lines = counted_lines(rows) if sheet == "rows" else sum_lines(told.kinds, told.whole)
    return _file(lines, f"mediation_{sheet}", kind)


def _hidden_sums(
    request: HttpRequest, whose: Whose, offered: list[Whose], sheet: str, kind: str
) -> HttpResponse:
    if sheet == "rows":
        raise NotFound(no_such())
    form = _month_form(request, whose, offered)
    found = asked.hidden(whose.area, form.data["month"], now=clock.now())
    return _file(sum_lines(found.kinds, found.whole, least=LEAST), "mediation_sums", kind)


def _whose(request: HttpRequest) -> tuple[Whose, list[Whose]]:
    held, by, on = org.duties_today(request), staff(request), local(clock.now()).date()
    offered = asked.choices(by, on, held)
    return asked.chosen(by, request.GET.get("whose", ""), on, held), offered


def _whole(request: HttpRequest, whose: Whose, offered: list[Whose]) -> HttpResponse:
    form = _span_form(request, whose, offered)
    rows = _rows(form, whose)
    page: dict[str, Any] = {"form": form, "whose": whose, "accepted": ACCEPTED, "apart": APART_IN_ORDER}
    if rows is not None:
        told = figures(rows)
        page |= {"told": told, "count": len(rows), "senders": _senders(told), "query": _query(form)}
    return render(request, "mediation/overseeing/statistics.html", page, status=422 if rows is None else 200)


def _hidden(request: HttpRequest, whose: Whose, offered: list[Whose]) -> HttpResponse:
    form = _month_form(request, whose, offered)
    found = asked.hidden(whose.area, form.data["month"], now=clock.now())
    page = {"form": form, "whose": whose, "told": found, "accepted": ACCEPTED, "query": _query(form)}
    return render(request, "mediation/overseeing/statistics_hidden.html", page)


def _rows(form: SpanForm, whose: Whose) -> list[Counted] | None:
    if not form.is_valid():
        return None
    first, last = form.cleaned_data["first"], form.cleaned_data["last"]
    return attempt(form, lambda: asked.counted(whose, first, last, now=clock.now()))


def _span_form(request: HttpRequest, whose: Whose, offered: list[Whose]) -> SpanForm:
    """The year so far, where nothing is asked for."""
    today = local(clock.now()).date()
    given = {"first": date(today.year, 1, 1).isoformat(), "last": today.isoformat()}
    given |= {name: told for name in given if (told := request.GET.get(name))}
    form = SpanForm(given | {"whose": whose.code})
    _offer(form, offered)
    return form


def _month_form(request: HttpRequest, whose: Whose, offered: list[Whose]) -> MonthForm:
    form = MonthForm({"whose": whose.code, "month": request.GET.get("month", "")})
    _offer(form, offered)
    known = asked.months(local(clock.now()).date())
    form.fields["month"].choices = [("", _("过去十二个整月")), *((one, one) for one in known)]  # type: ignore[attr-defined]
    return form


def _offer(form: forms.Form, offered: list[Whose]) -> None:
    form.fields["whose"].choices = [(one.code, one.name) for one in offered]  # type: ignore[attr-defined]


def _query(form: forms.Form) -> str:
    return "&".join(f"{name}={form.data[name]}" for name in form.fields)


def _senders(told: Figures) -> list[tuple[Any, int, list[tuple[Any, int]]]]:
    """The Ministry's three sources; under each, who sent them."""
    return [
        (
            source.label,
            sum(n for (of, _sender), n in told.senders.items() if of == source),
            [(one.label, n) for one in Sender if (n := told.senders.get((source.value, one.value), 0))],
        )
        for source in Source
    ]


def _file(lines: Iterable[Cells], name: str, kind: str) -> HttpResponse:
    if kind == "xlsx":
        made = FileResponse(made_book(lines), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
        return cast(HttpResponse, made)
    answer = StreamingHttpResponse(csv_lines(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return cast(HttpResponse, answer)
