"""Every character is a token of its own; nothing that anybody writes is syntax."""

from collections import Counter

import pytest

from lianxin.search.asking import FTS5, TSQUERY, Ask, Word, needs, told
from lianxin.search.marking import marked
from lianxin.search.parts import MOST_PLACES, PARTED, parted
from lianxin.search.tokens import joined, spans, tokens


def test_characters_words_and_digits() -> None:
    assert tokens("路灯 LED灯 13号楼") == ["c8def", "c706f", "wled", "c706f", "d13", "c53f7", "c697c"]


def test_full_width_and_capitals_are_the_same() -> None:
    assert tokens("ＷｉＦｉ１２３") == tokens("wifi123")
    assert tokens("晋Ｄ１２３４５") == tokens("晋D12345")


def test_rare_names_and_pictures_are_found_as_they_are() -> None:
    assert tokens("䶮㛃龑") == ["c4dae", "c36c3", "c9f91"]
    assert tokens("𠮷") == ["c20bb7"]
    assert tokens("🔥") == ["c1f525"]
    assert tokens("葛\U000e0100城") == tokens("葛城"), "the same character in another shape"


@pytest.mark.parametrize("signs", ['"', "*", "&|!<->", ":", "()", "''", "-- ;", "\\", "^", "。,、", "\x00"])
def test_signs_that_engines_read_are_nothing(signs: str) -> None:
    assert tokens(signs) == []


def test_what_engines_would_read_is_a_word() -> None:
    assert tokens("NEAR(井盖)") == ["wnear", "c4e95", "c76d6"]
    assert tokens("a* OR b:c") == ["wa", "wor", "wb", "wc"]


@pytest.mark.parametrize("text", ['井"盖 NEAR(a b) &|!<->: *路灯ＡＢ①㎡', "é\u0301 ﷺ 🧑‍🚒"])
def test_tokens_are_letters_and_digits_and_nothing_else(text: str) -> None:
    assert all(token.isascii() and token.isalnum() for token in joined([text]).split())


def test_every_span_is_where_its_sign_stands() -> None:
    text = "在ＬＥＤ灯下"

    assert [text[span.start : span.end] for span in spans(text)] == ["在", "ＬＥＤ", "灯", "下"]
    assert [span.token for span in spans(text)] == tokens(text)


def test_no_word_is_found_across_what_was_said_apart() -> None:
    assert joined(["路", "灯", ""]) == "c8def z c706f"


def test_a_character_said_three_hundred_times_goes_on_in_a_second_part() -> None:
    said = parted(["c1"] * 300 + ["c2", "c3"])

    assert said.count("c1") == MOST_PLACES
    assert said[-3:] == ["c2p1", "c3p1", PARTED]


def test_a_character_said_four_thousand_times_hides_nothing_behind_it() -> None:
    said = parted(["c1"] * 4000 + ["c2", "c3"])

    assert said[-3:] == ["c2p7", "c3p7", PARTED]
    assert max(count for token, count in Counter(said).items() if token.startswith("c1")) == MOST_PLACES


def test_what_anybody_would_write_has_one_part() -> None:
    assert parted(tokens("井盖坏了" * 50)) == tokens("井盖坏了" * 50)


def test_each_engine_is_told_in_its_own_words() -> None:
    ask = Ask((Word(("c1", "c2"), ("a14",)),), ("kx",), frozenset({"u1"}))

    assert told(ask, FTS5) == '("c1 c2" OR "a14") AND "kx" AND ("u1")'
    assert needs(ask, TSQUERY) == ["((c1 <-> c2) | a14)", "kx", "(u1)"]
    assert told(ask, FTS5, parted=True).startswith('("c1 c2" OR "c1p1 c2p1" OR "c1p2 c2p2"')
    assert told(ask, TSQUERY, parted=True).endswith(" & kx & zz & (u1)")


def test_the_hit_is_marked_and_what_stands_before_it_is_cut() -> None:
    pieces = marked("很早以前" * 40 + "城隍庙广场北口井盖坏了,请来修", [tokens("井盖")])

    assert [piece.text for piece in pieces if piece.hit] == ["井盖"]
    assert pieces[0].text == "…"
    assert sum(len(piece.text) for piece in pieces) < 100
