"""Those who serve: the needle, lists, one matter, its verbs, a contact, oversight."""

import hashlib
from typing import Annotated, Any
from uuid import UUID

import orjson
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Query, Router
from pydantic import Field

from lianxin.api.public import Area, County, Question, Token, once, person_of, versions
from lianxin.kernel import clock
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Verb, Wanted
from lianxin.matters.queries.slip import slip as slip_of
from lianxin.matters.web.api.shapes import (
    BroughtGiven,
    ContactTold,
    DossierTold,
    FollowUpsTold,
    ListTold,
    MovedTold,
    NeedleTold,
    OversightTold,
    ReasonGiven,
    SlipTold,
    StaffVerb,
    StateCode,
    card_told,
    dossier_told,
)
from lianxin.pages.public import insets, limits

router = Router(tags=["matters"])
READS, WRITES, CONTACTS = Token("matters:read"), Token("matters:write"), Token("contacts:read")
GROUPS = ("late", "today", "week", "to_verify", "later")
Mark = Annotated[str, Field(max_length=200)]


class Filters(Question):
    """What to list; everything may be left out."""

    area: Area = ""
    state: StateCode | None = None
    category: Annotated[str, Field(max_length=40)] = ""
    after: Mark = ""


class Stuck(Question):
    cause: Annotated[str, Field(max_length=20)] = "late"
    after: Mark = ""


@router.get("/needle", response=NeedleTold, auth=READS, operation_id="needle", summary="Read your needle")
def needle(request: HttpRequest) -> dict[str, Any]:
    """Read everything that waits for you, in every role, sorted by what is due."""
    found = matters.needle(person_of(request), now=clock.now())
    groups = {name: [card_told(card) for card in getattr(found, name)] for name in GROUPS}
    return {"count": found.count, **groups}


@router.get("/matters", response=ListTold, auth=READS, operation_id="list_matters", summary="List matters")
def listed(request: HttpRequest, filters: Query[Filters]) -> dict[str, Any]:
    """List every matter you may see, newest first, fifty at a time."""
    wanted = Wanted(
        area=filters.area, state=filters.state or "", category=filters.category, after=filters.after
    )
    found = matters.listing(person_of(request), wanted, now=clock.now())
    return {"matters": [card_told(card) for card in found.cards], "next_after": found.next_after}


@router.get(
    "/matters/{county}/{matter_id}",
    response=DossierTold,
    auth=READS,
    operation_id="read_matter",
    summary="Read a matter",
)
def one(request: HttpRequest, response: HttpResponse, county: County, matter_id: UUID) -> dict[str, Any]:
    """Read one matter: words and place, timeline, clocks, why it came here, what you may do. Its ETag begins
    with the version that If-Match asks for."""
    found = matters.dossier(person_of(request), Ref(county, matter_id), now=clock.now())
    about = insets.About("matter", county, matter_id, found.channel)
    told = dossier_told(found, insets.lines(person_of(request), about))
    digest = hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()[:24]
    versions.tag(response, found.card.version, digest)
    return told


@router.post(
    "/matters/{county}/{matter_id}/verbs/{verb}",
    response=MovedTold,
    auth=WRITES,
    operation_id="speak",
    summary="Take a step with a matter",
)
def speak(
    request: HttpRequest, county: County, matter_id: UUID, verb: StaffVerb, payload: BroughtGiven
) -> dict[str, Any]:
    """Take one row of the lifecycle. If-Match says which state was seen: 428 without it, 412 where somebody
    was faster."""
    by, now = person_of(request), clock.now()
    brought = payload.brought(versions.seen_by(request, required=True))

    def spoken() -> dict[str, Any]:
        moved = matters.speak(Verb(verb), Ref(county, matter_id), brought, by=by, now=now)
        told = {name: getattr(moved, name) for name in ("county", "id", "number", "state", "version")}
        return {**told, "verb": verb}

    return once(request, spoken)


@router.post(
    "/matters/{county}/{matter_id}/contact",
    response=ContactTold,
    auth=CONTACTS,
    operation_id="reveal_contact",
    summary="Open a resident's contact",
)
def reveal(request: HttpRequest, county: County, matter_id: UUID, payload: ReasonGiven) -> dict[str, Any]:
    """Open a contact, with a reason that the resident reads. Every look is written down and counted, also one
    that is asked for twice: its answer is kept nowhere."""
    by, now = person_of(request), clock.now()

    def looked() -> dict[str, Any]:
        with transaction.atomic():  # the look and its count are kept together, or neither
            card = matters.reveal(Ref(county, matter_id), payload.reason, by=by, now=now)
            limits.take(limits.LOOKS, request, now=now, whose=f"person:{by.id}")
        return {"name": card.name, "phone": card.phone}

    return once(request, looked, keep=False)


@router.get(
    "/matters/{county}/{matter_id}/slip",
    response=SlipTold,
    auth=READS,
    operation_id="read_slip",
    summary="Read the slip for a caller",
)
def slip(request: HttpRequest, county: County, matter_id: UUID) -> dict[str, Any]:
    """Read what to tell the caller, for whoever took the report down."""
    told = slip_of(person_of(request), Ref(county, matter_id), now=clock.now())
    names = SlipTold.model_fields.keys() - {"county", "id"}
    return {"county": told.ref.county, "id": told.ref.id, **{name: getattr(told, name) for name in names}}


@router.get(
    "/follow-ups",
    response=FollowUpsTold,
    auth=READS,
    operation_id="follow_ups",
    summary="List the calls to make",
)
def follow_ups(request: HttpRequest) -> dict[str, Any]:
    """Read the call-back list of dispatchers and overseers; the call itself is the verb `follow_up`."""
    found = matters.follow_ups(person_of(request), now=clock.now())
    told = {
        name: [{**vars(row), "matter": card_told(row.card)} for row in getattr(found, name)]
        for name in ("bad", "unasked")
    }
    return {**told, "more": found.more}


@router.get(
    "/oversight/{area}",
    response=OversightTold,
    auth=READS,
    operation_id="oversight",
    summary="Oversee an area",
)
def oversight(request: HttpRequest, area: Area, stuck: Query[Stuck]) -> dict[str, Any]:
    """Read what is stuck in an area, by cause first, by unit second, and one page of one cause."""
    by, now = person_of(request), clock.now()
    found = matters.oversight(by, area, now=now, cause=stuck.cause, after=stuck.after)
    causes = [{**vars(cause), "by_unit": [list(row) for row in cause.by_unit]} for cause in found.causes]
    cards = [card_told(card) for card in found.cards]
    told = {"area": found.area, "open": found.open, "cause": found.cause, "next_after": found.next_after}
    return {**told, "causes": causes, "matters": cards}
