"""A13: no calendar, make-up day or year can break the count of working days."""

import random
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from holidays import country_holidays

from lianxin.deadlines import sources
from lianxin.deadlines.workdays import WorkCalendar

CHINA = ZoneInfo("Asia/Shanghai")
LAW = WorkCalendar({}, {})
WORKED = ["2025-01-26", "2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"]


def oracle_is_workday(day: date, special: dict[date, bool]) -> bool:
    return special[day] if day in special else day.isoweekday() not in (6, 7)


def oracle_deadline(start: datetime, n: int, special: dict[date, bool]) -> datetime:
    """Day by day, as a person would on a wall calendar; shares no code with what it checks."""
    here = start.astimezone(CHINA)
    day = date(here.year, here.month, here.day)
    while n > 0:
        day = day + timedelta(days=1)
        if oracle_is_workday(day, special):
            n -= 1
    return datetime(day.year, day.month, day.day, 18, 0, tzinfo=CHINA)


def oracle_between(after: date, until: date, special: dict[date, bool]) -> int:
    count, day = 0, after
    while day < until:
        day += timedelta(days=1)
        count += oracle_is_workday(day, special)
    return count


def random_special(chance: random.Random, first: date, days: int) -> dict[date, bool]:
    density = chance.choice([0.02, 0.1, 0.5])
    return {
        first + timedelta(days=n): chance.random() < 0.5 for n in range(days) if chance.random() < density
    }


@pytest.mark.parametrize("round_", range(10))
def test_ten_thousand_random_calendars_agree_with_counting_by_hand(round_: int) -> None:
    chance = random.Random(20260601 + round_)
    differences = 0
    for _ in range(1_000):
        year = chance.randrange(1905, 2195)
        first = date(year, 11, 1)
        special = random_special(chance, first, 120)
        calendar = WorkCalendar(special, {year: True, year + 1: False}, lambda year: {})
        start = datetime(year, 11, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(100 * 1440))
        n = chance.choice([1, 2, 3, 5, 7, 13, 15, 20])
        differences += calendar.add_workdays(start, n) != oracle_deadline(start, n, special)
        until = first + timedelta(days=chance.randrange(110))
        differences += calendar.workdays_between(first, until) != oracle_between(first, until, special)
    assert differences == 0


@pytest.mark.parametrize("day", WORKED)
def test_a_make_up_day_on_a_weekend_is_worked(day: str) -> None:
    assert date.fromisoformat(day).weekday() >= 5
    assert LAW.is_workday(date.fromisoformat(day))


def test_a_monday_of_the_national_holiday_is_off() -> None:
    assert not LAW.is_workday(date(2025, 10, 6))


def test_a_deadline_over_spring_festival_waits_until_people_are_back() -> None:
    friday = datetime(2026, 2, 13, 8, 0, tzinfo=UTC)  # Saturday the 14th is worked, then off until the 23rd

    assert LAW.add_workdays(friday, 1) == datetime(2026, 2, 14, 18, 0, tzinfo=CHINA)
    assert LAW.add_workdays(friday, 2) == datetime(2026, 2, 24, 18, 0, tzinfo=CHINA)


def test_a_report_just_after_midnight_in_china_counts_from_the_new_day() -> None:
    before = datetime(2026, 6, 1, 15, 59, tzinfo=UTC)  # Monday 23:59 in China

    assert LAW.add_workdays(before, 1).date() == date(2026, 6, 2)
    assert LAW.add_workdays(before + timedelta(minutes=1), 1).date() == date(2026, 6, 3)


def test_no_year_from_1900_to_2200_fails_and_only_announced_ones_are_certain() -> None:
    certain = set()
    for year in range(1900, 2201):
        assert LAW.nth_workday(date(year, 1, 1), 260).year >= year
        if not LAW.is_provisional(date(year, 7, 1)):
            certain.add(year)
    assert certain == set(range(2004, sources.LAST_ANNOUNCED + 1))


def test_the_end_of_32_bit_seconds_is_an_ordinary_tuesday() -> None:
    before = datetime(2038, 1, 19, 3, 14, 7, tzinfo=UTC)

    assert LAW.add_workdays(before, 1) == datetime(2038, 1, 20, 18, 0, tzinfo=CHINA)
    assert LAW.is_provisional(date(2038, 1, 20))


def test_both_libraries_agree_on_every_announced_day_but_the_one_we_know() -> None:
    theirs = country_holidays("CN", years=range(2004, sources.LAST_ANNOUNCED + 1))
    differing = [
        day
        for year in range(2004, sources.LAST_ANNOUNCED + 1)
        for day in (date(year, 1, 1) + timedelta(days=n) for n in range(365))
        if LAW.is_workday(day) != theirs.is_working_day(day)
    ]
    assert differing == [date(2005, 12, 31)]
