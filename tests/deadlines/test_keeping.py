"""A keeper changes the calendar, the service times and the ladder; nobody else does; promises stay."""

from datetime import UTC, date, datetime, timedelta
from uuid import uuid4

import pytest

from keepers import Two
from lianxin.deadlines import sources
from lianxin.deadlines.keeping import (
    NewTime,
    change_ladder,
    change_service_time,
    clear_day,
    confirm_year,
    seed_calendar,
    set_day,
)
from lianxin.deadlines.models import CalendarDay
from lianxin.deadlines.public import (
    add_workdays,
    clocks_of,
    is_workday,
    ladder,
    provisional,
    service_times,
    start,
)
from lianxin.journal.public import NATION, entries_about
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotAllowed, NotNow

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)
TODAY = date(2026, 6, 1)
SOMEBODY = Actor.staff(uuid4())


def days_of(year: int) -> list[bool]:
    return [is_workday(date(year, 1, 1) + timedelta(days=n)) for n in range(365)]


def test_seeding_changes_no_day_of_what_the_libraries_say() -> None:
    before = [days_of(year) for year in (1949, 2003, 2004, 2026, 2027, 2036, 2037, 2150)]

    seeded = seed_calendar(NOW)

    assert [days_of(year) for year in (1949, 2003, 2004, 2026, 2027, 2036, 2037, 2150)] == before
    assert seeded.provisional == tuple(range(sources.LAST_ANNOUNCED + 1, sources.LAST_ANNOUNCED + 11))
    assert seeded.days > 600


def test_seeding_again_keeps_what_a_keeper_has_set() -> None:
    seed_calendar(NOW)
    set_day(date(2027, 2, 5), True, "补班", by=SYSTEM, now=NOW)
    confirm_year(2028, by=SYSTEM, now=NOW)

    seed_calendar(NOW)

    assert is_workday(date(2027, 2, 5))
    assert not provisional(date(2028, 1, 1))


def test_a_day_that_was_set_counts_at_once_and_is_journaled() -> None:
    assert add_workdays(NOW, 1).date() == date(2026, 6, 2)

    set_day(date(2026, 6, 2), False, "防汛停工", by=SYSTEM, now=NOW)

    assert add_workdays(NOW, 1).date() == date(2026, 6, 3)
    entry = entries_about(NATION, "calendar:2026").get()
    assert entry.action == "deadlines.set_day"
    assert "防汛" not in entry.payload


def test_a_day_can_be_given_back_to_the_libraries() -> None:
    set_day(date(2026, 10, 1), True, "", by=SYSTEM, now=NOW)
    set_day(date(2026, 6, 2), False, "", by=SYSTEM, now=NOW)

    clear_day(date(2026, 10, 1), by=SYSTEM, now=NOW)
    clear_day(date(2026, 6, 2), by=SYSTEM, now=NOW)

    assert not is_workday(date(2026, 10, 1))
    assert is_workday(date(2026, 6, 2))
    with pytest.raises(NotNow):
        clear_day(date(2026, 6, 2), by=SYSTEM, now=NOW)


def test_setting_one_day_of_a_far_year_leaves_its_other_days() -> None:
    before = days_of(2090)

    set_day(date(2090, 3, 1), False, "", by=SYSTEM, now=NOW)

    assert [n for n, (was, now) in enumerate(zip(before, days_of(2090), strict=True)) if was != now] == [59]
    assert provisional(date(2090, 3, 1))


@pytest.mark.parametrize("year", [1899, 2201])
def test_a_year_outside_the_calendar_is_refused(year: int) -> None:
    with pytest.raises(Invalid):
        set_day(date(year, 1, 1), True, "", by=SYSTEM, now=NOW)


def test_nobody_else_changes_anything() -> None:
    new = NewTime("ordinary", "普通", 60, "试", TODAY, answer_minutes=60)
    for change in (
        lambda: set_day(TODAY, False, "", by=SOMEBODY, now=NOW),
        lambda: clear_day(TODAY, by=SOMEBODY, now=NOW),
        lambda: confirm_year(2027, by=SOMEBODY, now=NOW),
        lambda: change_service_time(new, by=SOMEBODY, now=NOW),
        lambda: change_ladder({"red": 200}, by=SOMEBODY, now=NOW),
        lambda: seed_calendar(NOW, by=SOMEBODY),
    ):
        with pytest.raises(NotAllowed):
            change()
    assert not CalendarDay.objects.exists()


def test_a_new_service_time_holds_from_its_day_and_running_clocks_keep_theirs(two: Two) -> None:
    old = start("140403", "matter:old", "ordinary", now=NOW).answer_due
    new = NewTime("ordinary", "普通", 120, "县综治中心 2026 年第 3 号", date(2026, 6, 10), answer_workdays=5)

    change_service_time(new, by=two.by, now=NOW)

    later = datetime(2026, 6, 10, 2, 0, tzinfo=UTC)
    before = start("140403", "matter:before", "ordinary", now=NOW + timedelta(days=8))
    after = start("140403", "matter:after", "ordinary", now=later)
    assert before.answer_due == NOW + timedelta(days=15)
    assert after.answer_due == add_workdays(later, 5)
    assert clocks_of("140403", "matter:old")[0].due_at == old
    assert entries_about(NATION, "service:ordinary").get().actor == str(two.by)


def test_rows_of_one_service_never_overlap_and_leave_no_gap() -> None:
    for day in (20, 10, 15, 10):
        new = NewTime("ordinary", "普通", day, "试", date(2026, 6, day), answer_minutes=day)
        change_service_time(new, by=SYSTEM, now=NOW)

    seen = {}
    for day in range(1, 30):
        rows = [row for row in service_times(date(2026, 6, day)) if row.code == "ordinary"]
        seen[day] = [row.dispatch_minutes for row in rows]
    assert all(len(rows) == 1 for rows in seen.values())
    assert [seen[day][0] for day in (1, 9, 10, 14, 15, 19, 20, 29)] == [1440, 1440, 10, 10, 15, 15, 20, 20]


@pytest.mark.parametrize(
    "wrong",
    [
        NewTime("ordinary", "普通", 60, "", TODAY),
        NewTime("ordinary", "普通", 60, "", TODAY, answer_minutes=5, answer_workdays=5),
        NewTime("ordinary", "普通", 0, "", TODAY, answer_minutes=5),
        NewTime("ordinary", "普通", 60, "", TODAY - timedelta(days=1), answer_minutes=5),
    ],
)
def test_a_service_time_that_makes_no_sense_is_refused(wrong: NewTime) -> None:
    with pytest.raises(Invalid):
        change_service_time(wrong, by=SYSTEM, now=NOW)


def test_the_ladder_is_data_and_must_rise() -> None:
    change_ladder({"reminder": 50, "red": 300}, by=SYSTEM, now=NOW)

    assert [rung.after_percent for rung in ladder()] == [50, 100, 125, 300]
    with pytest.raises(Invalid):
        change_ladder({"yellow": 90}, by=SYSTEM, now=NOW)


def test_a_promise_that_runs_into_a_year_not_announced_says_so() -> None:
    change_service_time(NewTime("plan_b", "试", 60, "试", TODAY, answer_workdays=30), by=SYSTEM, now=NOW)

    near = start("140403", "matter:near", "plan_b", now=NOW)
    far = start("140403", "matter:far", "plan_b", now=datetime(2026, 12, 1, tzinfo=UTC))

    assert (near.provisional, far.provisional) == (False, True)
