"""Every gap and every overlap of the duty list, over all communities at once.

A *gap* is a category × community that nobody leads at any tier. An *overlap* is a category × community × tier
that more than one unit leads. Grids are not asked: they stand under their community. Pure: no database, no
clock. The communities are one sorted array, so an area is a slice of it, and each question is asked of whole
slices: 21,895 communities × 70 categories take well under a second.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from lianxin.org.cards import ItemCard
from lianxin.org.dutylist import View, Why

Where = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Fault:
    """One fault of one category, the same in all `communities` below `area` ("" for everywhere), which is
    the highest area that has it throughout. `tier` is 0 for a gap. `items` are the lines at fault, `units`
    (of the `example`, the first community) those that lead twice."""

    category: str
    area: str
    communities: int
    tier: int
    why: str
    items: tuple[ItemCard, ...]
    units: tuple[str, ...]
    example: str

    def as_json(self) -> dict[str, Any]:
        return {
            "category": self.category,
            "area": self.area,
            "communities": self.communities,
            "tier": self.tier,
            "why": self.why,
            "items": [item.number for item in self.items],
            "lead_kinds": list(dict.fromkeys(item.lead for item in self.items)),
            "units": list(self.units),
            "example": self.example,
        }


@dataclass(frozen=True)
class Check:
    """`counts`: `asked` = categories × communities; `gap_cells` of them nobody leads; `overlap_cells`
    (category × community × tier) two or more lead."""

    gaps: tuple[Fault, ...]
    overlaps: tuple[Fault, ...]
    categories: int
    communities: int
    counts: dict[str, int] = field(default_factory=dict)

    @property
    def clean(self) -> bool:
        return not self.gaps and not self.overlaps

    def told(self) -> "tuple[list[Finding], list[Finding]]":
        """Overlaps and gaps, those of one sort in one area together."""
        return findings(self.overlaps), findings(self.gaps)

    def as_json(self) -> dict[str, Any]:
        """Every fault, flat, for files."""
        return {
            **self.counts,
            "categories": self.categories,
            "communities": self.communities,
            "gaps": [fault.as_json() for fault in self.gaps],
            "overlaps": [fault.as_json() for fault in self.overlaps],
        }


class Ground:
    """Communities as a sorted array of numbers; what lies in an area is a slice."""

    def __init__(self, communities: Iterable[str]) -> None:
        self.codes = sorted(set(communities))
        self._numbers = np.array([int(code) for code in self.codes], dtype=np.int64)
        self._slices: dict[str, tuple[int, int]] = {}

    def __len__(self) -> int:
        return len(self.codes)

    def slice(self, area: str) -> tuple[int, int]:
        found = self._slices.get(area)
        if found is None:
            found = (0, len(self.codes))
            if area:
                width = 10 ** (12 - len(area)) if len(area) <= 12 else 0
                low = int(area) * width if width else 0  # a grid holds no community
                first, last = np.searchsorted(self._numbers, [low, low + width])
                found = (int(first), int(last)) if width else (0, 0)
            self._slices[area] = found
        return found

    def children(self, area: str) -> list[str]:
        """The next areas down that hold any community."""
        width = {0: 2, 2: 4, 4: 6, 6: 9, 9: 12}[len(area)]
        first, last = self.slice(area)
        found = []
        while first < last:
            child = self.codes[first][:width]
            found.append(child)
            first = self.slice(child)[1]
        return found


# What is wrong, comparable between places: tier (0: a gap), why, the lines at fault
_Mark = tuple[int, str, tuple[ItemCard, ...]]


def check(view: View, communities: Iterable[str], *, within: str = "") -> Check:
    """Ask about every category of the view in every community below `within`."""
    ground = Ground(code for code in communities if code.startswith(within))
    gaps: list[Fault] = []
    overlaps: list[Fault] = []
    counter = _Counter(view, ground)
    for category in view.categories if len(ground) else ():
        for mark, where in _marks(view, ground, category, counter).items():
            for area in _highest(ground, where, within):
                fault = _told(view, ground, category, area, mark)
                (overlaps if mark[0] else gaps).append(fault)
    counts = {
        "asked": len(view.categories) * len(ground),
        "gap_cells": sum(fault.communities for fault in gaps),
        "overlap_cells": sum(fault.communities for fault in overlaps),
    }
    return Check(tuple(gaps), tuple(overlaps), len(view.categories), len(ground), counts)


class _Counter:
    """How many units of a kind serve each community at a tier: counted once for every kind and tier."""

    def __init__(self, view: View, ground: Ground) -> None:
        self._view = view
        self._ground = ground
        self._known: dict[tuple[str, int], npt.NDArray[np.int32]] = {}

    def serving(self, kind: str, tier: int) -> npt.NDArray[np.int32]:
        counted = self._known.get((kind, tier))
        if counted is None:
            counted = np.zeros(len(self._ground), dtype=np.int32)
            standing = self._view.units_of(kind)
            for area in sorted(standing, key=len):  # the lower overwrite the higher: the nearest serves
                if len(area) <= tier:
                    first, last = self._ground.slice(area)
                    counted[first:last] = len(standing[area])
            self._known[kind, tier] = counted
        return counted


def _marks(view: View, ground: Ground, category: str, counter: _Counter) -> dict[_Mark, Where]:
    """Everything wrong with one category, each with the communities where it is so."""
    marks: dict[_Mark, Where] = {}
    undecided = np.ones(len(ground), dtype=np.bool_)
    for code in view.chain(category):
        lines = view.lines_of(code)
        for area in sorted(lines, key=len, reverse=True):  # the most specific decide first
            first, last = ground.slice(area)
            here = undecided[first:last].copy()
            undecided[first:last] = False
            if here.any():
                for mark, wrong in _wrong(lines[area], counter, first, last):
                    where = marks.setdefault(mark, np.zeros(len(ground), dtype=np.bool_))
                    where[first:last] |= wrong & here
    if undecided.any():
        marks[0, str(Why.NO_ITEM), ()] = undecided
    return marks


def _wrong(
    items: tuple[ItemCard, ...], counter: _Counter, first: int, last: int
) -> Iterator[tuple[_Mark, Where]]:
    """What is wrong where these lines decide: nobody at any tier, or several units at one."""
    led = np.zeros(last - first, dtype=np.bool_)
    for tier in sorted({item.tier for item in items}, reverse=True):
        at_tier = tuple(item for item in items if item.tier == tier)
        # two lines that name the same kind name the same unit: no overlap
        kinds = {item.lead for item in at_tier}
        leading = sum(
            (counter.serving(kind, tier)[first:last] for kind in kinds), np.zeros(last - first, np.int32)
        )
        led |= leading > 0
        yield (tier, "overlap", at_tier), leading > 1
    yield (0, str(Why.NO_UNIT), items), ~led


def _highest(ground: Ground, where: Where, within: str) -> list[str]:
    """The highest areas that lie wholly in `where`; together they are all of it."""
    summed = np.concatenate(([0], np.cumsum(where)))
    found: list[str] = []
    waiting = [within] if where.any() else []
    while waiting:
        area = waiting.pop()
        first, last = ground.slice(area)
        wrong = int(summed[last] - summed[first])
        if wrong == last - first:
            found.append(area)
        elif wrong:
            waiting.extend(reversed(ground.children(area)))
    return found


def _told(view: View, ground: Ground, category: str, area: str, mark: _Mark) -> Fault:
    tier, why, items = mark
    first, last = ground.slice(area)
    example = ground.codes[first]
    leads = view.leads_at(category, example, tier) if tier else []
    return Fault(
        category, area, last - first, tier, why, items, tuple(unit.name for _, unit in leads), example
    )


@dataclass(frozen=True)
class Finding:
    """Faults of one sort in one area, told together: one sentence instead of one for each category.
    `kinds` are those that no unit of is there (a gap), or that lead twice (an overlap)."""

    area: str
    communities: int
    tier: int
    why: str
    kinds: tuple[str, ...]
    faults: tuple[Fault, ...]

    @property
    def categories(self) -> list[str]:
        return [fault.category for fault in self.faults]

    @property
    def units(self) -> tuple[str, ...]:
        return self.faults[0].units


def findings(faults: Sequence[Fault]) -> list[Finding]:
    """Faults grouped by area and sort, the fewest categories first: what is wrong with one thing is a slip,
    what is wrong with all is an area that has not been entered yet."""
    together: dict[tuple[object, ...], list[Fault]] = {}
    for fault in faults:
        together.setdefault((fault.area, fault.tier, fault.why), []).append(fault)
    told = [
        Finding(area, same[0].communities, tier, why, _kinds(same), tuple(same))  # type: ignore[arg-type]
        for (area, tier, why), same in together.items()
    ]
    return sorted(told, key=lambda one: (len(one.faults), one.area, one.tier))


def _kinds(faults: Sequence[Fault]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item.lead for fault in faults for item in fault.items))
