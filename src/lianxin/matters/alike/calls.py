"""Calls from one spot: when, where and of which kind. Neither who called nor what was said is read.

For the rooms above, that look for a quarrel which comes back (promise C2: place and matter, never a person).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from lianxin.kernel.points import Point
from lianxin.matters.alike import spots, words
from lianxin.matters.alike.likeness import PLACE_WORDS_AGREE
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import State
from lianxin.matters.models import Matter
from lianxin.territory import public as territory

ONE_SPOT = 60.0  # metres
MOST_CALLS = 400  # the newest of a community, in the time that is asked for
TAKEN_BACK = (State.WITHDRAWN, State.DECLINED)
_COLUMNS = ("id", "number", "area", "category", "received_at", "place", "lon", "lat")


@dataclass(frozen=True)
class Call:
    """`place` is in the caller's words: for comparing, never for showing."""

    id: UUID
    number: str
    area: str
    category: str
    at: datetime
    place: str
    point: Point | None


def call(ref: Ref) -> Call | None:
    """One statement."""
    row = Matter.objects.filter(county=ref.county, id=ref.id).values_list(*_COLUMNS).first()
    return _call(row) if row else None


def calls(
    area: str, categories: Collection[str], since: datetime, until: datetime | None = None
) -> list[Call]:
    """Of these kinds, in the community in which `area` lies, oldest first; none where no community is known.
    What was taken back counts for nothing, what was merged was a call all the same. One statement."""
    community = area[: territory.Tier.COMMUNITY]
    if len(community) < territory.Tier.COMMUNITY:
        return []
    areas = [community, *(str(grid.code) for grid in territory.grids_of(community))]
    rows = Matter.objects.filter(county=area[:6], area__in=areas, received_at__gte=since)
    rows = rows.filter(category__in=list(categories)).exclude(state__in=TAKEN_BACK)
    rows = rows.filter(received_at__lte=until) if until else rows
    newest = rows.order_by("-received_at", "-id").values_list(*_COLUMNS)[:MOST_CALLS]
    return [_call(row) for row in reversed(newest)]


def _call(row: tuple[Any, ...]) -> Call:
    id_, number, area, category, at, place, lon, lat = row
    point = Point(lon, lat) if lon is not None and lat is not None else None
    return Call(id_, number, area, category, at, place, point)


def same_spot(one: Call, other: Call) -> bool:
    """In one community, and within sixty metres; where a point is missing, in the same words. Two houses, or
    two stairs of one, of different numbers are two spots, however near."""
    if one.area[: territory.Tier.COMMUNITY] != other.area[: territory.Tier.COMMUNITY]:
        return False
    if _other_door(spots.spot_of(one.place), spots.spot_of(other.place)):
        return False
    apart = spots.metres(one.point, other.point)
    return _same_words(one.place, other.place) if apart is None else apart <= ONE_SPOT


def _other_door(one: spots.Spot, other: spots.Spot) -> bool:
    mine, theirs = _by_unit(one), _by_unit(other)
    return any(not mine[unit] & theirs[unit] for unit in mine.keys() & theirs.keys())


def _by_unit(spot: spots.Spot) -> dict[str, set[str]]:
    return {unit: {number for of, number in spot.numbers if of == unit} for unit, _number in spot.numbers}


def _same_words(one: str, other: str) -> bool:
    """Of the shorter name of the place, most stands in the other."""
    if not one.strip() or not other.strip():
        return False
    fewer, more = sorted((words.pairs(one), words.pairs(other)), key=len)
    return bool(fewer) and len(fewer & more) / len(fewer) >= PLACE_WORDS_AGREE
