"""Every field that a form promises is on the paper; the law's own list is among what the forms promise."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from lianxin.mediation.papers import render
from lianxin.mediation.papers.contents import Receipt, SittingRecord
from lianxin.mediation.papers.kinds import PAPERS, Kind
from lianxin.mediation.papers.sample import EMPTY, FULL
from paperwork import Marked, part, word_words, words

MARKED = Marked()
KINDS = pytest.mark.parametrize("kind", list(Kind))


@KINDS
def test_the_pdf_says_every_field_that_it_promises(kind: Kind) -> None:
    printed = words(render.pdf(kind, MARKED.contents))

    missing = [
        (field, mark) for field in PAPERS[kind].needs for mark in MARKED.under(field) if mark not in printed
    ]
    assert missing == []


@KINDS
def test_the_word_file_says_every_field_that_it_promises(kind: Kind) -> None:
    filled = word_words(render.docx(kind, MARKED.contents))

    missing = [
        (field, mark) for field in PAPERS[kind].needs for mark in MARKED.under(field) if mark not in filled
    ]
    assert missing == []


def test_every_field_of_the_contents_is_on_some_paper() -> None:
    shown = {mark for paper in PAPERS.values() for field in paper.needs for mark in MARKED.under(field)}

    assert {field for field, mark in MARKED.marks if mark not in shown} == {"exported"}  # the watermark


@KINDS
def test_a_paper_with_nothing_to_say_has_lines_to_write_on(kind: Kind) -> None:
    printed, filled = words(render.pdf(kind, EMPTY)), word_words(render.docx(kind, EMPTY))

    for paper in (printed, filled):
        assert "None" not in paper
        assert "{" not in paper
    if kind is not Kind.BACK:
        assert "＿" in filled or kind in {Kind.CATALOGUE, Kind.COVER}


def test_what_a_hand_must_add_has_its_line_in_the_sentence() -> None:
    filled = word_words(render.docx(Kind.AGREEMENT, EMPTY))

    assert "编号：＿" in filled
    assert "经＿＿＿＿＿＿＿＿主持调解" in filled
    assert "本协议一式＿" in filled
    assert "＿＿＿年＿＿月＿＿日" in filled


def test_days_hours_and_sums_are_written_the_way_of_papers() -> None:
    sitting = SittingRecord(at=datetime(2026, 11, 8, 1, 5, tzinfo=UTC))
    contents = replace(EMPTY, taken_on=date(2026, 11, 28), sittings=(sitting,))

    assert "2026年11月28日" in words(render.pdf(Kind.ACCEPTANCE, contents))
    assert "2026年11月8日9时05分" in words(render.pdf(Kind.RECORD, contents))
    paid = replace(contents, receipts=(Receipt(amount=Decimal("1800.50")),))
    assert "人民币壹仟捌佰元伍角整（¥1,800.50）" in words(render.pdf(Kind.PERFORMANCE, paid))


AGREEMENT = {
    "number",
    "committee",
    "parties.name",
    "facts",
    "points",
    "terms.sentence",
    "copies",
    "agreed_on",
}


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        (Kind.AGREEMENT, AGREEMENT),  # 人民调解法 29
        (Kind.ORAL, AGREEMENT - {"copies"}),
        (Kind.APPLICATION, {"parties.name", "parties.address", "account", "requests", "applied_on"}),
        (Kind.ACCEPTANCE, {"taken_on", "committee", "parties.name", "category", "source", "account"}),
        (Kind.RIGHTS, {"rights", "duties", "rights_told_on"}),
        (Kind.RECORD, {"sittings.at", "sittings.place", "sittings.present", "sittings.rights_told"}),
        (Kind.RECORD, {"sittings.said", "sittings.result", "mediators", "parties.name"}),
        (Kind.VISIT, {"visits.kept", "visits.content", "visits.later", "visits.signs", "visits.steps"}),
        (Kind.CONFIRMATION, {"confirmation.court", "parties.name", "agreed_on", "terms.sentence"}),
        (Kind.NO_PENALTY, {"police.performed_on", "receipts.what", "police.station", "police.number"}),
        (Kind.COVER, {"title", "number", "mediators", "opened_on", "closed_on", "filed_by", "retention"}),
    ],
)
def test_a_form_has_the_fields_that_the_rules_ask_for(kind: Kind, fields: set[str]) -> None:
    assert fields <= PAPERS[kind].needs


@KINDS
def test_who_took_a_paper_out_stands_across_each_page(kind: Kind) -> None:
    who = FULL.exported.replace(" ", "")
    filled = render.docx(kind, FULL)

    assert words(render.pdf(kind, FULL)).count(who) >= 3
    assert FULL.exported in part(filled, "word/header1.xml")
    assert FULL.exported not in words(render.pdf(kind, EMPTY))
