"""The papers of a file: which there are, and each to take along. Whoever does leaves their name on it."""

from uuid import UUID

import segno
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET, require_http_methods

from lianxin.kernel import clock
from lianxin.mediation.actions import exporting, looking, slips
from lianxin.mediation.actions.exporting import PDF, Printed, export
from lianxin.mediation.actions.looking import File
from lianxin.mediation.contracts import Ref
from lianxin.mediation.papers.kinds import FRONT, PAPERS, Holding, Kind, holding
from lianxin.mediation.queries.contents import contents_of
from lianxin.mediation.queries.own import own
from lianxin.mediation.web.forms import ReasonForm
from lianxin.org import public as org
from lianxin.pages.public import attempt, limits, opening, signed_in, staff

TYPES = {
    PDF: "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


@require_GET
@signed_in
def papers(request: HttpRequest, county: str, dispute_id: UUID) -> HttpResponse:
    """In the order of the file, with what is there; whoever does not lead it gives a reason first."""
    return _page(request, Ref(county, dispute_id), ReasonForm())


@require_GET
@signed_in
def paper(request: HttpRequest, county: str, dispute_id: UUID, kind: str, form: str) -> HttpResponse:
    """One paper, as PDF or to be changed in Word: for who leads it."""
    held = org.duties_today(request)
    made = export(Ref(county, dispute_id), Kind(kind), form, by=staff(request), now=clock.now(), held=held)
    return handed_over(made)


@require_http_methods(["GET", "POST"])
@signed_in
def whole(request: HttpRequest, county: str, dispute_id: UUID) -> HttpResponse:
    """The whole file. By whom it is not led: with a reason, each time anew."""
    ref, by, now, held = Ref(county, dispute_id), staff(request), clock.now(), org.duties_today(request)
    if request.method == "GET":
        return handed_over(export(ref, by=by, now=now, held=held))
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        made = attempt(form, lambda: export(ref, by=by, now=now, reason=reason, held=held))
        if made:
            return handed_over(made)
    return _page(request, ref, form)


@require_GET
def own_paper(request: HttpRequest, code: str, kind: str) -> HttpResponse:
    """A party's own copy, by their code."""
    now = clock.now()
    told = opening.by_code(request, code, lambda: own(code, now=now))
    limits.take(limits.PAPERS, request, now=now, whose=f"party:{told.me.id}")
    return handed_over(exporting.own_paper(told, Kind(kind), now=now))


@require_GET
@signed_in
def slip(request: HttpRequest, county: str, dispute_id: UUID, place: int) -> HttpResponse:
    """To be printed for a party whom no message reaches."""
    by, now, held = staff(request), clock.now(), org.duties_today(request)
    told = slips.slip(Ref(county, dispute_id), place, by=by, now=now, held=held)
    address = request.build_absolute_uri(reverse("mediation:own", args=[told.code]))
    qr = segno.make(address, error="m").svg_data_uri(scale=8, border=4, light="#fff")
    page = {"told": told, "address": address, "qr": qr, "file": (county, dispute_id)}
    return render(request, "mediation/desk/slip.html", page)


def _page(request: HttpRequest, ref: Ref, form: ReasonForm) -> HttpResponse:
    by, now = staff(request), clock.now()
    found = looking.look_in(ref, by=by, now=now, what="papers", held=org.duties_today(request))
    status = 422 if form.errors else 200
    if not isinstance(found, File):
        page = {"procedure": found, "reason_form": form}
        return render(request, "mediation/desk/papers_shut.html", page, status=status)
    contents = contents_of(found, found.parties)
    rows = [(paper.kind, holding(paper, contents)) for paper in PAPERS.values() if paper.kind not in FRONT]
    page = {
        "procedure": found.procedure,
        "here": [(kind, how) for kind, how in rows if how != Holding.NOT_DUE],
        "not_due": [kind for kind, how in rows if how == Holding.NOT_DUE],
        "front": sorted(FRONT),
        "reader": found.reader,
    }
    return render(request, "mediation/desk/papers.html", page, status=status)


def handed_over(printed: Printed) -> HttpResponse:
    """To be kept by whoever asked, and by nothing in between."""
    answer = HttpResponse(printed.made, content_type=TYPES[printed.name.rpartition(".")[2]])
    answer["Content-Disposition"] = content_disposition_header(True, printed.name) or ""
    answer["Cache-Control"] = "no-store"
    return answer
