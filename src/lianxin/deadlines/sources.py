"""What the libraries know about China's days off. Kept apart from the calendar itself, which is our data.

chinesecalendar holds every notice of the State Council's office from 2004 on, make-up days included.
`holidays` was compared with it day by day for 2004–2026: one difference, 2005-12-31, a Saturday worked for
New Year 2006 (国办发明电〔2005〕8号), where chinesecalendar is right. For later years `holidays` gives the
days that the law itself fixes (国务院令第795号), without swapped days: a guess until the notice comes out.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

import chinese_calendar
from chinese_calendar import constants
from holidays import country_holidays
from holidays.countries.china import China

FIRST_ANNOUNCED: int = min(constants.holidays).year
LAST_ANNOUNCED: int = max(constants.holidays).year


def announced(year: int) -> bool:
    return FIRST_ANNOUNCED <= year <= LAST_ANNOUNCED


def source_of(year: int) -> str:
    if announced(year):
        return "chinesecalendar"
    return "holidays" if China.start_year <= year <= China.end_year else "weekdays"


@cache
def special_days(year: int) -> Mapping[date, tuple[bool, str]]:
    """Days that are not what their weekday says: day → (working, name in Chinese). Any year; no error."""
    if announced(year):
        return {day: _announced_day(day) for day in _days_of(year) if _differs(day)}
    if source_of(year) == "weekdays":
        return {}
    off = country_holidays("CN", years=year, language="zh_CN")
    return {day: (False, name) for day, name in off.items() if day.year == year and day.weekday() < 5}


def _days_of(year: int) -> list[date]:
    first = date(year, 1, 1)
    return [first + timedelta(days=n) for n in range((date(year, 12, 31) - first).days + 1)]


def _differs(day: date) -> bool:
    return bool(chinese_calendar.is_workday(day)) != (day.weekday() < 5)


def _announced_day(day: date) -> tuple[bool, str]:
    working = bool(chinese_calendar.is_workday(day))
    name = chinese_calendar.get_holiday_detail(day)[1] or constants.workdays.get(day, "")
    chinese = constants.Holiday(name).chinese if name else ""
    return working, f"{chinese}调休上班" if working else chinese
