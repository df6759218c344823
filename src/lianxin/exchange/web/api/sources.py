"""Sources by token: named, changed, and what their columns mean."""

from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Path, Query, Router
from ninja.responses import Status
from pydantic import Field

from lianxin.api.public import Done, Question, Token, done, once, person_of, versions
from lianxin.exchange import public as exchange
from lianxin.exchange.contracts import SourceDraft
from lianxin.exchange.models import Source
from lianxin.exchange.queries.batches import find_arrival
from lianxin.exchange.queries.sources import mapped_of, newest, source_for
from lianxin.exchange.web.api.shapes import (
    ArrivalTold,
    MappedGiven,
    MappingKept,
    SourceChange,
    SourceFound,
    SourceGiven,
    SourcesTold,
    SourceTold,
    source_told,
)
from lianxin.kernel import clock
from lianxin.kernel.errors import NotFound

router = Router(tags=["imports"])
IMPORTS = Token("imports:write")
Code = Annotated[str, Path(max_length=20)]


class Theirs(Question):
    number: Annotated[str, Field(min_length=1, max_length=80)]


@router.get(
    "/sources", response=SourcesTold, auth=IMPORTS, operation_id="list_sources", summary="List the sources"
)
def listed(request: HttpRequest) -> dict[str, Any]:
    """List the offices whose rows you may bring in, or whose area you keep."""
    return {"sources": [source_told(card) for card in exchange.sources(person_of(request), now=clock.now())]}


@router.get(
    "/sources/{code}", response=SourceTold, auth=IMPORTS, operation_id="read_source", summary="Read a source"
)
def one(request: HttpRequest, response: HttpResponse, code: Code) -> dict[str, Any]:
    """Read one source and what its columns mean. Its ETag goes into If-Match when it is changed."""
    by, now = person_of(request), clock.now()
    source = source_for(by, code, now=now)
    card, mapped = exchange.source_card(by, code, now=now), mapped_of(newest(source))
    response["ETag"] = _mark(source)
    return {**source_told(card), "mapping": {name: dict(told) for name, told in vars(mapped).items()}}


@router.post(
    "/sources", response={201: SourceFound}, auth=IMPORTS, operation_id="found_source", summary="Add a source"
)
def found(request: HttpRequest, payload: SourceGiven) -> Status[dict[str, Any]]:
    """Name an office whose rows will come here."""
    by, draft = person_of(request), SourceDraft(**payload.model_dump())
    return Status(201, once(request, lambda: {"code": exchange.found_source(draft, by=by, now=clock.now())}))


@router.post(
    "/sources/{code}/change",
    response=Done,
    auth=IMPORTS,
    operation_id="change_source",
    summary="Change a source",
)
def changed(request: HttpRequest, code: Code, payload: SourceChange) -> dict[str, Any]:
    """Change a source's name, who answers its callers from now on, and whether it still sends anything."""
    by, now = person_of(request), clock.now()
    source_for(by, code, now=now)
    versions.must_be_seen(request)

    def changing() -> None:
        told = payload.model_dump()
        exchange.change_source(
            code, **told, by=by, now=now, seen=lambda row: versions.must_be(request, _mark(row))
        )

    return done(request, changing)


@router.post(
    "/sources/{code}/mapping",
    response=MappingKept,
    auth=IMPORTS,
    operation_id="keep_mapping",
    summary="Match a source's columns",
)
def mapped(request: HttpRequest, code: Code, payload: MappedGiven) -> dict[str, Any]:
    """Say what its columns and words mean, from the next file on. A mapping is never changed: a new version
    takes its place."""
    by, meant = person_of(request), payload.mapped()
    return once(request, lambda: {"version": exchange.keep_mapping(code, meant, by=by, now=clock.now())})


@router.get(
    "/sources/{code}/arrival",
    response=ArrivalTold,
    auth=IMPORTS,
    operation_id="find_arrival",
    summary="Find the matter of a source's number",
)
def arrival(request: HttpRequest, code: Code, asked: Query[Theirs]) -> dict[str, Any]:
    """Find our matter for a number of theirs, where you dispatch."""
    row = find_arrival(person_of(request), code, asked.number, now=clock.now())
    if row is None:
        raise NotFound(_("没有这个编号的事,或者它不在您负责的地方。"))
    told = {"county": row.ref.county, "matter": row.ref.id, "number": row.number}
    return {**told, "state": row.state, "unit": row.unit}


def _mark(source: Source) -> str:
    return versions.mark("source", source.id, source.name, source.tells, source.closed_at)
