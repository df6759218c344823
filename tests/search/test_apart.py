"""What somebody writes in one go, 东街路灯, is found where both are said, and the page says so."""

from typing import Any

import pytest
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.matters.public import searching
from lianxin.matters.searching import Results, Sought
from lianxin.matters.searching.apart import Way, cuts, taken_apart
from lianxin.org import public as org
from lianxin.search import engines, queries
from lianxin.search.asking import Ask, Word, common, fits
from signin import signed_in
from town import Town


def sought(town: Town, text: str, who: Actor | None = None, **more: Any) -> Results:
    found = searching.find(who or town.qianpaiqian, Sought(text, **more), now=town.now)
    assert found.count == len(found.hits), "what is counted is what is shown"
    return found


def ways(town: Town, word: str) -> list[Way]:
    return list(dict.fromkeys(cuts(word, org.held(town.qianpaiqian, on=town.now.date()))))


@pytest.mark.parametrize("text", ["东街路灯", "东街路灯不亮", "路灯东街", "东街路灯 不亮", "城隍庙社区路灯"])
def test_a_place_and_a_thing_in_one_go(town: Town, text: str) -> None:
    ref = town.reported("路灯整夜不亮", place="桥头")
    town.reported("井盖坏了", place="桥头")

    found = sought(town, text)

    assert [hit.card.ref for hit in found.hits] == [ref]
    assert found.apart


def test_both_must_be_said(town: Town) -> None:
    town.reported("井盖坏了", place="桥头")
    town.reported("路灯不亮", place="市场")

    assert sought(town, "桥头路灯").count == 0
    assert sought(town, "桥头路灯").apart == ()


def test_where_it_is_said_in_one_go_nothing_else_is_shown(town: Town) -> None:
    ref = town.reported("桥头路灯不亮", place="")
    town.reported("桥头那边,路灯不亮", place="")

    found = sought(town, "桥头路灯")

    assert [hit.card.ref for hit in found.hits] == [ref]
    assert found.apart == ()


def test_the_pieces_are_marked(town: Town) -> None:
    town.reported("桥头那边,路灯不亮", place="")

    (hit,) = sought(town, "桥头路灯").hits

    assert [piece.text for piece in hit.words if piece.hit] == ["桥头", "路灯"]


def test_the_filters_and_the_other_words_still_hold(town: Town) -> None:
    ref = town.reported("桥头那边,路灯不亮", place="", category="facility.streetlight")

    assert [hit.card.ref for hit in sought(town, "桥头路灯", category="facility.streetlight").hits] == [ref]
    assert sought(town, "桥头路灯", category="facility.manhole").count == 0
    assert sought(town, "桥头路灯 井盖").count == 0


def test_nothing_of_what_one_may_not_see(town: Town) -> None:
    town.reported("桥头那边,路灯不亮", place="")

    for name in ("wailai", "xitong", "anquan", "shenji", "wuguanli"):
        found = sought(town, "桥头路灯", getattr(town, name))
        assert (found.count, found.apart) == (0, ()), name


def test_a_number_is_never_taken_apart(town: Town) -> None:
    town.reported()
    number = town.told[0].number
    other = f"{number[:-4]}ZZZZ"

    assert ways(town, number) == []
    assert sought(town, other).count == 0


def test_behind_the_name_of_a_place_and_in_pieces_of_two_or_three_signs(town: Town) -> None:
    assert ways(town, "路灯亮") == []
    assert ways(town, "东街路灯") == [("东街", "路灯")]
    assert ways(town, "桥头路灯不亮") == [("桥头", "路灯", "不亮"), ("桥头路", "灯不亮")]
    assert ways(town, "城隍庙社区路灯不亮")[:2] == [
        ("城隍庙社区", "路灯不亮"),
        ("城隍庙社区", "路灯", "不亮"),
    ]
    assert ways(town, "5号楼LED灯") == [("5号", "楼LED灯"), ("5号楼", "LED灯")]
    assert ways(town, "城" * 13) == []


def test_at_most_three_more_looks(town: Town) -> None:
    held = org.held(town.qianpaiqian, on=town.now.date())

    assert len(list(taken_apart(["城隍庙广场北口井盖坏了"], held))) == 3
    assert list(taken_apart(["井盖", "桥头路灯"], held)) == [[("井盖",), ("桥头", "路灯")]]
    assert list(taken_apart(["井盖"], held)) == []


def test_the_page_says_that_nobody_said_it_in_one_go(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    town.reported("桥头那边,路灯不亮", place="")

    desk = signed_in(Client(), Person.objects.get(pk=town.qianpaiqian.id))

    page = desk.get("/search/", {"q": "桥头路灯"}).content.decode()

    assert "没有一件连着说“桥头路灯”,下面这些分开说到了:桥头 · 路灯。" in page
    assert "<mark>桥头</mark>" in page
    assert "没有一件连着说" not in desk.get("/search/", {"q": "路灯不亮"}).content.decode()


def test_few_statements(town: Town, warm: None, django_assert_max_num_queries: Any) -> None:
    town.reported("桥头那边,路灯不亮", place="")
    sought(town, "桥头路灯")

    with django_assert_max_num_queries(10):
        assert sought(town, "桥头路灯").apart


SAID = ("桥头路灯都不亮", "桥头路,那边灯不亮", "灯不亮在桥头路", "亮不灯路头桥")


@pytest.mark.parametrize("text", ["桥头路灯不亮", "桥头路灯不亮 那边", "桥头路灯都不亮", "K7Q2 桥头路灯不亮"])
@pytest.mark.parametrize("said", range(len(SAID) + 1))
def test_what_the_ways_have_in_common_is_asked_for_once_and_changes_nothing(
    town: Town, monkeypatch: pytest.MonkeyPatch, text: str, said: int
) -> None:
    for words in SAID[:said]:
        town.later(minutes=1).reported(words, place="")

    once = sought(town, text)
    with monkeypatch.context() as without:
        without.setattr(queries, "WORTH_ASKING", 99)
        assert sought(town, text) == once
    monkeypatch.setattr(queries, "MOST_COUNTED", 1)  # too much to know it all
    assert searching.find(town.qianpaiqian, Sought(text), now=town.now).apart == once.apart


def test_what_nobody_says_costs_one_look_into_the_words(
    town: Town, warm: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.reported(SAID[-1], place="")
    looks: list[str] = []
    monkeypatch.setattr(engines, "seen", lambda *_told, **_more: looks.append("seen") or [])

    assert sought(town, "桥头路灯不亮").count == 0
    assert looks == []


def test_in_common_is_each_sign_or_what_stands_for_it() -> None:
    whole, pieces = Word(("c1", "c2", "c3", "c4")), (Word(("c1", "c2"), ("a14",)), Word(("c3", "c4")))
    other = Word(("c9", "c8"), ("kx",))

    signs = (Word(("c1",), ("a14",)), Word(("c2",), ("a14",)), Word(("c3",)), Word(("c4",)))
    assert common([Ask((whole, other)), Ask((*pieces, other))]) == Ask((other, *signs))
    assert common([Ask((whole,)), Ask((Word(("c1", "c2")),)), Ask(pieces)]) == Ask(signs[:2])
    assert common([Ask((Word(whole.phrase, ("a14",)),)), Ask(pieces)]) is None


def test_an_entry_fits_by_its_words_in_a_row_or_by_a_mark() -> None:
    assert fits(Ask((Word(("c1", "c2")),)), "a14", "c1 c2 c3")
    assert not fits(Ask((Word(("c1", "c3")),)), "a14", "c1 c2 c3")
    assert not fits(Ask((Word(("c1", "c2")),)), "a14", "c1 c2f")
    assert fits(Ask((Word(("c9",), ("a14",)),)), "a14 kx", "c1")
    assert not fits(Ask((Word(("c9",), ("a1",)),)), "a14 kx", "c1")
    assert fits(Ask((Word(("c9",), ("nabc_",)),)), "a14 nabcd", "c1")
    assert not fits(Ask((Word(("c1",)), Word(("c9",)))), "a14", "c1")
