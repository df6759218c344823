"""Each step of the ladder is announced once, whoever sweeps and however the clock jumps."""

import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext

from lianxin.deadlines.public import ANSWER, clocks_of, extend, pause, start, stop, sweep
from lianxin.journal.public import unheard

COUNTY, SUBJECT = "140403", "matter:swept"
MORNING = datetime(2026, 6, 1, 1, 30, tzinfo=UTC)
HOUR = timedelta(hours=1)
STEPS = ["reminder", "ordinary", "yellow", "red"]


def started(subject: str = SUBJECT, county: str = COUNTY) -> None:
    """An answer clock of four hours, alone."""
    start(county, subject, "ordinary", now=MORNING, answer_due=MORNING + 4 * HOUR)
    stop(county, subject, {"dispatch"}, now=MORNING)


def told() -> list[str]:
    return [row.payload["step"] for row in unheard().order_by("due_at") if row.topic == "deadlines.stepped"]


@pytest.mark.django_db
def test_the_ladder_is_climbed_step_by_step() -> None:
    started()

    climbed = [sweep(MORNING + hours * HOUR) for hours in (2.9, 3, 4, 4.9, 5, 6, 60)]

    assert climbed == [0, 1, 1, 0, 1, 1, 0]
    assert told() == STEPS


@pytest.mark.django_db
def test_a_clock_that_jumped_over_the_ladder_announces_each_step_once_in_order() -> None:
    started()

    assert sweep(MORNING + timedelta(days=400)) == 4
    assert sweep(MORNING - timedelta(days=1)) == sweep(MORNING + timedelta(days=401)) == 0
    assert told() == STEPS


@pytest.mark.django_db
def test_a_stopped_or_paused_clock_never_rings() -> None:
    started()
    started("matter:paused")
    stop(COUNTY, SUBJECT, now=MORNING + HOUR)
    pause(COUNTY, "matter:paused", now=MORNING + HOUR)

    assert sweep(MORNING + timedelta(days=9)) == 0


@pytest.mark.django_db
def test_an_extended_clock_climbs_the_ladder_of_its_new_promise() -> None:
    started()
    sweep(MORNING + 4 * HOUR)
    extend(COUNTY, SUBJECT, MORNING + 40 * HOUR, now=MORNING + 4 * HOUR)

    assert sweep(MORNING + 20 * HOUR) == 0
    assert sweep(MORNING + 30 * HOUR) == 1
    assert [row.payload["round"] for row in unheard().order_by("due_at")] == [1, 1, 2]


@pytest.mark.django_db
def test_a_county_costs_the_same_statements_however_many_clocks_ring() -> None:
    for n in range(60):
        started(f"matter:{n}")

    with CaptureQueriesContext(connection) as statements:
        assert sweep(MORNING + 3 * HOUR) == 60

    work = [row for row in statements if row["sql"].startswith(("SELECT", "UPDATE", "INSERT"))]
    assert len([row for row in work if "deadlines_clock" in row["sql"]]) == 3
    assert len(work) <= 6


@pytest.mark.django_db
def test_a_batch_takes_those_who_wait_longest() -> None:
    for n in range(5):
        started(f"matter:{n}")

    assert sweep(MORNING + 3 * HOUR, 2) == 2
    assert sweep(MORNING + 3 * HOUR, 9) == 3


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_announce_each_step_once() -> None:
    for n in range(40):
        started(f"matter:{n}", ["140403", "140404"][n % 2])

    def work() -> None:
        try:
            for _ in range(4):
                with suppress(OperationalError):  # a locked embedded store: work_loop tries again
                    sweep(MORNING + 7 * HOUR, 15)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    while sweep(MORNING + 7 * HOUR):
        pass

    seen = [(row.payload["subject"], row.payload["step"]) for row in unheard()]
    assert len(seen) == len(set(seen)) == 160
    assert clocks_of("140403", "matter:0")[0].kind == ANSWER
