"""What a keeper changes: categories, units, posts, who holds them. One call each, the pages' own."""

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from ninja.responses import Status

from lianxin.api.public import Done, Given, Made, Token, done, once, person_of
from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.org import actions, keeping
from lianxin.org.catalogue import CategoryDraft, keep_category, retire_category
from lianxin.org.web.api.reading import router  # one address is read and written both
from lianxin.org.web.api.shapes import (
    AppointGiven,
    CategoryGiven,
    CloseGiven,
    PostGiven,
    RelieveGiven,
    RenameGiven,
    UnitGiven,
)
from lianxin.org.web.changes import CHANGES

KEEPS = Token("keeping:write")


@router.post(
    "/categories", response=Done, auth=KEEPS, operation_id="keep_category", summary="Add or change a category"
)
def keep(request: HttpRequest, payload: CategoryGiven) -> dict[str, Any]:
    """Add a category, or change the one with this code."""
    by, draft = person_of(request), CategoryDraft(**payload.model_dump())
    return done(request, (lambda: keep_category(draft, by=by, now=clock.now())))


@router.post(
    "/categories/{code}/retire",
    response=Done,
    auth=KEEPS,
    operation_id="retire_category",
    summary="Retire a category",
)
def retire(request: HttpRequest, code: str, payload: Given) -> dict[str, Any]:
    """File nothing new under a category; what was filed stays."""
    by = person_of(request)
    return done(request, (lambda: retire_category(code[:40], by=by, now=clock.now())))


@router.post("/units", response={201: Made}, auth=KEEPS, operation_id="found_unit", summary="Found a unit")
def found(request: HttpRequest, payload: UnitGiven) -> Status[dict[str, Any]]:
    """Found a unit that serves an area from a day on."""
    by, now = person_of(request), clock.now()
    keeping.kept_area(by, payload.area, local(now).date())
    draft = actions.UnitDraft(**payload.model_dump())
    return Status(201, once(request, lambda: {"id": actions.found_unit(draft, by=by, now=now)}))


@router.post(
    "/units/{unit_id}/rename", response=Made, auth=KEEPS, operation_id="rename_unit", summary="Rename a unit"
)
def rename(request: HttpRequest, unit_id: UUID, payload: RenameGiven) -> dict[str, Any]:
    """Give a unit another name or another office number."""
    return _changed(request, unit_id, "rename", payload)


@router.post(
    "/units/{unit_id}/close", response=Made, auth=KEEPS, operation_id="close_unit", summary="Close a unit"
)
def close(request: HttpRequest, unit_id: UUID, payload: CloseGiven) -> dict[str, Any]:
    """Close a unit from a day on; duties in it end with it."""
    return _changed(request, unit_id, "close", payload)


@router.post(
    "/units/{unit_id}/posts", response=Made, auth=KEEPS, operation_id="open_post", summary="Open a post"
)
def open_post(request: HttpRequest, unit_id: UUID, payload: PostGiven) -> dict[str, Any]:
    """Open a post in a unit, with the kind of duty that comes with it."""
    return _changed(request, unit_id, "open-post", payload)


@router.post(
    "/units/{unit_id}/appoint", response=Made, auth=KEEPS, operation_id="appoint", summary="Appoint a person"
)
def appoint(request: HttpRequest, unit_id: UUID, payload: AppointGiven) -> dict[str, Any]:
    """Put a person into a post over an area, from a day on. Never oneself."""
    return _changed(request, unit_id, "appoint", payload)


@router.post(
    "/units/{unit_id}/relieve", response=Made, auth=KEEPS, operation_id="relieve", summary="Relieve a person"
)
def relieve(request: HttpRequest, unit_id: UUID, payload: RelieveGiven) -> dict[str, Any]:
    """End a duty on a day."""
    return _changed(request, unit_id, "relieve", payload)


def _changed(request: HttpRequest, unit_id: UUID, verb: str, payload: Given) -> dict[str, Any]:
    by, now = person_of(request), clock.now()
    keeping.kept_unit(unit_id, by, local(now).date())
    _form, act = CHANGES[verb]

    def changed() -> dict[str, Any]:
        made = act(unit_id, payload.model_dump(), by, now)
        return {"id": made if isinstance(made, UUID) else unit_id}

    return once(request, changed)
