"""Finding a matter, and what may be meant while one writes."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lianxin.api.public import Area, Question, Token, Told, person_of
from lianxin.kernel import clock
from lianxin.matters.public import searching
from lianxin.matters.web.api.shapes import CardTold, StateCode, card_told

router = Router(tags=["matters"])
READS = Token("matters:read")


class Looked(Question):
    """`q`: words, places, kinds or the end of a number, all of which must be there. Days of receipt are both
    inclusive."""

    q: Annotated[str, Field(min_length=1, max_length=100)]
    area: Area = ""
    state: StateCode | None = None
    category: Annotated[str, Field(max_length=40)] = ""
    since: date | None = None
    until: date | None = None
    after: Annotated[str, Field(max_length=20)] = ""


class Meant(Question):
    q: Annotated[str, Field(max_length=100)] = ""


class FoundTold(Told):
    """`count` is exact unless `is_more`: then there are more than it says. `next_after` is "" on the last.
    `apart`: the pieces of a long word that these say, where nothing says it as it was written."""

    matters: list[CardTold]
    count: int
    is_more: bool
    apart: list[str]
    next_after: str


class MeantTold(Told):
    kind: str
    text: str
    told: str


class SuggestionsTold(Told):
    suggestions: list[MeantTold]


@router.get("/search", response=FoundTold, auth=READS, operation_id="find_matters", summary="Search matters")
def find(request: HttpRequest, asked: Query[Looked]) -> dict[str, Any]:
    """Search what you may see, newest first, fifty at a time; nothing else is found, counted or suggested."""
    told = asked.model_dump()
    sought = searching.Sought(told.pop("q"), **{**told, "state": asked.state or ""})
    found = searching.find(person_of(request), sought, now=clock.now())
    told = {name: getattr(found, name) for name in ("count", "is_more", "apart", "next_after")}
    return {**told, "matters": [card_told(hit.card) for hit in found.hits]}


@router.get(
    "/search/suggestions",
    response=SuggestionsTold,
    auth=READS,
    operation_id="suggest",
    summary="Complete a search word",
)
def suggestions(request: HttpRequest, meant: Query[Meant]) -> dict[str, Any]:
    """Suggest what may be meant by the last word, as far as it is written."""
    found = searching.suggest(person_of(request), meant.q, now=clock.now())
    return {"suggestions": [vars(row) for row in found]}
