"""Promise A14: whoever tampers with the journal is found, and the first bad position is named."""

import random

import pytest

from journal.tampering import (
    COUNTY,
    SEEN_BY_A_WITNESS,
    SEEN_BY_THE_CHAIN,
    Tamper,
    chain,
    head,
    insert,
)
from lianxin.journal.chain import first_break

ALL = [*SEEN_BY_THE_CHAIN, *SEEN_BY_A_WITNESS]


def tamper_once(seed: int) -> None:
    dice = random.Random(seed)
    rows = chain(dice.randint(2, 24), dice)
    seen = head(rows)
    how: Tamper = ALL[seed % len(ALL)]
    altered, end, expected = how(list(rows), dice)
    witness = seen if how in SEEN_BY_A_WITNESS else None

    found = first_break(COUNTY, altered, end, witness)

    assert first_break(COUNTY, rows, seen, seen) is None, f"seed {seed}: false alarm"
    assert found is not None, f"seed {seed}: {how.__name__} was not found"
    # an entry that was forged in between may itself follow well: then it is the next that does not
    assert expected - (how is insert) <= found.position <= expected, f"seed {seed}: {how.__name__}, {found}"
    if how in SEEN_BY_A_WITNESS:
        assert first_break(COUNTY, altered, end) is None, "it is not for the witness alone"


def test_two_thousand_tamperings_are_all_found() -> None:
    for seed in range(2_000):
        tamper_once(seed)


@pytest.mark.long
def test_a_hundred_thousand_tamperings_are_all_found() -> None:
    for seed in range(100_000):
        tamper_once(seed)


@pytest.mark.parametrize("how", SEEN_BY_THE_CHAIN)
def test_every_way_is_found_at_the_first_and_at_the_last_entry(how: Tamper) -> None:
    """Ends are where such checks are off by one."""

    class Ends(random.Random):
        def randrange(self, start: int, stop: int | None = None, step: int = 1) -> int:
            first, past = (0, start) if stop is None else (start, stop)
            return first if self.low else past - 1

    for low in (True, False):
        dice = Ends(7)
        dice.low = low
        rows = chain(5, random.Random(1))
        altered, end, expected = how(list(rows), dice)
        found = first_break(COUNTY, altered, end)
        assert found is not None
        assert expected - (how is insert) <= found.position <= expected


def test_an_untouched_chain_of_any_length_holds() -> None:
    for length in range(60):
        rows = chain(length, random.Random(length))
        assert first_break(COUNTY, rows, head(rows), head(rows[: length // 2])) is None
    assert first_break(COUNTY, [], None) is None
