"""Which place words mean is read in one way, whoever asks."""

from datetime import date, timedelta

import pytest

from lianxin.kernel.actor import SYSTEM
from lianxin.territory import public as territory
from territory.cast import NOW, TODAY, rows

naming = territory.naming
NORTH, SOUTH = "140403001001", "140404001001"


@pytest.fixture
def twins(db: None) -> None:
    """和平 lies in two counties, and 杜家村 beside one of them."""
    above = [("14", "山西省"), ("1404", "长治市"), ("140403", "潞州区"), ("140404", "上党区")]
    towns = [("140403001", "东街街道"), ("140404001", "韩店镇")]
    below = [(NORTH, "和平社区居委会"), ("140403001002", "杜家村村委会"), (SOUTH, "和平社区居民委员会")]
    territory.import_divisions(rows(*above, *towns, *below), by=SYSTEM, now=NOW, valid_from=date(2026, 1, 1))


def test_of_namesakes_the_one_whose_way_down_is_named(twins: None) -> None:
    assert naming.named("和平社区门口的路灯", "1404", TODAY) == [[NORTH, SOUTH]]
    assert naming.named("东街街道和平社区门口", "1404", TODAY) == [[NORTH], ["140403001"]]
    assert naming.named("长治市上党区和平社区", "14", TODAY) == [[SOUTH], ["140404"]]
    assert naming.named("和平社区", "140404", TODAY) == [[SOUTH]]
    assert naming.named("某个路口", "", TODAY) == []


def test_talk_leaves_out_what_kind_of_place_it_is(twins: None) -> None:
    assert naming.named("东街和平的灯", "140403", TODAY) == []
    assert naming.named("东街和平的灯", "140403", TODAY, in_talk=True) == [[NORTH], ["140403001"]]
    assert naming.named("老杜家的灯", "140403", TODAY, in_talk=True) == []


@pytest.mark.parametrize(
    ("word", "means"),
    [
        ("140403001001", NORTH),
        ("140403001000", "140403001"),
        ("杜家", "140403001002"),
        ("上党区/和平", SOUTH),
        ("潞州区东街街道和平社区", NORTH),
        ("和平社区", ""),
        ("没有这地方", ""),
        ("", ""),
    ],
)
def test_a_cell_names_one_place_or_none(twins: None, word: str, means: str) -> None:
    assert naming.meant(word, "14", TODAY) == means


def test_until_its_new_name_holds_a_place_goes_by_the_old(twins: None) -> None:
    tomorrow = TODAY + timedelta(days=1)
    territory.import_divisions(rows((NORTH, "长兴社区居委会")), by=SYSTEM, now=NOW, valid_from=tomorrow)

    assert naming.named("和平社区", "140403", TODAY) == [[NORTH]]
    assert naming.named("和平社区", "140403", tomorrow) == []
    assert NORTH in {row.code for row in territory.divisions_in("140403", TODAY)}
