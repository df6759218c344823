"""One file on its way: asked about, tried, confirmed, taken in, its bad rows handed back."""

from collections.abc import Callable
from typing import cast
from uuid import UUID

from django.http import FileResponse, HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from lianxin.exchange import public as exchange
from lianxin.exchange.models import RUNNING, Step
from lianxin.exchange.queries.batches import asked, batch_for, shown_rows
from lianxin.exchange.web.forms import MatchForm
from lianxin.kernel import clock
from lianxin.kernel.writing import csv_lines, made_book
from lianxin.pages.public import attempt, done, signed_in, staff

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@signed_in
def batch(request: HttpRequest, code: str, batch_id: UUID) -> HttpResponse:
    by, now = staff(request), clock.now()
    found = batch_for(by, code, batch_id, now=now)
    if found.step == Step.ASKING or (found.step == Step.CHECKED and request.GET.get("match")):
        card = exchange.source_card(by, code, now=now)
        return _ask(request, code, batch_id, MatchForm(asked(found), card))
    told = {
        "source": exchange.source_card(by, code, now=now),
        "batch": exchange.batch_card(by, code, batch_id, now=now),
        "running": found.step in RUNNING,
        "bad": exchange.bad_lines(by, code, batch_id, now=now) if found.bad else [],
        "shown": shown_rows(found, now=now) if found.changed or found.danger else [],
        "may_go_on": bool(found.stopped_at),
        "not_kept": found.step == Step.CHECKED and not (found.mapping and found.mapping.kept),
    }
    return render(request, "exchange/batch.html", told)


def _ask(request: HttpRequest, code: str, batch_id: UUID, form: MatchForm, status: int = 200) -> HttpResponse:
    now = clock.now()
    told = {
        "source": exchange.source_card(staff(request), code, now=now),
        "batch": exchange.batch_card(staff(request), code, batch_id, now=now),
        "asked": form.asked,
        "form": form,
    }
    return render(request, "exchange/match.html", told, status=status)


@require_POST
@signed_in
def match(request: HttpRequest, code: str, batch_id: UUID) -> HttpResponse:
    by, now = staff(request), clock.now()
    found = batch_for(by, code, batch_id, now=now)
    form = MatchForm(asked(found), exchange.source_card(by, code, now=now), request.POST)
    if form.is_valid():
        attempt(form, lambda: exchange.match(code, batch_id, form.mapped(), by=by, now=now))
        if not form.errors:
            return redirect("exchange:batch", code, batch_id)
    return _ask(request, code, batch_id, form, 422)


def _then(act: Callable[..., None], request: HttpRequest, code: str, batch_id: UUID) -> HttpResponse:
    act(code, batch_id, by=staff(request), now=clock.now())
    return redirect("exchange:batch", code, batch_id)


@require_POST
@signed_in
def confirm(request: HttpRequest, code: str, batch_id: UUID) -> HttpResponse:
    return _then(exchange.confirm, request, code, batch_id)


@require_POST
@signed_in
def go_on(request: HttpRequest, code: str, batch_id: UUID) -> HttpResponse:
    return _then(exchange.go_on, request, code, batch_id)


@require_POST
@signed_in
def drop(request: HttpRequest, code: str, batch_id: UUID) -> HttpResponse:
    exchange.drop(code, batch_id, by=staff(request), now=clock.now())
    return done.onward("drop", "exchange:source", code)


@require_GET
@signed_in
def progress(request: HttpRequest, code: str, batch_id: UUID) -> HttpResponse:
    """For the page that waits: how far it is, and whether there is something new to see."""
    card = exchange.batch_card(staff(request), code, batch_id, now=clock.now())
    return JsonResponse({"step": card.step, "done": card.done, "rows": card.rows})


@require_GET
@signed_in
def to_mend(request: HttpRequest, code: str, batch_id: UUID) -> HttpResponse:
    """The bad rows under their own headings, each with its reason: mend them and send only these."""
    lines = exchange.to_mend(staff(request), code, batch_id, now=clock.now())
    return as_file(lines, "to-mend", request.GET.get("as", ""))


def as_file(lines: "exchange.Lines", name: str, kind: str) -> HttpResponse:
    """As a download: a book is made first, a CSV goes out line by line."""
    if kind == "xlsx":
        made = FileResponse(made_book(lines), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
        return cast(HttpResponse, made)
    answer = StreamingHttpResponse(csv_lines(lines), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return cast(HttpResponse, answer)
