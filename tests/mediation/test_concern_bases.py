"""Every concern rests on an article, and what does not say 「(未核对)」 was read in a dated text."""

import csv
from pathlib import Path

import pytest

from lianxin.mediation.concerns import OWN, SENTENCES
from org.bases import Citation, Line, citations, texts

HAND = "cn_law_texts"
# Signs of each article that is at hand; a wrong number is found by them.
MARKS = {
    "人民调解法": {
        "第三条": "不得因调解而阻止",
        "第二十五条": "向当地公安机关",
        "第二十九条": "履行的方式、期限",
        "第三十二条": "提起诉讼",
    },
    "最高人民法院关于人民调解协议司法确认程序的若干规定": {"第七条": "内容不明确"},
}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def cited() -> list[Citation]:
    return list(citations(tuple(Line(row["code"], row["basis"], frozenset()) for row in rows(OWN))))


def laws() -> dict[str, dict[str, str]]:
    return {row["名称"]: row for row in rows(OWN.with_name("laws.csv"))}


def test_every_concern_has_a_row_and_a_sentence() -> None:
    assert [row["code"] for row in rows(OWN)] == list(SENTENCES)
    assert {row["grave"] for row in rows(OWN)} == {"是", ""}


def test_what_was_read_is_said_to_be_read_and_nothing_else() -> None:
    read = {(one.law, article) for one in cited() if not one.unread for article in one.articles}
    told = {
        (name, article)
        for name, law in laws().items()
        for article in law["已核对条款"].split("、")
        if article
    }

    assert read == told
    assert {one.law for one in cited()} == set(laws())
    assert {one.law for one in cited() if one.unread} == {
        n for n, law in laws().items() if not law["文本日期"]
    }


@pytest.mark.data
def test_the_articles_at_hand_say_what_they_are_cited_for() -> None:
    at_hand = texts()
    if not at_hand:
        pytest.skip("The texts of the laws are not here.")
    for name, law in laws().items():
        articles = law["已核对条款"].split("、") if law["文本出处"] == HAND else []
        assert list(MARKS.get(name, {})) == articles
        for article in articles:
            assert MARKS[name][article] in at_hand[name][article], f"{name}{article}"
