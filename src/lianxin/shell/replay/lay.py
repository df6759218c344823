"""Laying out a town from its sheets: the imports that any keeper would use, then posts and people."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.deadlines import public as deadlines
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid
from lianxin.kernel.spreadsheets import BadRow
from lianxin.org import public as org
from lianxin.org.public import DutyKind
from lianxin.shell.replay.sheets import DESK_KIND, Sheets
from lianxin.shell.replay.town import Town
from lianxin.territory import public as territory

Said = Callable[[str], None]


@dataclass
class Staff:
    """Who acts for whom. `units` finds a department by the file's name for it."""

    desk: UUID
    dispatcher: Actor
    units: dict[str, UUID] = field(default_factory=dict)
    handlers: dict[UUID, Actor] = field(default_factory=dict)
    inspectors: dict[str, Actor] = field(default_factory=dict)

    def inspector_of(self, area: str) -> Actor:
        return self.inspectors[area[:6]]


def lay_out(town: Town, sheets: Sheets, *, said: Said = lambda words: None) -> Staff:
    """Everything a request needs to find its way, in force since the day of the sheets. Raises Invalid when
    a sheet has a row that does not go in: a town that is laid out by halves would replay as nonsense."""
    now = datetime.combine(sheets.since, time(12), UTC)
    said("calendar, areas, units, duty list")
    deadlines.seed_calendar(now)
    divisions = territory.import_divisions(sheets.path("areas"), by=SYSTEM, now=now, valid_from=sheets.since)
    _all_in("areas", divisions.bad)
    for name, take in (
        ("unit_kinds", org.imports.import_unit_kinds),
        ("units", org.imports.import_units),
        ("categories", org.imports.import_categories),
        ("duty_list", org.imports.import_duty_list),
    ):
        _all_in(name, take(sheets.path(name), by=SYSTEM, now=now).bad)
    said("posts and people")
    return _staff(town, sheets, now)


def _all_in(name: str, bad: list[BadRow]) -> None:
    if bad:
        raise Invalid(
            _("表格 %(name)s 有 %(count)d 行没有导入,第一处在第 %(line)d 行:%(why)s")
            % {"name": f"{name}.csv", "count": len(bad), "line": bad[0].line, "why": bad[0].reason}
        )


def _staff(town: Town, sheets: Sheets, now: datetime) -> Staff:
    kinds = {DESK_KIND, *sheets.kinds.values()}
    units = {unit.name: unit.id for unit in org.units_in(town.desk) if unit.kind in kinds}
    staff = Staff(units[town.words["desk"]], SYSTEM, units)
    posts: dict[tuple[str, str], UUID] = {}
    with sheets.path("posts").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            unit, post = units[row["unit"]], (row["unit"], row["title"])
            if post not in posts:
                posts[post] = org.open_post(unit, row["title"], row["kind"], by=SYSTEM, now=now)
            person = accounts.register(row["person"], row["person"], None, by=SYSTEM, now=now)
            org.appoint(person.id, posts[post], row["area"], sheets.since, by=SYSTEM, now=now)
            _remember(staff, row, unit, Actor.staff(person.id))
    return staff


def _remember(staff: Staff, row: dict[str, str], unit: UUID, actor: Actor) -> None:
    if row["kind"] == DutyKind.DISPATCHER:
        staff.dispatcher = actor
    elif row["kind"] == DutyKind.HANDLER:
        staff.handlers[unit] = actor
    elif row["kind"] == DutyKind.GRID_OFFICER:
        staff.inspectors[row["area"]] = actor
