"""Reading clocks, the calendar and the service times."""

import calendar
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import get_language

from lianxin.deadlines import sources, times
from lianxin.deadlines.models import CalendarDay, CalendarYear, Clock, ServiceTime
from lianxin.deadlines.times import Rung
from lianxin.journal.public import NATION, Entry, entries_about


def clocks_of(county: str, subject: str) -> list[Clock]:
    """The subject's clocks, `answer` before `dispatch`."""
    return list(Clock.objects.filter(county=county, subject=subject).order_by("kind"))


@dataclass(frozen=True)
class DayCell:
    """One day of the calendar's page. `special` when it is not what its weekday says."""

    day: date
    working: bool
    special: bool
    name: str
    source: str


@dataclass(frozen=True)
class YearPage:
    """Twelve months of weeks (Monday first; None where a week belongs to the next month), and whether the
    year's days off are announced."""

    year: int
    announced: bool
    source: str
    months: list[list[list[DayCell | None]]]

    def days(self) -> list[DayCell]:
        return [cell for month in self.months for week in month for cell in week if cell]


def year_page(year: int) -> YearPage:
    """Three statements; any year from 1900 to 2200."""
    kept = times.calendar.get()
    covered = CalendarYear.objects.filter(year=year).first()
    rows = {row.day: row for row in CalendarDay.objects.filter(day__year=year)}
    law = {} if covered else sources.special_days(year)

    def cell(day: date) -> DayCell:
        working = kept.is_workday(day)
        row = rows.get(day)
        name = row.name if row else law.get(day, (False, ""))[1]
        return DayCell(day, working, working != (day.weekday() < 5), name, row.source if row else "")

    weeks = calendar.Calendar()
    months = [
        [
            [cell(day) if day.month == month else None for day in week]
            for week in weeks.monthdatescalendar(year, month)
        ]
        for month in range(1, 13)
    ]
    source = covered.source if covered else sources.source_of(year)
    return YearPage(year, not kept.is_provisional(date(year, 1, 1)), source, months)


def calendar_changes(year: int, limit: int = 50) -> list[Entry]:
    """What was changed by hand in a year, newest first."""
    return list(entries_about(NATION, f"calendar:{year}").order_by("-position")[:limit])


def service_time_history() -> list[ServiceTime]:
    """Every row ever in force or to come, by code, newest first."""
    return [row for rows in times.services.get().values() for row in rows]


def add_workdays(start: datetime, n: int) -> datetime:
    """18:00 in China on the n-th working day after the day of `start` (which is not counted)."""
    return times.calendar.get().add_workdays(start, n)


def is_workday(day: date) -> bool:
    return times.calendar.get().is_workday(day)


def provisional(day: date) -> bool:
    """Whether that year's days off are only guessed, since nobody has announced them yet."""
    return times.calendar.get().is_provisional(day)


def service_times(on: date) -> list[ServiceTime]:
    """The service times in force on a day, quickest first."""
    found = (times.in_force(rows, on) for rows in times.services.get().values())
    return sorted((row for row in found if row), key=_quickness)


def _quickness(row: ServiceTime) -> tuple[bool, int, int, str]:
    answer = row.answer_minutes or (row.answer_workdays or 0) * 1440
    return row.planned, row.dispatch_minutes, answer, row.code


def name_of(row: ServiceTime | Rung) -> str:
    """In the reader's language; in Chinese where it has no English name."""
    return row.name_en if get_language() == "en" and row.name_en else row.name


def ladder() -> tuple[Rung, ...]:
    """The steps, lowest first."""
    return times.ladder.get()
