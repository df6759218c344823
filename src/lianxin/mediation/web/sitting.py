"""The sitting page, used while people talk; and the agreement, written while they agree."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.mediation import checking, clauses
from lianxin.mediation.actions import looking
from lianxin.mediation.actions.looking import File
from lianxin.mediation.actions.speaking import no_such
from lianxin.mediation.actions.verbs import speak
from lianxin.mediation.concerns import Concern
from lianxin.mediation.contracts import AgreementDraft, Brought, Ref
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.papers.contents import DUTIES, RIGHTS
from lianxin.mediation.queries.told import SittingTold
from lianxin.mediation.terms import Term
from lianxin.mediation.web.forms import AgreementForm, SittingForm, TermForm, present_choices
from lianxin.mediation.web.wording import DONE
from lianxin.org import public as org
from lianxin.pages.public import attempt, done, signed_in, staff

ROWS, SPARE = 40, 3
Terms = forms.formset_factory(TermForm, extra=SPARE, max_num=ROWS, absolute_max=ROWS)


def file_of(request: HttpRequest, ref: Ref) -> File:
    """For who leads it. Whoever else may see the procedure finds no sitting."""
    found = looking.look_in(ref, by=staff(request), now=clock.now(), held=org.duties_today(request))
    if not isinstance(found, File):
        raise NotFound(no_such())
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sitting(request: HttpRequest, county: str, dispute_id: UUID, place: int) -> HttpResponse:
    """Rights first, who is there, what is said; it may be saved as often as one likes."""
    ref = Ref(county, dispute_id)
    found = file_of(request, ref)
    held = next((one for one in found.sittings if one.place == place), None)
    if held is None:
        raise NotFound(_("没有这次调解。"))
    form = _sitting_form(request, found, held)
    if request.method == "POST" and form.is_valid():
        brought = Brought(sitting=form.draft(held.place))
        by, now = staff(request), clock.now()
        if attempt(form, lambda: speak(Verb.RECORD, ref, brought, by=by, now=now)):
            to = "mediation:file" if form.cleaned_data["result"] else "mediation:sitting"
            return done.onward(
                Verb.RECORD, to, county, dispute_id, *([] if form.cleaned_data["result"] else [place])
            )
    page = {
        "file": found,
        "procedure": found.procedure,
        "sitting": held,
        "form": form,
        "rights": RIGHTS,
        "duties": DUTIES,
        "done": done.said(request, DONE),
        "writes": Verb.RECORD in found.procedure.verbs and held.ended_at is None,
        "unsaved": form.data.get("said", ""),
        "newer": held.said if form.errors and held.said != form.data.get("said") else "",
    }
    return render(request, "mediation/desk/sitting.html", page, status=422 if form.errors else 200)


def _sitting_form(request: HttpRequest, found: File, held: SittingTold) -> SittingForm:
    initial = {
        "rights_told": held.rights_told,
        "present": [str(id_) for id_ in held.present] or [str(party.id) for party in found.parties],
        "said": held.said,
        "result": held.result,
        "seen": held.version,
    }
    form = SittingForm(request.POST) if request.method == "POST" else SittingForm(initial=initial)
    present_choices(form, [(party.id, f"{party.side_label} {party.named}") for party in found.parties])
    return form


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def agreement(request: HttpRequest, county: str, dispute_id: UUID) -> HttpResponse:
    """Write it term by term; what cannot be performed or is not lawful is said beside it, with its article.
    A grave one needs a reason to stay."""
    ref = Ref(county, dispute_id)
    found = file_of(request, ref)
    form, rows = _agreement_forms(request, found)
    concerns: list[Concern] = []
    if request.method == "POST" and form.is_valid() and rows.is_valid():
        terms = tuple(filter(None, (row.term() for row in rows)))
        concerns = _concerns(found, terms)
        if "check" not in request.POST and _drafted(request, ref, form, terms):
            return done.onward(Verb.DRAFT, "mediation:file", county, dispute_id)
    elif found.agreement and request.method != "POST":
        concerns = _concerns(found, found.agreement.terms)
    page = {
        "file": found,
        "procedure": found.procedure,
        "form": form,
        "rows": rows,
        "concerns": concerns,
        "asks_reason": any(one.grave for one in concerns),
        "clauses": clauses.clauses_for(found.procedure.category),
        "writes": Verb.DRAFT in found.procedure.verbs,
    }
    status = 422 if request.method == "POST" and "check" not in request.POST else 200
    return render(request, "mediation/desk/agreement.html", page, status=status)


def _agreement_forms(request: HttpRequest, found: File) -> tuple[AgreementForm, Any]:
    if request.method == "POST":
        return AgreementForm(request.POST), Terms(request.POST, prefix="term")
    last = found.agreement
    told = [_told(term) for term in last.terms] if last else []
    facts = last.facts if last else ""  # the account is the applicant's own: the other side never reads it
    return AgreementForm(
        initial={"facts": facts, "oral": bool(last and last.oral), "seen": last.draft if last else 0}
    ), Terms(initial=told, prefix="term")


def _told(term: Term) -> dict[str, Any]:
    told: dict[str, Any] = {
        name: getattr(term, name) for name in ("who", "does", "to", "amount", "by", "how", "where")
    }
    told["parts"] = "\n".join(f"{part.by.isoformat()} {part.amount}" for part in term.parts)
    return told


def _concerns(found: File, terms: tuple[Term, ...]) -> list[Concern]:
    names = [party.person.name for party in found.parties if party.person.name]
    today = local(clock.now()).date()
    return checking.check(terms, category=found.procedure.category, parties=names, today=today)


def _drafted(request: HttpRequest, ref: Ref, form: AgreementForm, terms: tuple[Term, ...]) -> bool:
    told = form.cleaned_data
    brought = Brought(
        terms=AgreementDraft(told["facts"], terms, told["oral"], told["seen"]), reason=told["reason"]
    )
    by, now = staff(request), clock.now()
    return attempt(form, lambda: speak(Verb.DRAFT, ref, brought, by=by, now=now)) is not None


@require_POST
@signed_in
def settle(request: HttpRequest, county: str, dispute_id: UUID) -> HttpResponse:
    """In force, once nobody's hand is missing."""
    ref, form = Ref(county, dispute_id), forms.Form(request.POST)
    by, now = staff(request), clock.now()
    if attempt(form, lambda: speak(Verb.SETTLE, ref, by=by, now=now)):
        return done.onward(Verb.SETTLE, "mediation:file", county, dispute_id)
    found = file_of(request, ref)
    page = {"file": found, "procedure": found.procedure, "refused": form}
    return render(request, "mediation/desk/unsigned.html", page, status=422)
