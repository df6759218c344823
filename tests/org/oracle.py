"""The law of the duty list, told again as plainly as it can be told: slow, obvious, and written apart from
the code that it judges."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lianxin.org.cards import CategoryCard, ItemCard, UnitCard


@dataclass(frozen=True)
class World:
    categories: dict[str, CategoryCard]
    items: list[ItemCard]
    units: list[UnitCard]
    communities: list[str]
    day: date


def in_force(thing: ItemCard | UnitCard, day: date) -> bool:
    if thing.valid_from > day:
        return False
    return thing.valid_until is None or thing.valid_until > day


def deciding(world: World, category: str, place: str) -> list[ItemCard]:
    """The lines of the nearest category that has any here, of the longest area among them."""
    code = category
    while code:
        here = [
            item
            for item in world.items
            if item.category == code and place.startswith(item.area) and in_force(item, world.day)
        ]
        if here:
            longest = max(len(item.area) for item in here)
            return [item for item in here if len(item.area) == longest]
        code = world.categories[code].parent
    return []


def units_for(world: World, item: ItemCard, place: str) -> list[UnitCard]:
    fitting = [
        unit
        for unit in world.units
        if unit.kind == item.lead and in_force(unit, world.day) and place[: item.tier].startswith(unit.area)
    ]
    if not fitting:
        return []
    nearest = max(len(unit.area) for unit in fitting)
    return [unit for unit in fitting if len(unit.area) == nearest]


def leaders(world: World, category: str, place: str) -> dict[int, set[object]]:
    """Tier → the ids of the units that lead there."""
    by_tier: dict[int, set[object]] = {}
    for item in deciding(world, category, place):
        for unit in units_for(world, item, place):
            by_tier.setdefault(item.tier, set()).add(unit.id)
    return by_tier


def faults(world: World) -> tuple[set[tuple[str, str]], set[tuple[str, str, int]]]:
    """All gaps (category, community) and all overlaps (category, community, tier), one by one."""
    gaps, overlaps = set(), set()
    for category in world.categories:
        for community in world.communities:
            led = leaders(world, category, community)
            if not led:
                gaps.add((category, community))
            overlaps |= {(category, community, tier) for tier, units in led.items() if len(units) > 1}
    return gaps, overlaps


def below(communities: Iterable[str], area: str) -> list[str]:
    return [code for code in communities if code.startswith(area)]
