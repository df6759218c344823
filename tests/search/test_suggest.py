"""While one writes: places, kinds, numbers, and words of what one may see."""

from typing import Any

import pytest

from lianxin.matters.public import searching
from town import Town


def suggested(town: Town, text: str, who: Any = None, kind: str = "") -> list[str]:
    rows = searching.suggest(who or town.qianpaiqian, text, now=town.now)
    return [row.text for row in rows if kind in ("", row.kind)]


def test_words_that_two_people_said(town: Town) -> None:
    town.reported("城隍庙门口井盖坏了")
    town.reported("桥头井盖坏了")
    town.reported("楼后井里有水")

    assert suggested(town, "井", kind="word") == ["井盖坏"]


def test_what_one_alone_said_is_no_suggestion(town: Town) -> None:
    town.reported("井盖旁边王小满家")

    assert suggested(town, "王", kind="word") == []


def test_places_kinds_and_numbers(town: Town) -> None:
    town.reported()
    number = town.told[0].number

    assert "城隍庙社区居委会" in suggested(town, "城隍", kind="place") or suggested(
        town, "城隍", kind="place"
    )
    assert suggested(town, "路灯", kind="kind")
    assert suggested(town, number[-5:], kind="number") == [number]


def test_only_for_the_word_that_is_being_written(town: Town) -> None:
    town.reported("城隍庙门口井盖坏了")
    town.reported("桥头井盖坏了")

    assert suggested(town, "桥头 井", kind="word") == ["井盖坏"]
    assert suggested(town, "") == []


@pytest.mark.parametrize("name", ["wailai", "wuguanli", "xitong", "anquan", "shenji"])
def test_nothing_of_what_one_may_not_see(town: Town, name: str) -> None:
    town.reported("暗号龘䨻一号")
    town.reported("暗号龘䨻一号")

    for text in ("暗", "暗号", "龘", town.told[0].number[-4:]):
        assert suggested(town, text, getattr(town, name), "word") == [], text
        assert suggested(town, text, getattr(town, name), "number") == [], text


@pytest.mark.parametrize("text", ['"', "*", "NEAR(", "&|!<->", "字" * 100, "a" * 100, "\x00"])
def test_whatever_is_written_is_answered(town: Town, text: str) -> None:
    suggested(town, text)


def test_few_statements(town: Town, warm: None, django_assert_max_num_queries: Any) -> None:
    for _number in range(3):
        town.reported()
    suggested(town, "井")

    with django_assert_max_num_queries(6):
        assert suggested(town, "井")
