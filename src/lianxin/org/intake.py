"""What every import of org has in common: good rows go in, bad ones come back with line and reason; the same
file twice changes nothing; a dry run does everything but keep it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotAllowed, Refusal
from lianxin.kernel.spreadsheets import BadRow, Row, read_rows
from lianxin.org import queries
from lianxin.org.actions import county_of, must_be_known, must_keep
from lianxin.org.models import DutyKind

Step = Callable[[int, int], None]


@dataclass
class Taken:
    """What an import did (or, on a dry run, would do)."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: list[BadRow] = field(default_factory=list)
    dry_run: bool = False

    @property
    def good(self) -> int:
        return self.added + self.changed + self.unchanged


class Intake:
    """One import under way. `take` judges and keeps one row; `facts` are what the journal is told."""

    renew = staticmethod(queries.renew)  # the copy in memory that its rows go into
    required: ClassVar[tuple[str, ...]] = ()  # columns that the heading must have besides the first

    def __init__(self, by: Actor, now: datetime) -> None:
        self.by, self.now, self.today = by, now, local(now).date()
        self.taken = Taken()
        self.facts: dict[str, list[Fact]] = {}
        self.must_keep = cache(self._must_keep)
        self.must_be_known = cache(self._must_be_known)

    def take(self, cells: Mapping[str, str]) -> None:
        raise NotImplementedError

    def in_order(self, rows: list[Row]) -> list[Row]:
        return rows

    def finish(self) -> None:
        """Write what was kept back until all rows were judged."""

    def keep(self, row: Any, values: Mapping[str, Any], fact: Fact, area: str) -> None:
        """Add a row that is not there (`row` has no state yet), or change what differs."""
        if row._state.adding:
            self.taken.added += 1
        elif all(getattr(row, name) == value for name, value in values.items()):
            self.taken.unchanged += 1
            return
        else:
            self.taken.changed += 1
        for name, value in values.items():
            setattr(row, name, value)
        self.write(row)
        self.facts.setdefault(county_of(area), []).append(fact)

    def write(self, row: Any) -> None:
        row.save()

    def _must_keep(self, area: str) -> None:
        must_keep(self.by, area, self.now)

    def _must_be_known(self, area: str) -> None:
        must_be_known(area, self.now)


def rows_in(
    path: Path,
    columns: Mapping[str, tuple[str, ...]],
    intake: Intake,
    dry_run: bool,
    progress: Step = lambda done, total: None,
) -> Taken:
    _must_keep_something(intake)
    with transaction.atomic():
        rows = _rows(path, columns, intake)
        for done, row in enumerate(rows, 1):
            _take(intake, row)
            progress(done, len(rows))
        intake.finish()
        if intake.facts and not dry_run:
            intake.renew()
            for county in sorted(intake.facts, key=lambda code: (code == NATION, code)):
                append(county, intake.facts[county], by=intake.by, now=intake.now)
        if dry_run:
            transaction.set_rollback(True)
    intake.taken.dry_run = dry_run
    intake.taken.bad.sort(key=lambda bad: bad.line)
    return intake.taken


def _must_keep_something(intake: Intake) -> None:
    """Who keeps no area at all is refused at once instead of getting every row back."""
    if intake.by.kind == ActorKind.SYSTEM:
        return
    if not any(duty.kind == DutyKind.KEEPER for duty in queries.held(intake.by, on=intake.today)):
        raise NotAllowed(_("导入要由业务管理员来办。"), instead=_("请把表格交给本级业务管理员。"))


def _rows(path: Path, columns: Mapping[str, tuple[str, ...]], intake: Intake) -> list[Row]:
    rows = [
        replace(row, cells={name: row.cells.get(name, "") for name in columns})
        for row in read_rows(path, columns, intake.required)
    ]
    return intake.in_order(rows)


def _take(intake: Intake, row: Row) -> None:
    if row.fault:
        intake.taken.bad.append(BadRow(row.line, row.fault, row.raw))
        return
    try:
        intake.take(row.cells)
    except Refusal as refusal:
        intake.taken.bad.append(BadRow(row.line, refusal.sentence, row.raw))
