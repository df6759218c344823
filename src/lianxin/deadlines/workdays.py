"""The working calendar: a pure value that answers in microseconds."""

from bisect import bisect_right
from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from django.utils.translation import gettext as _

from lianxin.deadlines import sources
from lianxin.kernel.clock import CHINA, local
from lianxin.kernel.errors import Invalid

# 民法典 art. 203: a period ends at 24:00 of its last day, or, where there are business hours, when
# business stops; look.md shows 18:00.
OFFICE_CLOSES = time(18, 0)
NO_DAYS: Mapping[date, tuple[bool, str]] = {}


class WorkCalendar:
    """`days` are the rows of our own table (day → working); `years` the years that the table covers (year →
    announced). A year the table does not cover falls back on the libraries, then on Monday to Friday."""

    def __init__(
        self,
        days: Mapping[date, bool],
        years: Mapping[int, bool],
        fallback: Callable[[int], Mapping[date, tuple[bool, str]]] = sources.special_days,
    ) -> None:
        self._days = days
        self._years = years
        self._fallback = fallback
        self._ordinals: dict[int, list[int]] = {}

    def is_workday(self, day: date) -> bool:
        working = self._days.get(day)
        if working is None and day.year not in self._years:
            working = self._fallback(day.year).get(day, (None, ""))[0]
        return day.weekday() < 5 if working is None else working

    def is_provisional(self, day: date) -> bool:
        """Whether the State Council has not yet announced that year's days off."""
        known = self._years.get(day.year)
        return not sources.announced(day.year) if known is None else not known

    def nth_workday(self, after: date, n: int) -> date:
        """The n-th working day later than `after` (the first day is not counted: 民法典 art. 201)."""
        if n < 1:
            raise Invalid(_("工作日的数目要从 1 起,%(n)s 不行。") % {"n": n})
        year = after.year
        ordinals = self._workdays_of(year)
        place = bisect_right(ordinals, after.toordinal()) + n - 1
        while place >= len(ordinals):
            place -= len(ordinals)
            year += 1
            if year > date.max.year:
                raise Invalid(_("日历里没有这么多工作日。"))
            ordinals = self._workdays_of(year)
        return date.fromordinal(ordinals[place])

    def workdays_between(self, after: date, until: date) -> int:
        """How many working days are later than `after` and not later than `until`; 0 if none are."""
        count = 0
        for year in range(after.year, until.year + 1):
            ordinals = self._workdays_of(year)
            count += bisect_right(ordinals, until.toordinal()) - bisect_right(ordinals, after.toordinal())
        return max(0, count)

    def add_workdays(self, start: datetime, n: int) -> datetime:
        """When the office closes (18:00 in China) on the n-th working day after the day of `start`."""
        day = self.nth_workday(local(start).date(), n)
        return datetime.combine(day, OFFICE_CLOSES, tzinfo=CHINA)

    def _workdays_of(self, year: int) -> list[int]:
        found = self._ordinals.get(year)
        if found is None:
            first, last = date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal()
            days = range(first, last + 1)
            found = [number for number in days if self.is_workday(date.fromordinal(number))]
            self._ordinals[year] = found
        return found
