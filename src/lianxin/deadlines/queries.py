"""Reading clocks, the calendar and the service times."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date, datetime

from lianxin.deadlines import times
from lianxin.deadlines.models import Clock, ServiceTime
from lianxin.deadlines.times import Rung


def clocks_of(county: str, subject: str) -> list[Clock]:
    """The subject's clocks, `answer` before `dispatch`."""
    return list(Clock.objects.filter(county=county, subject=subject).order_by("kind"))


def clocks_of_many(county: str, subjects: Collection[str]) -> dict[str, list[Clock]]:
    """For a list on one page: one statement for all of them."""
    found: dict[str, list[Clock]] = defaultdict(list)
    for clock in Clock.objects.filter(county=county, subject__in=list(subjects)).order_by("kind"):
        found[clock.subject].append(clock)
    return dict(found)


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
    return sorted(
        (row for row in found if row), key=lambda row: (row.planned, row.dispatch_minutes, row.code)
    )


def ladder() -> tuple[Rung, ...]:
    """The steps, lowest first."""
    return times.ladder.get()
