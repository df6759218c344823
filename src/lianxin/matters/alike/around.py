"""What was reported round about and may be the same: few rows by index, then compared in memory.

Two statements, however much lies in the database: the newest of each area nearby, and how many were merged
into what is found.
"""

from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from math import cos, pi, radians, sin
from uuid import UUID

from django.db import connection
from django.db.models import Count

from lianxin.kernel.points import Point
from lianxin.matters.alike.likeness import SUGGEST_FROM, WITHIN, Heard, Likeness, likeness, out_of_reach
from lianxin.matters.alike.spots import METRES_A_DEGREE
from lianxin.matters.alike.words import named
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import State
from lianxin.matters.models import Matter
from lianxin.territory import public as territory

CLOSED_WITHIN = timedelta(days=14)  # what was just closed is worth knowing for those who serve
EACH_AREA = 80  # the newest: a grid of five hundred households has three a day
MOST_AREAS, MOST = 24, 3
AROUND, WAYS = 150.0, 8  # metres: neighbours across the street may stand in another grid
ROUNDED = 3  # decimals of a degree: some hundred metres
GONE = (State.MERGED, State.WITHDRAWN, State.DECLINED)
_COLUMNS = (
    "id", "county", "number", "text", "place", "lon", "lat", "area", "category", "state",
    "unit_id", "desk", "received_at", "ended_at", "erased_at",
)  # fmt: skip


@dataclass(frozen=True)
class Found:
    """`matter` may be the same as what was asked about. `reports`: how often it was reported, itself counted;
    never by whom."""

    matter: Matter
    likeness: Likeness
    reports: int

    @property
    def ref(self) -> Ref:
        return Ref(self.matter.county, self.matter.id)


def heard_of(matter: Matter) -> Heard:
    point = Point(matter.lon, matter.lat) if matter.lon is not None and matter.lat is not None else None
    return Heard(matter.text, matter.place, point, matter.area, matter.category, matter.received_at)


def around(
    heard: Heard,
    *,
    now: datetime,
    open_only: bool = False,
    but: Collection[UUID] = (),
    most: int = MOST,
    known: Callable[[Matter], Heard] = heard_of,
) -> list[Found]:
    """The likeliest first, none below the threshold. `but`: matters not to be named. `known`: as much of
    another report as whoever asks may learn of it by asking."""
    likely = []
    for matter in _newest(nearby(heard), now, open_only):
        other = known(matter)
        if matter.id in but or _was_over(matter, heard) or out_of_reach(heard, other):
            continue
        told = likeness(heard, other)
        if told.share >= SUGGEST_FROM:
            likely.append((told, matter))
    likely.sort(key=lambda each: (-each[0].share, -each[1].received_at.timestamp(), each[1].id))
    counted = reports_of([matter for _told, matter in likely[:most]])
    return [Found(matter, told, counted[matter.id]) for told, matter in likely[:most]]


def _was_over(matter: Matter, heard: Heard) -> bool:
    """What had ended before this was said is no answer to it: merged into that one, nobody would go."""
    return matter.ended_at is not None and matter.ended_at < heard.at


def blurred(matter: Matter) -> Heard:
    """Of one that whoever asks may not read: the thing by its name on our list, the hundred metres, the kind
    and the hour. Whatever else went into the likeness could be read out by asking: does it hold this name,
    this door; is it nearer than that. One bit a question, a few questions a word or a metre."""
    exact = heard_of(matter)
    point = None if exact.point is None else rounded(exact.point)
    at = exact.at.replace(minute=0, second=0, microsecond=0)
    return replace(exact, text=named(f"{exact.text}。{exact.place}"), place="", point=point, at=at)


def rounded(point: Point) -> Point:
    return Point(round(point.lon, ROUNDED), round(point.lat, ROUNDED))


def with_another(told: Sequence[Matter], *, now: datetime) -> dict[UUID, set[UUID]]:
    """Which of these have others that may be the same, for a list: one statement for all of them."""
    heard = {matter.id: heard_of(matter) for matter in told}
    areas = sorted({area for one in heard.values() for area in nearby(one)})[: 2 * MOST_AREAS]
    others = [(matter, heard_of(matter)) for matter in _newest(areas, now, open_only=False)]
    return {matter.id: _alike(matter, heard[matter.id], others) for matter in told}


def _alike(mine: Matter, heard: Heard, others: Sequence[tuple[Matter, Heard]]) -> set[UUID]:
    return {
        other.id
        for other, theirs in others
        if other.id != mine.id
        and not _was_over(other, heard)
        and territory.covers(mine.desk, other.area)
        and not out_of_reach(heard, theirs)
        and likeness(heard, theirs).share >= SUGGEST_FROM
    }


def nearby(heard: Heard) -> list[str]:
    """The areas to look into: those within a stone's throw of a point, else the community and its grids."""
    if heard.point is not None:
        grids = {heard.area, *filter(None, _ring(heard.point))}
        found: set[str] = grids | {code[: territory.Tier.COMMUNITY] for code in grids}
    else:
        community = heard.area[: territory.Tier.COMMUNITY]
        inside = territory.grids_of(community) if len(community) == territory.Tier.COMMUNITY else []
        found = {heard.area, community, *(str(grid.code) for grid in inside)}
    county = heard.area[: territory.Tier.DISTRICT]
    mine = {code for code in found if len(code) >= territory.Tier.DISTRICT and code.startswith(county)}
    return sorted(mine, key=lambda code: (-len(code), code))[:MOST_AREAS]


def reports_of(matters: Sequence[Matter]) -> Counter[UUID]:
    """How often each was reported: itself, and what was merged into it."""
    ids = [matter.id for matter in matters]
    counties = sorted({matter.county for matter in matters})
    merged = Matter.objects.filter(county__in=counties, merged_into__in=ids)
    told = merged.order_by().values_list("merged_into").annotate(Count("id")) if ids else []
    return Counter(dict.fromkeys(ids, 1)) + Counter({into: count for into, count in told if into})


def _ring(point: Point) -> list[str]:
    """The areas under the point and under eight others round it."""
    east = AROUND / (METRES_A_DEGREE * cos(radians(point.lat)))
    north = AROUND / METRES_A_DEGREE
    ways = [2 * pi * way / WAYS for way in range(WAYS)]
    lons = [point.lon, *(point.lon + east * sin(way) for way in ways)]
    lats = [point.lat, *(point.lat + north * cos(way) for way in ways)]
    return [territory.locate(Point(lon, lat)).code for lon, lat in zip(lons, lats, strict=True)]


def _newest(areas: Sequence[str], now: datetime, open_only: bool) -> list[Matter]:
    """One statement of one limited part for each area: an index walks back from the newest of each, where an
    IN over areas would read and sort everything that lies in them."""
    if not areas:
        return []
    moment = connection.ops.adapt_datetimefield_value
    part, values = _part(open_only), []
    for area in areas:
        values += [area[: territory.Tier.DISTRICT], area, moment(now - WITHIN), *GONE]
        values += [] if open_only else [moment(now - CLOSED_WITHIN)]
    statement = " UNION ALL ".join(f"SELECT * FROM ({part}) AS part{n}" for n in range(len(areas)))  # noqa: S608
    return list(Matter.objects.raw(statement, values))


def _part(open_only: bool) -> str:
    """Names of our own table and columns; every value is a mark."""
    table = '"matters_matter"'
    columns = ", ".join(f'{table}."{name}"' for name in _COLUMNS)
    ended = f'{table}."ended_at" IS NULL' + ("" if open_only else f' OR {table}."ended_at" >= %s')
    gone = ", ".join(["%s"] * len(GONE))
    return (
        f'SELECT {columns} FROM {table} WHERE {table}."county" = %s AND {table}."area" = %s '  # noqa: S608
        f'AND {table}."received_at" >= %s AND {table}."state" NOT IN ({gone}) AND ({ended}) '
        f'ORDER BY {table}."received_at" DESC LIMIT {EACH_AREA}'
    )
