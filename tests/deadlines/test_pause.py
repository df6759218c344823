"""I6: pausing, resuming and extending move a promise by exactly what they should, and never shorten it."""

import random
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from lianxin.deadlines.clockwork import moved
from lianxin.deadlines.models import Clock
from lianxin.deadlines.public import (
    ANSWER,
    add_workdays,
    clocks_of,
    extend,
    pause,
    restart,
    resume,
    start,
    stop,
    sweep,
)
from lianxin.deadlines.workdays import WorkCalendar
from lianxin.kernel.errors import Invalid, NotNow

COUNTY, SUBJECT = "140403", "matter:paused"
MORNING = datetime(2026, 6, 1, 1, 30, tzinfo=UTC)
DAY = timedelta(days=1)


def answer() -> Clock:
    return next(clock for clock in clocks_of(COUNTY, SUBJECT) if clock.kind == ANSWER)


@pytest.fixture
def promised(db: None) -> datetime:
    due = start(COUNTY, SUBJECT, "ordinary", now=MORNING).answer_due
    assert due is not None
    return due


def test_a_pause_moves_the_end_by_exactly_the_time_paused(promised: datetime) -> None:
    paused, resumed = MORNING + DAY, MORNING + 12 * DAY + timedelta(seconds=17)
    pause(COUNTY, SUBJECT, now=paused)
    pause(COUNTY, SUBJECT, now=paused + DAY)

    assert resume(COUNTY, SUBJECT, now=resumed) == promised + (resumed - paused)
    assert resume(COUNTY, SUBJECT, now=resumed + DAY) == promised + (resumed - paused)


def test_a_clock_that_was_paused_is_not_reminded_early(promised: datetime) -> None:
    pause(COUNTY, SUBJECT, now=MORNING + timedelta(hours=1))
    resume(COUNTY, SUBJECT, now=MORNING + 100 * DAY)

    assert sweep(MORNING + 100 * DAY + timedelta(minutes=1)) == 0


def test_a_server_clock_that_jumped_back_during_a_pause_shortens_nothing(promised: datetime) -> None:
    pause(COUNTY, SUBJECT, now=MORNING + DAY)

    assert resume(COUNTY, SUBJECT, now=MORNING - DAY) == promised


def test_a_stopped_clock_is_not_resumed(promised: datetime) -> None:
    stop(COUNTY, SUBJECT, now=MORNING)

    assert resume(COUNTY, SUBJECT, now=MORNING + DAY) is None
    assert answer().due_at == promised


def test_working_days_are_moved_by_the_working_days_that_passed() -> None:
    calendar = WorkCalendar({}, {})
    due = calendar.add_workdays(datetime(2026, 2, 10, 2, tzinfo=UTC), 5)  # Tuesday before Spring Festival
    clock = Clock(in_workdays=True, due_at=due, paused_at=datetime(2026, 2, 12, 2, tzinfo=UTC))

    later = due + moved(clock, datetime(2026, 2, 25, 2, tzinfo=UTC), calendar)

    passed = calendar.workdays_between(clock.paused_at.date(), datetime(2026, 2, 25, tzinfo=UTC).date())
    assert passed == 4  # 13, 14 (make-up), 24, 25 February
    assert later == calendar.add_workdays(due, 4)


def test_many_short_pauses_move_working_days_as_far_as_one_long_pause() -> None:
    calendar, chance = WorkCalendar({}, {}), random.Random(7)
    for _ in range(500):
        begin = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=chance.randrange(300 * 1440))
        cuts = sorted(begin + timedelta(minutes=chance.randrange(40 * 1440)) for _ in range(6))
        due = calendar.add_workdays(begin, 15)
        long = due + moved(Clock(in_workdays=True, due_at=due, paused_at=cuts[0]), cuts[-1], calendar)
        for paused, resumed in pairwise(cuts):
            due += moved(Clock(in_workdays=True, due_at=due, paused_at=paused), resumed, calendar)
        assert due == long


def test_an_extension_is_counted_once_however_often_it_is_sent(promised: datetime) -> None:
    until = promised + 5 * DAY
    extend(COUNTY, SUBJECT, until, now=MORNING)
    extend(COUNTY, SUBJECT, until, now=MORNING)

    assert (answer().due_at, answer().extended) == (until, 1)


def test_an_extension_to_an_earlier_day_is_refused(promised: datetime) -> None:
    with pytest.raises(Invalid):
        extend(COUNTY, SUBJECT, promised - timedelta(seconds=1), now=MORNING)

    assert answer().due_at == promised


def test_what_has_no_running_answer_cannot_be_extended(promised: datetime) -> None:
    stop(COUNTY, SUBJECT, now=MORNING)

    with pytest.raises(NotNow):
        extend(COUNTY, SUBJECT, promised + DAY, now=MORNING)


@pytest.mark.django_db
def test_the_first_date_of_a_plan_is_no_extension_and_then_rings() -> None:
    start(COUNTY, SUBJECT, "engineering", now=MORNING)
    stop(COUNTY, SUBJECT, {"dispatch"}, now=MORNING)

    assert extend(COUNTY, SUBJECT, add_workdays(MORNING, 20), now=MORNING).extended == 0
    assert sweep(MORNING + 300 * DAY) == 4


def test_restarting_with_the_same_service_never_shortens_the_promise(promised: datetime) -> None:
    again = restart(COUNTY, SUBJECT, "ordinary", started_at=MORNING - 3 * DAY, now=MORNING)

    assert again.answer_due == answer().due_at == promised


def test_a_reopened_matter_gets_running_clocks_and_a_new_ladder(promised: datetime) -> None:
    sweep(MORNING + 30 * DAY)
    stop(COUNTY, SUBJECT, now=MORNING + 30 * DAY)

    again = restart(COUNTY, SUBJECT, "ordinary", started_at=MORNING + 31 * DAY, now=MORNING + 31 * DAY)

    assert again.answer_due == MORNING + 38 * DAY
    assert answer().stopped_at is None
    assert (answer().rung, answer().round) == (0, 2)


def test_a_matter_ruled_to_be_urgent_gets_the_shorter_promise(promised: datetime) -> None:
    again = restart(COUNTY, SUBJECT, "emergency", started_at=MORNING, now=MORNING)

    assert again.answer_due == MORNING + timedelta(hours=2)
