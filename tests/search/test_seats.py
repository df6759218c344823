"""The newest come first, and every moment lies in exactly one window."""

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from lianxin.search.seats import NEWEST, before, marks, seat_of, windows

NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


def opened(seat: int, lowest: int = 0, highest: int = NEWEST, now: datetime = NOW) -> int:
    return len(set(marks(seat)).intersection(windows(lowest, highest, now)))


def test_a_later_moment_sits_behind_an_earlier_one() -> None:
    early, late = (
        seat_of(NOW, UUID(int=(1 << 128) - 1)),
        seat_of(NOW + timedelta(milliseconds=1), UUID(int=0)),
    )

    assert early < before(NOW + timedelta(milliseconds=1)) + 1 == late


@pytest.mark.parametrize("now", [NOW, NOW + timedelta(days=300), datetime(2001, 1, 1, tzinfo=UTC)])
@pytest.mark.parametrize("days", [0, 1, 6, 8, 30, 100, 400, 1000, 5000, 9000, 20000, -1, -40, -400, -2000])
def test_whenever_it_came_it_lies_in_one_window(days: int, now: datetime) -> None:
    seat = seat_of(now - timedelta(days=days), UUID(int=5))

    assert opened(seat, now=now) == 1


@pytest.mark.parametrize("days", range(0, 1400, 37))
def test_between_two_days_every_moment_lies_in_one_window(days: int) -> None:
    lowest, highest = before(NOW - timedelta(days=1399)), before(NOW)

    assert opened(seat_of(NOW - timedelta(days=days, seconds=1), UUID(int=5)), lowest, highest) == 1


def test_the_newest_window_is_the_first_and_each_is_opened_once() -> None:
    told = list(windows(0, NEWEST, NOW))

    assert len(told) == len(set(told)) < 40
    weeks = [told.index(marks(seat_of(NOW - timedelta(days=days), UUID(int=5)))[0]) for days in (0,)]
    assert weeks[0] < told.index(next(mark for mark in marks(0) if mark in told))
