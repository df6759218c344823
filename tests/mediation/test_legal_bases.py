"""What limits, bars and reports rest on: cited in one form, marked as read or not, and read again."""

import re
import unicodedata
from collections.abc import Iterable

import pytest

from lianxin.mediation.limits import Limit, Mark, Unit, limits
from lianxin.mediation.triage import BARS, REPORTS
from org.bases import NUMERAL, PAGE, TEXTS, Citation, Line, citations, number, texts

UNITS = {Unit.DAY: "日", Unit.WORKDAY: "个工作日", Unit.MONTH: "个月", Unit.YEAR: "年"}
# A few signs of each article at hand that stand hardly anywhere else in its law.
MARKS = {
    ("人民调解法", "第十七条"): "明确拒绝调解",
    ("人民调解法", "第二十五条"): "及时向当地公安机关",
    ("宁波市人民调解条例", "第十七条"): "禁止采用人民调解方式",
}
LENGTH = re.compile(rf"({NUMERAL}|\d+)(个工作日|日|年|个月)")


def cited(one: Limit) -> list[Citation]:
    return read(one.code, one.basis)


def read(row: str, basis: str) -> list[Citation]:
    return list(citations((Line(row, basis, frozenset()),))) if basis else []


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


@pytest.mark.data
def test_an_article_at_hand_says_what_a_bar_or_a_report_is_cited_for() -> None:
    if not TEXTS.exists():
        pytest.skip(f"The texts are not here: {TEXTS}.")
    at_hand = texts()
    found = {
        (one.law, article)
        for row in (*BARS.values(), *REPORTS.values())
        for one in read(row.code, row.basis)
        for article in one.articles
        if one.law in at_hand
    }

    assert found == set(MARKS)
    assert [cited for cited in found if MARKS[cited] not in at_hand[cited[0]][cited[1]]] == []


def test_the_page_of_what_was_read_tells_of_the_same_limits() -> None:
    assert told("the limits of mediation") == articles((one.code, one.basis) for one in limits())


def test_the_page_of_what_was_read_tells_of_the_same_bars_and_reports() -> None:
    rows = [*BARS.values(), *REPORTS.values()]

    assert told("what bars mediation, and what is reported first") == articles(
        (f"{type(row).__name__}.{row.code}", row.basis) for row in rows
    )


def articles(rows: Iterable[tuple[str, str]]) -> dict[tuple[str, str], list[str]]:
    """Each citation, whether it was read, and the rows that stand on it."""
    found: dict[tuple[str, str], list[str]] = {}
    for row, basis in rows:
        for one in read(row, basis):
            for article in one.articles:
                found.setdefault((one.law + article, "no" if one.unread else "yes"), []).append(row)
    return found


def told(part: str) -> dict[tuple[str, str], list[str]]:
    """A table of the page: citation and whether it was read, rows."""
    words = PAGE.read_text(encoding="utf-8").partition(f"## Article by article: {part}\n")[2]
    rows = {}
    for line in words.partition("\n## ")[0].strip().splitlines()[2:]:
        citation, _, codes, _, answer = (cell.strip() for cell in line.strip("|").split("|"))
        rows[citation, answer] = codes.split()
    return rows
