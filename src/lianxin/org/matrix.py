"""The duty list as a matrix, kinds of matter × tiers, for one area. Pure: from a view and its check."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianxin.org.cards import CategoryCard, ItemCard, UnitCard
from lianxin.org.check import Check, Fault
from lianxin.org.dutylist import View

SHOWN_UNITS = 60  # in the panel of one cell; the rest as a number


@dataclass(frozen=True)
class Line:
    """One line in one cell, with the units of its kind that serve the area: one when the area has one for
    all, several when each place below has its own, none."""

    item: ItemCard
    units: tuple[UnitCard, ...]
    area: str

    @property
    def single(self) -> UnitCard | None:
        """The one unit that serves all of the area."""
        whole = [unit for unit in self.units if self.area.startswith(unit.area)]
        return whole[0] if len(self.units) == 1 and whole else None


@dataclass(frozen=True)
class Cell:
    """`state`: silent (no line at this tier), led, borne (no unit here, another tier leads), gap,
    partly (a gap in some of the area's communities), overlap.
    `wrong` counts the communities of the area that have the fault."""

    tier: int
    state: str
    lines: tuple[Line, ...]
    wrong: int
    exceptions: int


@dataclass(frozen=True)
class Row:
    category: CategoryCard
    cells: tuple[Cell, ...]
    gap: int
    overlap: int

    @property
    def wrong(self) -> bool:
        return bool(self.gap or self.overlap)


@dataclass(frozen=True)
class Group:
    """A top category with the kinds of matter below it; `head` is its own row."""

    head: Row
    rows: tuple[Row, ...]

    @property
    def wrong(self) -> bool:
        return any(row.wrong for row in (self.head, *self.rows))


@dataclass(frozen=True)
class Matrix:
    area: str
    communities: int
    tiers: tuple[int, ...]
    groups: tuple[Group, ...]
    gap_rows: int
    overlap_rows: int


def matrix(view: View, checked: Check, area: str) -> Matrix:
    """What the page shows of an area ("" for everywhere)."""
    tiers = tuple(sorted({12, 9, 6} | view.tiers(), reverse=True))
    faults: dict[str, list[Fault]] = {}
    for fault in (*checked.gaps, *checked.overlaps):
        faults.setdefault(fault.category, []).append(fault)
    rows = [_row(view, card, faults.get(card.code, []), tiers, area) for card in view.categories.values()]
    groups = tuple(
        Group(row, tuple(below for below in rows if below.category.parent == row.category.code))
        for row in rows
        if not row.category.parent
    )
    return Matrix(
        area,
        checked.communities,
        tiers,
        groups,
        sum(row.gap > 0 for row in rows),
        sum(row.overlap > 0 for row in rows),
    )


def _row(view: View, card: CategoryCard, faults: Sequence[Fault], tiers: Sequence[int], area: str) -> Row:
    gap = sum(fault.communities for fault in faults if not fault.tier)
    doubled = dict.fromkeys(tiers, 0)
    for fault in faults:
        if fault.tier:
            doubled[fault.tier] += fault.communities
    decided = view.items_for(card.code, area)
    exceptions = view.lines_inside(card.code, area)
    cells = []
    for tier in tiers:
        lines = tuple(Line(item, _serving(view, item, area), area) for item in decided if item.tier == tier)
        kind, count = _judged(lines, bool(decided), gap, doubled[tier])
        cells.append(Cell(tier, kind, lines, count, sum(item.tier == tier for item in exceptions)))
    return Row(card, tuple(cells), gap, max(doubled.values(), default=0))


def _judged(lines: Sequence[Line], decided: bool, gap: int, doubled: int) -> tuple[str, int]:
    """How a cell is drawn, and how many communities that concerns."""
    served = any(line.units for line in lines)
    if doubled:
        return "overlap", doubled
    if gap and (not decided or (lines and not served)):
        return "gap", gap
    if gap and lines:
        return "partly", gap
    if not lines:
        return "silent", 0
    return "led" if served else "borne", 0


def _serving(view: View, item: ItemCard, area: str) -> tuple[UnitCard, ...]:
    """The unit above or at the area that serves all of it, else those of the places below."""
    if item.tier > len(area):
        below = [
            unit
            for place, units in view.units_of(item.lead).items()
            if len(area) < len(place) <= item.tier and place.startswith(area)
            for unit in units
        ]
        if below:
            return tuple(sorted(below, key=lambda unit: (unit.area, unit.name)))
    return view.serving(item.lead, area, item.tier)


def faults_below(checked: Check, children: Sequence[str]) -> dict[str, int]:
    """How many kinds of matter have a fault somewhere in each child area."""
    wrong: dict[str, set[str]] = {child: set() for child in children}
    for fault in (*checked.gaps, *checked.overlaps):
        for child in children:
            if fault.area.startswith(child) or child.startswith(fault.area):
                wrong[child].add(fault.category)
    return {child: len(categories) for child, categories in wrong.items()}
