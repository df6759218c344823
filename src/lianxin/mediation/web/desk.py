"""The mediator's pages: what waits, a dispute taken down, the file, its verbs."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotAllowed, NotFound
from lianxin.mediation import hearing
from lianxin.mediation.actions import looking, sittings
from lianxin.mediation.actions.looking import File
from lianxin.mediation.actions.registering import register
from lianxin.mediation.actions.speaking import dispute_of
from lianxin.mediation.actions.verbs import speak
from lianxin.mediation.choices import Signer
from lianxin.mediation.contracts import Ref
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.nearest import POLICE
from lianxin.mediation.queries.early_signs import proposed_calls
from lianxin.mediation.queries.procedure import Row, waiting_for
from lianxin.mediation.queries.unanswered import unanswered
from lianxin.mediation.triage import Fact
from lianxin.mediation.web.forms import AsideForm, ReasonForm, RegisterForm, sides_of
from lianxin.mediation.web.verbforms import VerbForm, forms_for
from lianxin.mediation.web.wording import DONE, HEADINGS
from lianxin.org import public as org
from lianxin.pages.public import attempt, done, menu, signed_in, staff
from lianxin.territory import public as territory

STATION = frozenset({POLICE})
BODIES = STATION | {
    "justice_office",
    "governance_centre",
    "mediation_committee",
    "traffic_police",
    "civil_affairs",
    "housing_bureau",
    "human_resources",
    "market_regulation",
}


def mediates(request: HttpRequest) -> bool:
    """In the menu of whoever mediates."""
    return menu.serves(request) and _committee(request) is not None


def _committee(request: HttpRequest) -> org.Held | None:
    held = org.duties_today(request)
    return next((duty for duty in held if duty.kind == org.DutyKind.MEDIATOR), None)


@require_GET
@signed_in
def today(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a mediator, by its nearest day. For who mediates nowhere there is none."""
    now = clock.now()
    if _committee(request) is None:
        raise NotFound(_("这里没有您能看的东西。"))
    rows = waiting_for(staff(request), now=now)
    groups = _by_day(rows, local(now).date())
    page = {"groups": groups, "count": len(rows), "done": done.said(request, DONE)}
    page["silent"] = unanswered(staff(request), now=now)
    return render(request, "mediation/desk/today.html", page)


def _by_day(rows: list[Row], on: date) -> list[tuple[str, Any, list[Row]]]:
    week = on + timedelta(days=7)

    def group(row: Row) -> str:
        if row.late:
            return "late"
        if row.due_on == on:
            return "today"
        return "week" if row.due_on and row.due_on <= week else "later"

    return [(code, heading, [row for row in rows if group(row) == code]) for code, heading in HEADINGS]


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: HttpRequest) -> HttpResponse:
    """Take a dispute down."""
    duty = _committee(request)
    if duty is None:
        raise NotAllowed(_("登记纠纷给调解员用。"), instead=_("请当作事项上报,系统会转给调委会。"))
    asked = request.method == "POST"
    offered = {"areas": _areas(duty), "kinds": _kinds()}
    form = RegisterForm(request.POST, **offered) if asked else RegisterForm(**offered)
    sides = sides_of(request.POST if asked else None)
    if asked and form.is_valid() and all(side.is_valid() for _code, side in sides):
        application = form.application(duty.unit_id, sides)
        ref = attempt(form, lambda: register(application, by=staff(request), now=clock.now()))
        if ref:
            return done.onward(Verb.REGISTER, "mediation:file", ref.county, ref.id)
    page = {"form": form, "sides": sides}
    return render(request, "mediation/desk/new.html", page, status=422 if asked else 200)


def _areas(duty: org.Held) -> list[tuple[str, str]]:
    """The place of the committee, and those one tier below."""
    below = territory.children(duty.area, local(clock.now()).date()) if len(duty.area) < 12 else []
    return [(duty.area, territory.name_of(duty.area)), *((one.code, one.name) for one in below)]


def _kinds() -> list[tuple[str, str]]:
    on = local(clock.now()).date()
    return [(card.code, card.name) for card in org.categories(on) if card.family == "dispute"]


@require_GET
@signed_in
def file(request: HttpRequest, county: str, dispute_id: UUID) -> HttpResponse:
    """The file for who leads it; for colleagues and guides the procedure, and why one would read more."""
    return _page(request, Ref(county, dispute_id))


@require_POST
@signed_in
def open_file(request: HttpRequest, county: str, dispute_id: UUID) -> HttpResponse:
    """With a reason, which the parties read, the file once."""
    form = ReasonForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return _page(request, Ref(county, dispute_id), reason=reason, refused=form)


@require_POST
@signed_in
def speak_verb(request: HttpRequest, county: str, dispute_id: UUID, verb: str) -> HttpResponse:
    """Speak one verb; what it lacks comes back into its form."""
    ref, by, now = Ref(county, dispute_id), staff(request), clock.now()
    form = VerbForm(Verb(verb), request.POST)
    _open_choices(form)
    if form.is_valid():
        attempt(form, lambda: speak(form.verb, ref, form.brought(), by=by, now=now))
    if not form.errors:
        return done.onward(verb, "mediation:file", county, dispute_id)
    return _page(request, ref, refused=form)


def _open_choices(form: VerbForm) -> None:
    """What may be chosen is for the verb to decide: the page need not read the file to ask it."""
    for name in {"signer", "place"} & set(form.fields):
        given = form.data.get(name, "")
        form.fields[name].choices = [(given, given)]  # type: ignore[attr-defined]


@require_POST
@signed_in
def aside(request: HttpRequest, county: str, dispute_id: UUID) -> HttpResponse:
    """背靠背: what one told the mediator alone."""
    ref, by, form = Ref(county, dispute_id), staff(request), AsideForm(request.POST, auto_id="aside_%s")
    if form.is_valid():
        told = form.cleaned_data
        sittings.note_aside(ref, told["party"], told["words"], by=by, now=clock.now())
        return done.onward("aside", "mediation:file", county, dispute_id)
    return _page(request, ref, refused=form)


def _page(
    request: HttpRequest, ref: Ref, *, reason: str = "", refused: forms.Form | None = None
) -> HttpResponse:
    by, now = staff(request), clock.now()
    found = looking.look_in(ref, by=by, now=now, reason=reason, held=org.duties_today(request))
    status = 422 if refused is not None and not reason else 200
    if not isinstance(found, File):
        page: dict[str, Any] = {"procedure": found, "reason_form": refused or ReasonForm()}
        page["done"] = done.said(request, DONE)
        return render(request, "mediation/desk/procedure.html", page, status=status)
    leads = Verb.SUMMON in found.procedure.verbs
    people = _people(found) if Verb.ASSIGN in found.procedure.verbs else []
    bound = refused if isinstance(refused, VerbForm) else None
    aside_form = refused if isinstance(refused, AsideForm) else AsideForm(auto_id="aside_%s")
    aside_form.fields["party"].choices = [(party.id, party.named) for party in found.parties]  # type: ignore[attr-defined]
    page = {
        "file": found,
        "procedure": found.procedure,
        "forms": forms_for(found, people, _units(found, STATION), _units(found, BODIES), bound),
        "refused": None if reason else refused,
        "aside_form": aside_form if leads else None,
        "signs": _signs(found),
        "heard": [] if found.harms else [*_called_before(found), *_heard(found.account)],
        "done": done.said(request, DONE),
        "here": reverse("mediation:file", args=[ref.county, ref.id]),
    }
    return render(request, "mediation/desk/file.html", page, status=status)


def _units(file: File, kinds: frozenset[str]) -> list[tuple[UUID, str]]:
    """Those of the county that are of these kinds, from memory."""
    on = local(clock.now()).date()
    found = org.units_in(file.procedure.area[:6], on=on)
    return [(unit.id, unit.name) for unit in found if unit.kind in kinds]


def _people(file: File) -> list[tuple[UUID, str]]:
    """Who else mediates for the committee."""
    on = local(clock.now()).date()
    members = org.members(file.procedure.committee, org.DutyKind.MEDIATOR, on)
    return [(one.id, one.name) for one in members if one.id != file.procedure.mediator]


def _signs(file: File) -> list[tuple[Any, bool]]:
    """Whose hand the last draft needs, and whether it is there."""
    if file.agreement is None:
        return []
    signed = file.agreement.signed
    told: list[tuple[Any, bool]] = [(party.named, str(party.id) in signed) for party in file.parties]
    others = [Signer.MEDIATOR] if file.agreement.oral else [Signer.MEDIATOR, Signer.COMMITTEE]
    return [*told, *((one.label, one.value in signed) for one in others)]


def _called_before(file: File) -> list[tuple[Any, str]]:
    """How often it was called about at that spot before: of the place, and of nobody."""
    dispute = dispute_of(file.procedure.ref) if file.procedure.matter else None
    calls = proposed_calls(dispute) if dispute else None
    if not calls:
        return []
    return [(Fact.REPEATED_CALLS.label, _("同一处 30 天里还说过 %(n)d 次") % {"n": calls})]


def _heard(account: str) -> list[tuple[Any, str]]:
    """What the words make one ask about: a suggestion with the words that spoke, never an answer."""
    return [(fact.label, "、".join(words)) for fact, words in hearing.heard(account).items()]
