"""What the page of the duty list shows: the matrix of an area, the way up and down, one cell opened."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotFound
from lianxin.org import keeping, queries
from lianxin.org import matrix as sheet
from lianxin.org.cards import CategoryCard, ItemCard, UnitCard
from lianxin.org.check import Check
from lianxin.org.dutylist import Missing, View
from lianxin.org.models import DutyKind
from lianxin.org.standing import ground_of, served
from lianxin.territory import public as territory

COMMUNITY = territory.Tier.COMMUNITY


@dataclass(frozen=True)
class Below:
    """A child area in the list to go down by."""

    code: str
    name: str
    wrong: int


@dataclass(frozen=True)
class Opened:
    """One cell, opened."""

    category: CategoryCard
    cell: sheet.Cell
    lines: tuple[sheet.Line, ...]
    reason: str
    exceptions: list[ItemCard]
    shown: int = sheet.SHOWN_UNITS


def home_area(actor: Actor, on: date) -> str:
    """The county where a person's work lies, else everywhere."""
    return ground_of(actor, on)[: territory.Tier.DISTRICT]


def areas_to_choose(area: str, on: date) -> list[tuple[str, str]]:
    """Codes with their names, offered while one writes a code: the area, what lies one tier below, and the
    grids of a community; for what serves everywhere, or nowhere that is known, where this house serves."""
    top = area if area and territory.known(area, on) else served()
    below = [(child.code, child.name) for child in territory.children(top, on)]
    grids = [(grid.code, grid.name) for grid in territory.grids_of(top)] if len(top) == COMMUNITY else []
    return [(code, name) for code, name in [(top, queries.place_name(top)), *below, *grids] if code]


def duty_page(area: str, cell: str, only_wrong: bool, on: date) -> dict[str, Any]:
    """Everything for the template. Raises NotFound for an area that does not exist."""
    if area and not territory.known(area, on):
        raise NotFound(keeping.no_such_area(area))
    area = area[:12]
    view = queries.duty_list().on(on)
    checked = queries.check_duties(on, area)
    shown = sheet.matrix(view, checked, area)
    groups = [group for group in shown.groups if group.wrong or not only_wrong]
    return {
        "area": area,
        "way": [("", queries.place_name("")), *((code, territory.name_of(code)) for code in _way(area))],
        "below": _below(area, checked, on),
        "matrix": shown,
        "groups": groups,
        "only_wrong": only_wrong,
        "findings": dict(zip(("overlaps", "gaps"), checked.told(), strict=True)),
        "checked": checked,
        "on": on,
        "opened": _opened(view, shown, cell) if cell else None,
        "cell": cell,
    }


def _way(area: str) -> list[str]:
    return list(reversed(territory.ancestors(area))) if area else []


def _below(area: str, checked: Check, on: date) -> list[Below]:
    if len(area) >= territory.Tier.COMMUNITY:
        return []
    children = territory.children(area, on)
    wrong = sheet.faults_below(checked, [child.code for child in children])
    return [Below(child.code, child.name, wrong[child.code]) for child in children]


def _opened(view: View, shown: sheet.Matrix, cell: str) -> Opened | None:
    code, _, tier = cell.partition(":")
    for group in shown.groups:
        for row in (group.head, *group.rows):
            if row.category.code == code:
                found = next((one for one in row.cells if str(one.tier) == tier), None)
                return _cell_opened(view, row, found, shown.area) if found else None
    return None


def _cell_opened(view: View, row: sheet.Row, cell: sheet.Cell, area: str) -> Opened:
    category = row.category
    missing = view.find(category.code, area)
    reason = ""
    if row.gap and isinstance(missing, Missing):
        reason = queries.words_for(missing, view, category.code, area)
    inside = [item for item in view.lines_inside(category.code, area) if item.tier == cell.tier]
    return Opened(category, cell, cell.lines, reason, inside)


def units_page(area: str, actor: Actor, on: date) -> dict[str, Any]:
    """The units that serve exactly this area, and where to go on."""
    if area and not territory.known(area, on):
        raise NotFound(keeping.no_such_area(area))
    inside = queries.units_in(area, on=on)
    counted: dict[str, int] = {}
    children = territory.children(area, on) if len(area) < territory.Tier.COMMUNITY else []
    for child in children:
        counted[child.code] = sum(unit.area.startswith(child.code) for unit in inside)
    return {
        "area": area,
        "way": [("", queries.place_name("")), *((code, territory.name_of(code)) for code in _way(area))],
        "units": list(_branches([unit for unit in inside if unit.area == area])),
        "below": [Below(child.code, child.name, counted[child.code]) for child in children],
        "keeps": queries.holds(actor, DutyKind.KEEPER, over=area, on=on),
        "on": on,
    }


def _branches(units: list[UnitCard]) -> list[tuple[UnitCard, int]]:
    """Units with their depth below one another, parents before children."""
    known = {unit.id for unit in units}
    children: dict[object, list[UnitCard]] = {}
    for unit in units:
        children.setdefault(unit.parent_id if unit.parent_id in known else None, []).append(unit)
    told: list[tuple[UnitCard, int]] = []
    waiting = [(unit, 0) for unit in reversed(children.get(None, []))]
    while waiting:
        unit, depth = waiting.pop()
        told.append((unit, depth))
        waiting.extend((child, depth + 1) for child in reversed(children.get(unit.id, [])))
    return told
