"""Which matters somebody may see: ranges over areas, and their units."""

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q, QuerySet

from lianxin.matters.models import Matter
from lianxin.org.public import DutyKind, Held
from lianxin.territory import public as territory

SEES_AREA = frozenset({DutyKind.GRID_OFFICER, DutyKind.DISPATCHER, DutyKind.OVERSEER})
SEES_UNIT = frozenset({DutyKind.HANDLER, DutyKind.UNIT_HEAD})


def inside(area: str, column: str = "area") -> Q:
    """A range of codes: everything in `area`, by the index."""
    if not area:
        return Q()
    # Every matter's place lies in its county (only a desk may lie above it): from the county upwards a range
    # of places would say nothing more, and SQLite, once it has statistics, would read by it and sort.
    if column == "area" and len(area) <= territory.Tier.DISTRICT:
        return _counties(area)
    within = Q(**{f"{column}__gte": area, f"{column}__lt": territory.after(area)})
    # The county is said beside it: it names the shard, and opens the indexes that begin with it.
    return within & _counties(area)


def _counties(area: str) -> Q:
    if len(area) >= territory.Tier.DISTRICT:
        return Q(county=area[: territory.Tier.DISTRICT])
    return Q(county__gte=area, county__lt=territory.after(area))


def visible_to(held: Iterable[Held]) -> QuerySet[Matter]:
    """Every matter in the areas and units of these duties; none without duties. (What a unit helps with is
    asked for apart: an OR over a second table would lose the index.)"""
    held = tuple(held)
    seen = Q(pk__in=[])
    for duty in held:
        if duty.kind in SEES_AREA:
            seen |= inside(duty.area)
    units = units_of(held)
    if units:
        seen |= Q(unit_id__in=units)
    return Matter.objects.filter(seen)


def units_of(held: Iterable[Held]) -> set[UUID]:
    return {duty.unit_id for duty in held if duty.kind in SEES_UNIT}
