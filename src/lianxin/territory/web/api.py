"""Divisions, grids and maps, as JSON."""

from datetime import date
from typing import Annotated, Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from ninja import Query, Router
from pydantic import Field

from lianxin.api.public import Area, Given, Question, Token, Told, bearer_of, once, person_of
from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.pages.public import permission
from lianxin.territory import naming, queries
from lianxin.territory.actions.grids import draw_grids, require_community
from lianxin.territory.codes import Tier
from lianxin.territory.gazetteer import Division
from lianxin.territory.shapes import square_metres

router = Router(tags=["territory"])
READS, KEEPS = Token("territory:read"), Token("keeping:write")
MOST_FOUND = 50
GEOJSON = "application/geo+json"
Code = Annotated[str, Field(max_length=15, pattern=r"^[0-9]+$")]
Community = Annotated[str, Field(pattern=r"^[0-9]{12}$")]


class Sought(Question):
    """What lies one tier below `area`, or what bears the words `q`."""

    area: Area = ""
    q: Annotated[str, Field(max_length=60)] = ""


class DivisionTold(Told):
    """One span of a code's life; `valid_until` is the first day it was no longer in force."""

    code: str
    name: str
    tier: int
    valid_from: date
    valid_until: date | None
    replaced_by: str


class Divisions(Told):
    divisions: list[DivisionTold]


class DivisionDetail(Told):
    """A division: its whole name, every span of its life, whether its outline is known."""

    code: str
    full_name: str
    history: list[DivisionTold]
    has_outline: bool


class GridTold(Told):
    code: str
    name: str
    kind: str
    hectares: float
    households: int | None


class Grids(Told):
    """The grids in force in a community, in order of code."""

    grids: list[GridTold]


class PartsGiven(Given):
    parts: Annotated[int, Field(ge=1, le=60)]


@router.get(
    "/divisions", response=Divisions, auth=READS, operation_id="list_divisions", summary="Find divisions"
)
def listed(request: HttpRequest, sought: Query[Sought]) -> dict[str, Any]:
    """Find divisions of the five tiers, by tier or by name; the best come first."""
    today, words = local(clock.now()).date(), sought.q.strip()
    if words:
        found = naming.search(words, MOST_FOUND, sought.area[:12])
    else:
        found = queries.children(sought.area[:12], today)
    return {"divisions": [_division(row) for row in found]}


@router.get(
    "/divisions/{code}",
    response=DivisionDetail,
    auth=READS,
    operation_id="read_division",
    summary="Read a division",
)
def one(request: HttpRequest, code: Code) -> dict[str, Any]:
    """Read one division and every span of its life."""
    history = queries.division_history(code)
    if not history:
        raise NotFound(_("没有编码为%(area)s的区域。") % {"area": code})
    told = {
        "code": code,
        "full_name": queries.full_name(code),
        "has_outline": queries.outline_of(code) is not None,
    }
    return {**told, "history": [_division(row) for row in history]}


@router.get(
    "/grids/{community}",
    response=Grids,
    auth=READS,
    operation_id="list_grids",
    summary="List a community's grids",
)
def grids(request: HttpRequest, community: Community) -> dict[str, Any]:
    """List the grids of a community, for those who serve."""
    person_of(request)
    return {"grids": _grids(require_community(community))}


@router.post(
    "/grids/{community}/draw",
    response=Grids,
    auth=KEEPS,
    operation_id="draw_grids",
    summary="Draw a community's grids",
)
def draw(request: HttpRequest, community: Community, payload: PartsGiven) -> dict[str, Any]:
    """Draw the community's grids anew, in so many parts; they hold from today."""
    by, now = person_of(request), clock.now()
    permission.require_keeper(by, require_community(community))

    def drawn() -> dict[str, Any]:
        draw_grids(community, payload.parts, by=by, now=now)
        return {"grids": _grids(community)}

    return once(request, drawn)


@router.get(
    "/maps/{area}",
    response=dict[str, Any],
    auth=READS,
    operation_id="read_map",
    summary="Read an area's outlines",
    openapi_extra={"x-media-type": GEOJSON},
)
def outlines(request: HttpRequest, area: Code) -> HttpResponse:
    """Read outlines as GeoJSON. To outside systems no more than to the public: down to the county, and of a
    county only itself."""
    partner = bearer_of(request).is_partner
    if not queries.name_of(area) or (partner and len(area) > Tier.DISTRICT):
        raise NotFound(_("没有这张地图。"))
    body, etag = queries.drawn_map(area, alone=partner and len(area) == Tier.DISTRICT)
    return HttpResponse(body, content_type=GEOJSON, headers={"ETag": etag})


def _division(row: Division) -> dict[str, Any]:
    return {**row._asdict(), "tier": int(row.tier)}


def _grids(community: str) -> list[dict[str, Any]]:
    return [
        {
            "code": grid.code,
            "name": grid.name,
            "kind": grid.kind,
            "hectares": round(square_metres(grid.polygon) / 10_000, 3),
            "households": grid.households,
        }
        for grid in queries.grids_of(community)
    ]
