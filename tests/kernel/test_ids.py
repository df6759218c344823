"""New rows lie together: identifiers grow with time and are well-formed UUIDv7."""

import time
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from uuid import RFC_4122

import pytest

from lianxin.kernel import ids


def test_an_identifier_is_version_seven_of_the_rfc() -> None:
    for _ in range(2000):
        made = ids.uuid7()
        assert (made.version, made.variant) == (7, RFC_4122)


def test_it_carries_the_millisecond_it_was_made_in() -> None:
    before = time.time_ns() // 1_000_000
    made = ids.uuid7().int >> 80
    after = time.time_ns() // 1_000_000

    assert before <= made <= after


def test_later_ones_sort_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    moment = 1_700_000_000_000_000_000
    made = []
    for millis in (0, 1, 2, 999, 1000, 86_400_000, 2**40):
        monkeypatch.setattr(time, "time_ns", lambda millis=millis: moment + millis * 1_000_000)
        made.append(ids.uuid7())

    assert made == sorted(made)
    assert [str(one) for one in made] == sorted(str(one) for one in made)


def test_no_two_are_alike_in_one_millisecond(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_000_000_000_000)

    assert len({ids.uuid7() for _ in range(20_000)}) == 20_000


def test_those_of_one_millisecond_lie_in_the_order_in_which_they_were_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two rows of one transaction are read back by their ids: the first must not come last."""
    monkeypatch.setattr(time, "time_ns", lambda: 1_700_000_001_000_000_000)

    made = [ids.uuid7().int for _ in range(2_000)]

    assert made == sorted(made)
    assert {one >> 80 for one in made} == {1_700_000_001_000}
    assert len({later - earlier for earlier, later in pairwise(made)}) > 1_900, (
        "one is counted on to the next"
    )


def test_a_clock_that_is_set_back_is_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    for moment in (1_900_000_000_000_000_000, 1_700_000_000_000_000_000):
        monkeypatch.setattr(time, "time_ns", lambda moment=moment: moment)
        assert ids.uuid7().int >> 80 == moment // 1_000_000


def test_threads_make_no_two_alike() -> None:
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda _number: ids.uuid7(), range(20_000)))

    assert len(set(made)) == len(made)
