"""The duty list as plain structures, made for routing: who leads a category at a place, in microseconds.

The law of the list, in the order in which it is applied:
1. the nearest category that has a line in force here: the category itself, else its parent, and so on;
2. of those lines the ones of the most specific area (a county's exception replaces the general lines);
3. the lowest tier first, for a matter is settled where it arose; at one tier the first by number;
4. the unit is the one of the line's kind whose area is the place's at that tier, or the nearest above.
   A line whose kind has no unit there passes on to the next line.
Nothing here reads the database or the clock.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache, cached_property

from lianxin.org.cards import CategoryCard, ItemCard, Lead, UnitCard

_WIDTHS = (15, 12, 9, 6, 4, 2)
_COUNTY = 6


@cache
def _above(length: int) -> tuple[int, ...]:
    return tuple(width for width in _WIDTHS if width < length)


def lineage(area: str) -> list[str]:
    """The area, everything above it, and "" (the whole deployment) last."""
    length = len(area)
    if not length:
        return [""]
    return [area, *[area[:width] for width in _above(length)], ""]


class Why(StrEnum):
    """Why nobody leads."""

    NO_CATEGORY = "no_category"
    NO_ITEM = "no_item"
    NO_UNIT = "no_unit"


@dataclass(frozen=True)
class Missing:
    """A gap before it is put into words: the lines that name a kind of unit that is not there."""

    why: Why
    items: tuple[ItemCard, ...] = ()


Candidate = tuple[ItemCard, UnitCard]


class View:
    """The list as it stands on one day."""

    def __init__(
        self, categories: Mapping[str, CategoryCard], items: Iterable[ItemCard], units: Iterable[UnitCard]
    ) -> None:
        self.categories = categories
        self._items: dict[str, dict[str, tuple[ItemCard, ...]]] = {}
        self._units: dict[str, dict[str, tuple[UnitCard, ...]]] = {}
        grouped: dict[str, dict[str, list[ItemCard]]] = {}
        for item in items:
            grouped.setdefault(item.category, {}).setdefault(item.area, []).append(item)
        for code, by_area in grouped.items():
            self._items[code] = {area: tuple(sorted(found, key=_order)) for area, found in by_area.items()}
        standing: dict[tuple[str, str], list[UnitCard]] = {}
        for unit in units:
            standing.setdefault((unit.kind, unit.area), []).append(unit)
        for (kind, area), same in standing.items():
            ordered = tuple(sorted(same, key=lambda unit: (unit.name, unit.id)))
            self._units.setdefault(kind, {})[area] = ordered

    def chain(self, category: str) -> list[str]:
        """The category and those above it."""
        codes: list[str] = []
        while category and category not in codes:
            codes.append(category)
            card = self.categories.get(category)
            category = card.parent if card else ""
        return codes

    def items_for(self, category: str, area: str, at_or_above: int | None = None) -> tuple[ItemCard, ...]:
        """The lines that decide here, lowest tier first; empty when the list is silent."""
        steps = lineage(area)
        for code in self.chain(category):
            by_area = self._items.get(code)
            if by_area is None:
                continue
            for place in steps:
                found = by_area.get(place)
                if found is not None and at_or_above is not None:
                    found = tuple(item for item in found if item.tier <= at_or_above)
                if found:
                    return found
        return ()

    def serving(self, kind: str, area: str, tier: int) -> tuple[UnitCard, ...]:
        """The units of a kind for a place: at that tier, else the nearest above. More than one is a fault."""
        units = self._units.get(kind)
        if units is not None:
            for place in lineage(area[:tier]):
                found = units.get(place)
                if found is not None:
                    return found
        return ()

    def units_of(self, kind: str) -> Mapping[str, tuple[UnitCard, ...]]:
        """The standing units of a kind, by area."""
        return self._units.get(kind, {})

    def lines_of(self, category: str) -> Mapping[str, tuple[ItemCard, ...]]:
        """The category's own lines in force, by area, each lowest tier first."""
        return self._items.get(category, {})

    def find(self, category: str, area: str, at_or_above: int | None = None) -> Candidate | Missing:
        """Who leads, or why nobody does."""
        items = self.items_for(category, area, at_or_above)
        for item in items:
            units = self.serving(item.lead, area, item.tier)
            if units:
                return item, units[0]
        if items:
            return Missing(Why.NO_UNIT, items)
        return Missing(Why.NO_ITEM if category in self.categories else Why.NO_CATEGORY)

    def leads_at(self, category: str, area: str, tier: int) -> list[Candidate]:
        """Everybody who leads at exactly one tier: none, one, or (a fault) several different units."""
        seen: dict[object, Candidate] = {}
        for item in self.items_for(category, area):
            if item.tier == tier:
                for unit in self.serving(item.lead, area, tier):
                    seen.setdefault(unit.id, (item, unit))
        return list(seen.values())

    def lines_inside(self, category: str, area: str) -> list[ItemCard]:
        """Lines of the category for places strictly inside an area: the exceptions to what decides there."""
        by_area = self._items.get(category, {})
        return [
            item
            for place, items in by_area.items()
            if len(place) > len(area) and place.startswith(area)
            for item in items
        ]

    def tiers(self) -> set[int]:
        """The tiers that any line names."""
        return {item.tier for by_area in self._items.values() for items in by_area.values() for item in items}

    def lead(self, candidate: Candidate, category: str) -> Lead:
        item, unit = candidate
        card = self.categories.get(category)
        service = item.service or (card.service if card else "ordinary")
        return Lead(
            item.id,
            item.number,
            item.title,
            item.basis,
            item.area,
            item.tier,
            unit.id,
            unit.name,
            unit.area,
            item.helpers,
            service,
        )


def _order(item: ItemCard) -> tuple[int, str, str]:
    return -item.tier, item.number, str(item.id)


def in_force(valid_from: date, valid_until: date | None, on: date) -> bool:
    return valid_from <= on and (valid_until is None or on < valid_until)


class DutyList:
    """Everything the list is made of, of all days; `on` gives one day's view and remembers the last few."""

    def __init__(
        self,
        kinds: Mapping[str, str],
        kinds_in_english: Mapping[str, str],
        categories: Sequence[tuple[CategoryCard, date | None]],
        items: Sequence[ItemCard],
        units: Sequence[UnitCard],
    ) -> None:
        self.kinds = kinds
        self.kinds_in_english = kinds_in_english
        self.units = {unit.id: unit for unit in units}
        self.items = items
        self._categories = categories
        self._views: dict[date, View] = {}

    @cached_property
    def counties(self) -> Counter[str]:
        """How many units each has, closed ones too; counted once, since every stranger's map asks."""
        return Counter(unit.area[:_COUNTY] for unit in self.units.values() if len(unit.area) >= _COUNTY)

    def on(self, day: date) -> View:
        view = self._views.get(day)
        if view is None:
            if len(self._views) >= 4:  # a page about the past must not push today out for long
                self._views.clear()
            view = self._views[day] = View(
                self.categories(day),
                [item for item in self.items if in_force(item.valid_from, item.valid_until, day)],
                [unit for unit in self.units.values() if in_force(unit.valid_from, unit.valid_until, day)],
            )
        return view

    def categories(self, day: date | None = None) -> dict[str, CategoryCard]:
        """By code, in the catalogue's order; with a day, without those retired by then."""
        return {
            card.code: card
            for card, retired_on in self._categories
            if day is None or retired_on is None or day < retired_on
        }
