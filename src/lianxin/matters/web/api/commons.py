"""What anybody with a token may know: the lifecycle, and places by name or point."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router
from pydantic import Field

from lianxin.api.public import Question, Token, bearer_of
from lianxin.matters.lifecycle import TABLE, State, Verb
from lianxin.matters.web.api.shapes import LifecycleTold, PlacesTold
from lianxin.matters.web.forms import point_from
from lianxin.matters.web.places import named
from lianxin.territory import public as territory

router = Router(tags=["commons"])
COMMONS = Token("commons:read")


class Where(Question):
    """Words of a name, or a point "lon,lat"."""

    q: Annotated[str, Field(max_length=60)] = ""
    at: Annotated[str, Field(max_length=60)] = ""


@router.get(
    "/lifecycle", response=LifecycleTold, auth=COMMONS, operation_id="lifecycle", summary="Read the lifecycle"
)
def lifecycle(request: HttpRequest) -> dict[str, Any]:
    """Read the one table: which verb, from where to where, by whom, with what."""
    rows = [
        {
            "verb": step.verb,
            "label": str(Verb(step.verb).label),
            "froms": sorted(step.froms),
            "to": step.to,
            "by": sorted(step.by),
            "needs": sorted(step.needs),
        }
        for step in TABLE.steps
    ]
    return {"states": {state.value: str(state.label) for state in State}, "verbs": rows}


@router.get("/places", response=PlacesTold, auth=COMMONS, operation_id="find_places", summary="Find places")
def places(request: HttpRequest, where: Query[Where]) -> dict[str, Any]:
    """Find places that bear the words, or the one around a point: to outside systems by its community, to
    those who serve by its grid."""
    if where.at:
        found = territory.locate(point_from(where.at)).code
        code = found[: territory.Tier.COMMUNITY] if bearer_of(request).is_partner else found
        codes = [code] if code else []
    else:
        codes = named(where.q.strip())
    return {"places": [{"code": code, "name": territory.full_name(code)} for code in codes]}
