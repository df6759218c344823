"""The legal basis of every row of the duty lists and of the road map: its form, its law, whether read."""

import re
from collections.abc import Iterator

import pytest

from org.bases import LISTS, PAGE, UNREAD, citations, everywhere, laws, number


@pytest.fixture(params=LISTS)
def kept(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_line_names_its_basis_in_one_form(kept: str) -> None:
    lines = LISTS[kept]()
    found = list(citations(lines))

    assert [line.name for line in lines if not line.basis] == []
    assert {cited.row for cited in found} == {line.name for line in lines}
    assert len({line.name for line in lines}) == len(lines)
    assert [cited for cited in found if re.search("[《》]|中华人民共和国", cited.law)] == []


@pytest.mark.parametrize(
    ("words", "count"), [("第十条", 10), ("第一百一十八条", 118), ("第一千二百五十四条", 1254)]
)
def test_a_numeral_is_read_as_a_number(words: str, count: int) -> None:
    assert number(words) == count


def test_no_law_is_cited_that_nobody_has_looked_up() -> None:
    assert {cited.law for cited in everywhere()} == set(laws())


def test_no_article_is_cited_beyond_the_end_of_its_law(kept: str) -> None:
    assert [
        f"{cited.row}: {cited.law}{article}"
        for cited in citations(LISTS[kept]())
        for article in cited.articles
        if laws()[cited.law]["条数"] and number(article) > int(laws()[cited.law]["条数"])
    ] == []


def test_what_does_not_say_unread_was_read_in_a_dated_text(kept: str) -> None:
    for cited in citations(LISTS[kept]()):
        law = laws()[cited.law]
        read = set(law["已核对条款"].split("、")) - {""}
        told = f"{cited.row}: {cited.law}"
        if cited.unread:
            assert not read & set(cited.articles), f"{told} is read and still bears {UNREAD}"
            continue
        assert cited.articles, f"{told} names no article"
        assert set(cited.articles) <= read, f"{told}: {set(cited.articles) - read}"
        assert all(law[column] for column in ("制定机关", "文本日期", "条数", "文本出处")), told


def test_the_table_of_laws_keeps_no_article_that_no_line_cites() -> None:
    cited = {(one.law, article) for one in everywhere() for article in one.articles}
    read = {
        (name, article)
        for name, law in laws().items()
        for article in law["已核对条款"].split("、")
        if article
    }

    assert read - cited == set()


def test_the_page_of_what_was_read_tells_of_the_same_rows(kept: str) -> None:
    expected: dict[tuple[str, str], list[str]] = {}
    for cited in citations(LISTS[kept]()):
        for article in cited.articles or ("",):
            answer = "no" if cited.unread else "yes"
            expected.setdefault((cited.law + article, answer), []).append(cited.row)

    assert dict(_told(kept)) == expected


def _told(kept: str) -> Iterator[tuple[tuple[str, str], list[str]]]:
    """A table of the page: citation and whether it was read, rows."""
    part = PAGE.read_text(encoding="utf-8").partition(f"## Article by article: {kept}\n")[2]
    for line in part.partition("\n## ")[0].strip().splitlines()[2:]:
        words, _, rows, _, answer = (cell.strip() for cell in line.strip("|").split("|"))
        yield (words, answer), rows.split()
