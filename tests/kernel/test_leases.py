"""A row is taken by one and for a while, in its order; what failed waits longer each time."""

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from django.db.models import QuerySet

from lianxin.kernel.leases import LEASE, Waits, free, taken
from lianxin.notices.models import Message

NOW = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
HERE, THERE = "140403", "140404"


def waits(county: str, key: str, minutes: int = 0, leased_until: datetime | None = None) -> None:
    due_at = NOW + timedelta(minutes=minutes)
    Message.objects.create(
        county=county, key=key, channel="desk", written_at=NOW, due_at=due_at, leased_until=leased_until
    )


def due() -> QuerySet[Message]:
    return Message.objects.order_by("due_at")


def keys(at_most: int = 10, now: datetime = NOW) -> list[str]:
    return [row.key for row in taken(due(), now, at_most)]


@pytest.mark.django_db
def test_what_is_taken_is_nobody_elses_until_the_lease_is_over() -> None:
    waits(HERE, "a")

    assert keys() == ["a"]
    assert keys(now=NOW + LEASE - timedelta(seconds=1)) == []
    assert keys(now=NOW + LEASE) == ["a"]
    assert Message.objects.get(county=HERE).leased_until == NOW + 2 * LEASE


@pytest.mark.django_db
def test_the_first_are_taken_in_their_order_county_by_county() -> None:
    for county, key, minutes in ((HERE, "c", 3), (THERE, "b", 2), (HERE, "a", 1), (HERE, "d", 4)):
        waits(county, key, minutes)

    assert keys(at_most=3) == ["a", "c", "b"]
    assert keys() == ["d"]


@pytest.mark.django_db
def test_what_is_in_hand_takes_no_place_from_what_is_free() -> None:
    waits(HERE, "held", leased_until=NOW + LEASE)
    waits(HERE, "free", minutes=1)

    assert keys(at_most=1) == ["free"]
    assert [row.key for row in Message.objects.filter(free(NOW))] == []


@pytest.mark.django_db
def test_a_county_is_not_taken_before_its_turn() -> None:
    waits(HERE, "a")
    waits(THERE, "b", minutes=1)
    handed_out = taken(due(), NOW, 10)

    assert next(handed_out).key == "a"
    assert Message.objects.get(county=THERE).leased_until is None
    assert next(handed_out).key == "b"
    assert Message.objects.get(county=THERE).leased_until == NOW + LEASE


@pytest.mark.django_db
def test_taking_costs_one_statement_and_two_a_county(
    django_assert_num_queries: Callable[..., object],
) -> None:
    for county in (HERE, THERE):
        for n in range(4):
            waits(county, f"{n}")

    with django_assert_num_queries(1 + 2 * (2 + 2)):  # and a savepoint a county
        assert len(keys()) == 8
    with django_assert_num_queries(1):
        assert keys() == []


ON_POSTGRESQL = pytest.mark.skipif(
    "connection.vendor != 'postgresql'", reason="the embedded store has one writer at a time"
)


def beside(work: Callable[[], object]) -> threading.Thread:
    def working() -> None:
        try:
            work()
        finally:
            connection.close()

    thread = threading.Thread(target=working)
    thread.start()
    return thread


@pytest.mark.django_db(transaction=True)
@ON_POSTGRESQL
def test_of_four_who_take_at_once_each_row_goes_to_one() -> None:
    for n in range(20):
        waits(HERE, f"{n:02}", minutes=n)
    found: list[list[str]] = []

    for taker in [beside(lambda: found.append(keys(at_most=20))) for _ in range(4)]:
        taker.join()

    assert sorted(key for some in found for key in some) == [f"{n:02}" for n in range(20)]


@pytest.mark.django_db(transaction=True)
@ON_POSTGRESQL
def test_what_somebody_is_taking_is_passed_over_and_not_waited_for() -> None:
    waits(HERE, "theirs")
    waits(HERE, "ours", minutes=1)
    held, enough = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Message.objects.select_for_update().get(county=HERE, key="theirs")
            held.set()
            enough.wait(5)

    holder = beside(hold)
    assert held.wait(5)
    found = keys()
    enough.set()
    holder.join()

    assert found == ["ours"]


def test_each_wait_is_twice_the_last_and_none_is_longer_than_the_longest() -> None:
    waits = Waits(first=timedelta(seconds=30), longest=timedelta(minutes=3))

    told = [waits.after(faults).total_seconds() for faults in range(5)]
    assert told == [30, 60, 120, 180, 180]
    assert waits.after(1_000_000) == waits.longest
