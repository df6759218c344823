"""Names come from memory, and are said as one says them."""

from datetime import date

import pytest

from lianxin.kernel.actor import SYSTEM
from lianxin.territory import public as territory
from lianxin.territory.spelling import short_name
from territory.cast import CHENGHUANGMIAO, NOW, TODAY, rows


def test_a_place_is_said_from_the_city_down(dongjie: None) -> None:
    assert territory.full_name("14") == "山西省"
    assert territory.full_name("140403") == "长治市潞州区"
    assert territory.full_name(CHENGHUANGMIAO) == "长治市潞州区东街街道城隍庙社区"
    assert territory.full_name(f"{CHENGHUANGMIAO}002") == "长治市潞州区东街街道城隍庙社区第2网格"
    assert territory.name_of(CHENGHUANGMIAO) == "城隍庙社区居委会"


def test_in_a_municipality_the_province_is_the_city(db: None) -> None:
    named = rows(("11", "北京市"), ("1101", "市辖区"), ("110101", "东城区"), ("110101001", "东华门街道"))
    territory.import_divisions(named, by=SYSTEM, now=NOW)

    assert territory.full_name("110101001") == "北京市东城区东华门街道"


@pytest.mark.parametrize(
    ("official", "said"),
    [
        ("城隍庙社区居委会", "城隍庙社区"),
        ("北石槽村委会", "北石槽村"),
        ("刘家庄村村委会", "刘家庄村"),
        ("新民集体资产社区", "新民集体资产社区"),
        ("和平社区居民委员会", "和平社区"),
        ("村委会", "村委会"),
    ],
)
def test_a_community_is_said_without_its_committee(official: str, said: str) -> None:
    assert short_name(official) == said


def test_unknown_codes_have_no_name(luzhou: None) -> None:
    assert [territory.name_of(code) for code in ("99", "", "140403001004001")] == ["", "", ""]
    assert territory.full_name("990000000000") == ""
    assert territory.known("140403", TODAY)
    assert not territory.known("140403", date(2020, 1, 1))
    assert not territory.known("99", TODAY)


def test_search_puts_the_exact_name_first_and_narrows_from_above(luzhou: None) -> None:
    found = territory.naming.search("东街街道", 5)
    narrowed = territory.naming.search("东街 城隍庙", 5)

    assert found[0].code == "140403001"
    assert [hit.code for hit in narrowed] == [CHENGHUANGMIAO]
    assert [hit.code for hit in territory.naming.search("140403001", 3)] == [
        "140403001",
        "140403001001",
        "140403001002",
    ]
    assert territory.naming.search("  ", 5) == []
    assert territory.naming.search("没有这地方", 5) == []
