"""What is kept in each process's memory: the calendar, the service times, the ladder."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from lianxin.deadlines.models import CalendarDay, CalendarYear, LadderStep, ServiceTime
from lianxin.deadlines.workdays import WorkCalendar
from lianxin.journal.public import Snapshot
from lianxin.kernel.clock import local

DATA = Path(__file__).parent / "data"
ORDINARY = "ordinary"


@dataclass(frozen=True)
class Rung:
    """One step of the ladder, reached when `after_percent` of a clock's time has gone."""

    code: str
    rank: int
    name: str
    name_en: str
    after_percent: int


def _load_calendar() -> WorkCalendar:
    return WorkCalendar(
        dict(CalendarDay.objects.values_list("day", "working")),
        dict(CalendarYear.objects.values_list("year", "announced")),
    )


def default_services() -> list[ServiceTime]:
    """The profile that travels with the project (domain.md 3.3), unsaved, in force since ever."""
    with (DATA / "service_times.csv").open(encoding="utf-8", newline="") as file:
        return [_service(row) for row in csv.DictReader(file)]


def _service(row: dict[str, str]) -> ServiceTime:
    return ServiceTime(
        code=row["code"],
        name=row["name"],
        name_en=row["name_en"],
        dispatch_minutes=int(row["dispatch_minutes"]),
        answer_minutes=int(row["answer_minutes"]) if row["answer_minutes"] else None,
        answer_workdays=int(row["answer_workdays"]) if row["answer_workdays"] else None,
        planned=row["planned"] == "1",
        basis=row["basis"],
        valid_from=date(1900, 1, 1),
    )


def default_ladder() -> list[LadderStep]:
    with (DATA / "ladder.csv").open(encoding="utf-8", newline="") as file:
        return [
            LadderStep(
                code=row["code"],
                rank=int(row["rank"]),
                name=row["name"],
                name_en=row["name_en"],
                after_percent=int(row["after_percent"]),
            )
            for row in csv.DictReader(file)
        ]


def _load_services() -> dict[str, list[ServiceTime]]:
    """Newest first per code. A code that the table does not know keeps what travels with the project, so
    that intake never stops for want of a row."""
    found: dict[str, list[ServiceTime]] = {}
    for row in ServiceTime.objects.order_by("code", "-valid_from"):
        found.setdefault(row.code, []).append(row)
    for default in default_services():
        rows = found.setdefault(default.code, [])
        if all(row.valid_from != default.valid_from for row in rows):
            rows.append(default)
    return found


def _load_ladder() -> tuple[Rung, ...]:
    rows = list(LadderStep.objects.order_by("rank")) or default_ladder()
    return tuple(Rung(row.code, row.rank, row.name, row.name_en, row.after_percent) for row in rows)


calendar = Snapshot("calendar", _load_calendar)
services = Snapshot("service_times", _load_services)
ladder = Snapshot("ladder", _load_ladder)


def in_force(rows: Sequence[ServiceTime], on: date) -> ServiceTime | None:
    for row in rows:
        if row.valid_from <= on and (row.valid_until is None or on < row.valid_until):
            return row
    return None


def service_at(code: str, moment: datetime) -> ServiceTime:
    """The row in force at `moment`; a code that nobody knows is served as an ordinary one."""
    known, on = services.get(), local(moment).date()
    return in_force(known.get(code, ()), on) or in_force(known[ORDINARY], on) or _ordinary()


def _ordinary() -> ServiceTime:
    return next(row for row in default_services() if row.code == ORDINARY)
