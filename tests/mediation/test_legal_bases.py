"""What the table of limits rests on: cited in one form, marked as read or not, and read again."""

import re
import unicodedata

import pytest

from lianxin.mediation.limits import Limit, Mark, Unit, limits
from org.bases import NUMERAL, PAGE, TEXTS, Citation, Line, citations, number, texts

UNITS = {Unit.DAY: "日", Unit.WORKDAY: "个工作日", Unit.MONTH: "个月", Unit.YEAR: "年"}
LENGTH = re.compile(rf"({NUMERAL}|\d+)(个工作日|日|年|个月)")


def cited(one: Limit) -> list[Citation]:
    return list(citations((Line(one.code, one.basis, frozenset()),))) if one.basis else []


@pytest.mark.parametrize("one", limits(), ids=lambda one: str(one.code))
def test_a_limit_is_marked_as_its_basis_was_read(one: Limit) -> None:
    unread = {citation.unread for citation in cited(one)}

    assert unread == {
        Mark.FOUND: {False}, Mark.LOCAL: {False}, Mark.RECALLED: {True}, Mark.DESIGN: set()
    }[one.mark]  # fmt: skip


@pytest.mark.parametrize("one", limits(), ids=lambda one: str(one.code))
def test_whoever_promises_without_a_law_promises_for_the_committee_or_to_the_parties(one: Limit) -> None:
    assert one.mark != Mark.DESIGN or one.binds in {"committee", "parties"}


@pytest.mark.data
def test_an_article_at_hand_gives_the_length_it_is_cited_for() -> None:
    if not TEXTS.exists():
        pytest.skip(f"The texts are not here: {TEXTS}.")
    at_hand = texts()
    held = 0
    for one in limits():
        for citation in cited(one):
            for article in citation.articles if citation.law in at_hand else ():
                held += 1
                words = at_hand[citation.law].get(article, "")
                assert lengths(one) <= spoken(words), (
                    f"{one.code}: {citation.law}{article} says {spoken(words)}"
                )

    assert held >= 30


def lengths(one: Limit) -> set[tuple[int, str]]:
    told = {(one.length, UNITS[one.unit])}
    if one.longer and one.longer.length is not None:
        told.add((one.longer.length, UNITS[one.longer.unit]))
    return told


def spoken(words: str) -> set[tuple[int, str]]:
    """Every length of time in an article; one of them has its figure in a wide coat (「7日」)."""
    found = LENGTH.findall(unicodedata.normalize("NFKC", words))
    return {(int(count) if count.isdigit() else number(count), unit) for count, unit in found}


def test_the_page_of_what_was_read_tells_of_the_same_limits() -> None:
    expected: dict[tuple[str, str], list[str]] = {}
    for one in limits():
        for citation in cited(one):
            for article in citation.articles:
                answer = "no" if citation.unread else "yes"
                expected.setdefault((citation.law + article, answer), []).append(one.code)

    assert told("the limits of mediation") == expected


def told(part: str) -> dict[tuple[str, str], list[str]]:
    """A table of the page: citation and whether it was read, rows."""
    words = PAGE.read_text(encoding="utf-8").partition(f"## Article by article: {part}\n")[2]
    rows = {}
    for line in words.partition("\n## ")[0].strip().splitlines()[2:]:
        citation, _, codes, _, answer = (cell.strip() for cell in line.strip("|").split("|"))
        rows[citation, answer] = codes.split()
    return rows
