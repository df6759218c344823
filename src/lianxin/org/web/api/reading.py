"""The catalogue, units, the duty list, and who I am."""

from dataclasses import asdict
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja import Query, Router

from lianxin.accounts import public as accounts
from lianxin.api.public import Token, bearer_of, person_of
from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.org import keeping, queries
from lianxin.org.web import sight
from lianxin.org.web.api.shapes import (
    Asked,
    Categories,
    DutyListTold,
    Inside,
    LeadTold,
    Me,
    UnitDetail,
    Units,
    duty_list_told,
    lead_told,
    unit_told,
)

router = Router(tags=["org"])
COMMONS, READS, KEEPS = Token("commons:read"), Token("org:read"), Token("keeping:write")


def _today() -> date:
    return local(clock.now()).date()


@router.get("/me", response=Me, auth=Token(""), operation_id="me", summary="Read your own token")
def me(request: HttpRequest) -> dict[str, Any]:
    """Say whose token this is, what it may be used for, and what its owner holds today."""
    bearer = bearer_of(request)
    held = queries.held(bearer.actor, on=_today())
    duties = [
        {"kind": duty.kind, "unit": duty.unit_name, "title": duty.title, "area": duty.area} for duty in held
    ]
    name = bearer.name if bearer.is_partner else accounts.person_name(bearer.actor.id)
    told = {"partner": bearer.is_partner, "test": bearer.test, "per_minute": bearer.per_minute}
    scopes = sorted(bearer.scopes)
    return {**told, "name": name, "scopes": scopes, "areas": list(bearer.areas), "duties": duties}


@router.get(
    "/categories",
    response=Categories,
    auth=COMMONS,
    operation_id="list_categories",
    summary="List the categories",
)
def categories(request: HttpRequest) -> dict[str, Any]:
    """List what can be reported today."""
    return {"categories": [asdict(card) for card in queries.categories(_today())]}


@router.get("/units", response=Units, auth=READS, operation_id="list_units", summary="List the units")
def units(request: HttpRequest, inside: Query[Inside]) -> dict[str, Any]:
    """List the units that stand today and whose area lies inside `area`."""
    return {"units": [unit_told(card) for card in queries.units_in(inside.area, on=_today())]}


@router.get(
    "/units/{unit_id}", response=UnitDetail, auth=KEEPS, operation_id="read_unit", summary="Read a unit"
)
def unit(request: HttpRequest, unit_id: UUID) -> dict[str, Any]:
    """Read a unit with its posts and who holds them, for whoever keeps its area."""
    today = _today()
    card = keeping.kept_unit(unit_id, person_of(request), today)
    return {**unit_told(card), "posts": [asdict(post) for post in keeping.posts_of(unit_id, today)]}


@router.get(
    "/duty-list",
    response=DutyListTold,
    auth=READS,
    operation_id="read_duty_list",
    summary="Read the duty list",
)
def duty_list(request: HttpRequest, inside: Query[Inside]) -> dict[str, Any]:
    """Read the duty list as the page shows it for an area: kinds of matter × tiers, gaps and overlaps
    counted."""
    return duty_list_told(sight.duty_page(inside.area, "", False, _today())["matrix"])


@router.get(
    "/duty-list/lead", response=LeadTold, auth=READS, operation_id="who_leads", summary="Tell who leads"
)
def lead(request: HttpRequest, asked: Query[Asked]) -> dict[str, Any]:
    """Say who leads a kind of matter at a place, by which line, or why nobody does."""
    return lead_told(queries.lead_for(asked.category, asked.area, on=_today()))
