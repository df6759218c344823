"""Codes are their own paths."""

import pytest

from lianxin.kernel.errors import Invalid
from lianxin.territory.codes import trimmed
from lianxin.territory.public import Tier, after, ancestors, covers, parent, tier_of


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("140000000000", "14"),
        ("140400000000", "1404"),
        ("140403000000", "140403"),
        ("140403001000", "140403001"),
        ("140403001004", "140403001004"),
        ("140403001200", "140403001200"),
        ("140000", "14"),
        ("140100", "1401"),
        ("140403", "140403"),
        ("1404", "1404"),
        ("140403001004001", "140403001004001"),
        ("000000", ""),
        ("14040", ""),
        ("1.4E+11", ""),
        ("１４", ""),
    ],
)
def test_padding_zeros_fall_away_and_nothing_else(written: str, code: str) -> None:
    assert trimmed(written) == code


def test_an_area_is_a_range_of_codes() -> None:
    inside = ["140403001", "140403001001", "140403001999", "140403001004001"]

    assert all("140403001" <= code < after("140403001") for code in inside)
    assert not "140403001" <= "140403002" < after("140403001")
    assert after("14") == "15"
    assert after("") > "990000"


def test_the_way_up_is_read_off_the_code() -> None:
    grid = "140403001004001"

    assert ancestors(grid) == [grid, "140403001004", "140403001", "140403", "1404", "14"]
    assert parent("14") is None
    assert tier_of(grid) is Tier.GRID
    assert covers("", grid)
    assert covers("140403", grid)
    assert not covers("140404", grid)


@pytest.mark.parametrize("code", ["", "1", "140403001004 ", "abcdef", "１４"])
def test_what_is_not_a_code_is_refused(code: str) -> None:
    with pytest.raises(Invalid):
        tier_of(code)
