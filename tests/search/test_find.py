"""What was said is found by any of its words."""

from datetime import timedelta
from typing import Any

import pytest

from lianxin.kernel.errors import Invalid
from lianxin.matters.public import Ref, Verb, searching
from lianxin.matters.searching import Sought
from lianxin.org import public as org
from town import Town


def found(town: Town, text: str, who: Any = None, **more: Any) -> list[Ref]:
    results = searching.find(who or town.qianpaiqian, Sought(text, **more), now=town.now)
    assert results.count == len(results.hits), "what is counted is what is shown"
    return [hit.card.ref for hit in results.hits]


@pytest.mark.parametrize("word", ["井", "井盖", "广场北口", "北口井盖坏了", "坏", "城隍庙广场"])
def test_words_of_any_length(town: Town, word: str) -> None:
    ref = town.reported()
    town.reported("路灯不亮了", place="桥头")

    assert found(town, word) == [ref]


def test_the_newest_first(town: Town) -> None:
    old = town.reported()
    new = town.later(hours=1).reported()

    assert found(town, "井盖") == [new, old]


@pytest.mark.parametrize("word", ["LED", "led", "ＬＥＤ", "５号", "5号", "led 5号 不亮"])
def test_latin_words_and_digits_in_any_shape(town: Town, word: str) -> None:
    ref = town.reported("5号楼前ＬＥＤ灯不亮", place="桥头")
    town.reported("15号楼前灯泡坏了", place="桥头")

    assert found(town, word) == [ref]


def test_all_the_words_must_be_there(town: Town) -> None:
    ref = town.reported("井盖坏了", place="桥头")
    town.reported("井盖响", place="桥头")

    assert found(town, "井盖 坏了") == [ref]
    assert found(town, "坏了 井盖 桥头") == [ref]
    assert found(town, "盖井") == []


@pytest.mark.parametrize("name", ["䶮", "㛃", "龑", "䶮㛃龑", "𠮷", "🔥"])
def test_rare_names_and_pictures(town: Town, name: str) -> None:
    ref = town.reported("我叫䶮㛃龑𠮷,着火🔥了")
    town.reported()

    assert found(town, name) == [ref]


@pytest.mark.parametrize(
    "word", ['"井盖"', "井盖*", "NEAR(井盖", "井盖&", "井|盖", "井<->盖", "c:井盖", "井盖')--", "井盖 OR"]
)
def test_no_sign_is_syntax(town: Town, word: str) -> None:
    ref = town.reported("NEAR(井盖) c:井盖 OR 坏了")

    assert found(town, word) == [ref]


@pytest.mark.parametrize("text", ["", " ", "*", '"', "&|!<->:", "字" * 101, "一 二 三 四 五 六 七 八 九"])
def test_nothing_to_look_for_is_a_sentence(town: Town, text: str) -> None:
    with pytest.raises(Invalid):
        found(town, text)


@pytest.mark.parametrize("name", ["城隍庙社区", "东街", "东街街道", "潞州", "长治市"])
def test_by_the_name_of_the_place(town: Town, name: str) -> None:
    ref = town.reported("井盖坏了", place="")

    assert found(town, name) == [ref]
    assert found(town, f"{name} 井盖") == [ref]


def test_by_the_name_of_the_grid(town: Town) -> None:
    ref = town.reported("井盖坏了", place="", point=town.point(), area="")
    town.reported("井盖坏了", place="", area="140403001001")

    assert ref in found(town, "城隍庙社区第")


def test_by_the_name_of_the_kind(town: Town) -> None:
    ref = town.reported("黑乎乎的看不见", place="", category="facility.streetlight")
    card = org.category("facility.streetlight")
    assert card is not None

    assert found(town, card.name) == [ref]


def test_by_the_number_whole_and_by_its_end(town: Town) -> None:
    ref = town.reported()
    town.reported("路灯不亮", place="桥头")
    number = town.told[0].number

    for asked in (number, number.upper(), number.replace("-", ""), number[7:], number[-9:], number[-4:]):
        assert found(town, asked) == [ref], asked


def test_what_was_added_later(town: Town) -> None:
    ref = town.reported()
    assert found(town, "绊倒") == []

    town.speak(Verb.SUPPLEMENT, ref, town.resident(ref), note="刚才有老人绊倒了")

    assert found(town, "绊倒") == [ref]
    assert found(town, "井盖 绊倒") == [ref]
    hit = searching.find(town.qianpaiqian, Sought("绊倒"), now=town.now).hits[0]
    assert [piece.text for piece in hit.added if piece.hit] == ["绊倒"]


def test_four_thousand_characters_to_the_last(town: Town) -> None:
    ref = town.reported("的" * 1500 + "井盖" + "坏" * 400 + "在桥头")
    town.reported()

    assert found(town, "桥头") == [ref]
    assert found(town, "的井盖坏") == [ref]
    assert found(town, "井盖 桥头") == [ref]


def test_behind_one_character_said_all_the_way(town: Town) -> None:
    ref = town.reported("的" * 3900 + "井盖,在桥头")
    town.reported()

    assert found(town, "桥头") == [ref]
    assert found(town, "井盖 桥头") == [ref]


def test_filters_combine(town: Town) -> None:
    ref = town.reported("井盖坏了", category="facility.manhole")
    other = town.later(days=2).reported("井盖也坏了", category="facility.road", area="140403001001")
    day = (town.now - timedelta(days=2)).date()

    assert found(town, "井盖", category="facility.manhole") == [ref]
    assert found(town, "井盖", area="140403001001") == [other]
    assert found(town, "井盖", since=day, until=day) == [ref]
    assert found(town, "井盖", since=town.now.date()) == [other]
    assert set(found(town, "井盖", state="routed")) <= {ref, other}
    assert found(town, "井盖", state="closed") == []
    assert found(town, "井盖", category="facility.manhole", since=town.now.date()) == []


def test_the_state_that_is_asked_for_is_the_one_it_has_now(town: Town) -> None:
    ref = town.accepted()

    assert found(town, "井盖", state="accepted") == [ref]
    assert found(town, "井盖", state="routed") == []


@pytest.mark.parametrize(
    "wrong", [{"state": "x"}, {"category": "x"}, {"area": "x'"}, {"after": "x"}, {"after": "9" * 30}]
)
def test_a_torn_wish_is_a_sentence(town: Town, wrong: dict[str, str]) -> None:
    with pytest.raises(Invalid):
        found(town, "井盖", **wrong)
