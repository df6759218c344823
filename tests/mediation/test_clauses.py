"""The clause library: every clause makes a promise that can be kept, and refuses what cannot be read."""

import csv
import string
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from lianxin.mediation.blanks import Item, Value
from lianxin.mediation.checking import check
from lianxin.mediation.clauses import EVERY, BadBlank, Clause, MissingBlank, clauses_for, fill, library
from lianxin.mediation.terms import Instalment, Term

CATEGORIES = Path(__file__).parents[2] / "src" / "lianxin" / "org" / "data" / "categories.csv"
TODAY = date(2026, 12, 1)
GIVEN: dict[str, Value] = {
    "who": "王某",
    "to": "张某",
    "what": "东墙的裂缝",
    "amount": "五千元",
    "by": "2026年12月31日",
    "how": "银行转账",
    "where": "王某家的院子",
    "parts": [Instalment(Decimal(3000), date(2026, 12, 10)), Instalment(Decimal(2000), date(2026, 12, 31))],
    "items": [Item("材料费", Decimal(1200)), Item("人工费", Decimal("800.50"))],
    "since": "2026年12月2日",
    "until": date(2027, 12, 1),
    "times": "每月第一个周六",
    "hours": "22时至次日7时",
    "standard": "不渗水、墙面平整",
    "accepted_by": "社区工作人员",
    "line": "东墙的外侧",
    "child": "小王",
    "words": "那天骂人是我不对",
    "rate": "6",
}


def clause(code: str) -> Clause:
    return next(one for one in library() if one.code == code)


def given(one: Clause, **instead: Value) -> dict[str, Value]:
    return {blank.name.value: GIVEN[blank.name] for blank in one.blanks} | instead


def kinds() -> list[str]:
    with CATEGORIES.open(encoding="utf-8", newline="") as lines:
        return [row["code"] for row in csv.DictReader(lines) if row["code"].startswith("dispute.")]


@pytest.mark.parametrize("category", kinds())
def test_every_kind_of_quarrel_has_clauses_of_its_own_first(category: str) -> None:
    found = clauses_for(category)
    own = [one for one in found if category in one.categories]

    assert len(kinds()) == 19
    assert len(own) >= 3 or category == "dispute.other"
    assert found[: len(own)] == own
    assert {one.code for one in found} >= {"pay_once", "pay_in_parts", "settled", "not_performed", "confirm"}


def test_no_clause_is_for_a_kind_that_does_not_exist() -> None:
    assert {kind for one in library() for kind in one.categories} <= {EVERY, *kinds()}
    assert len({one.code for one in library()}) == len(library())


@pytest.mark.parametrize("one", library(), ids=lambda one: one.code)
def test_a_clause_filled_well_gives_no_cause_for_concern(one: Clause) -> None:
    term, sentence = fill(one, given(one))

    assert check([term], category="dispute.other", parties=["王某", "张某"], today=TODAY) == []
    assert term.who == "王某"
    assert not set("{}") & set(sentence + term.does + term.how)
    assert "None" not in sentence


@pytest.mark.parametrize("one", library(), ids=lambda one: one.code)
def test_a_clause_uses_all_its_blanks_and_no_others(one: Clause) -> None:
    asked = {blank.name.value for blank in one.blanks}
    used = {name for _, name, _, _ in string.Formatter().parse(one.sentence) if name}
    summed = {"amount"} if asked & {"parts", "items"} else set()

    assert used - summed == asked
    assert one.name
    assert one.name_en


@pytest.mark.parametrize("one", library(), ids=lambda one: one.code)
def test_no_blank_may_be_left_empty(one: Clause) -> None:
    for blank in one.blanks:
        for empty in ("", "  ") if isinstance(GIVEN[blank.name], str) else ("",):
            with pytest.raises(MissingBlank) as refused:
                fill(one, given(one, **{blank.name.value: empty}))
            assert blank.name in refused.value.fields
            assert blank.label in refused.value.sentence


@pytest.mark.parametrize(
    ("code", "blank", "value"),
    [
        ("pay_once", "amount", "约五千元"),
        ("pay_once", "amount", "0"),
        ("pay_once", "amount", "0.001"),
        ("pay_once", "amount", Decimal("NaN")),
        ("pay_once", "amount", date(2026, 12, 1)),
        ("pay_once", "by", "2026年2月30日"),
        ("pay_once", "by", "年底前"),
        ("pay_once", "by", Decimal(5)),
        ("pay_once", "who", "王" * 401),
        ("pay_once", "what", "{who}"),
        ("late_interest", "rate", "很高"),
        ("late_interest", "rate", "0"),
        ("repay", "parts", [Instalment(Decimal(0), TODAY)]),
        ("repay", "parts", [Instalment(Decimal(1), TODAY), Instalment(Decimal(1), TODAY)]),
        ("repay", "parts", "每月一千"),
        ("wages", "items", [Item("", Decimal(1))]),
        ("wages", "items", [Instalment(Decimal(1), TODAY)]),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence(code: str, blank: str, value: Value) -> None:
    with pytest.raises(BadBlank) as refused:
        fill(clause(code), given(clause(code), **{blank: value}))

    assert set(refused.value.fields) == {blank}
    assert refused.value.sentence


def test_a_blank_that_the_clause_does_not_have_is_refused() -> None:
    with pytest.raises(BadBlank) as refused:
        fill(clause("stop"), given(clause("stop"), amount="5000"))

    assert set(refused.value.fields) == {"amount"}


def test_instalments_are_summed_and_the_last_day_counts() -> None:
    term, sentence = fill(clause("repay"), given(clause("repay")))

    assert term == Term(
        who="王某",
        does="归还借款本金",
        to="张某",
        amount=Decimal(5000),
        by=date(2026, 12, 31),
        how="银行转账",
        parts=tuple(GIVEN["parts"]),  # type: ignore[arg-type]
    )
    assert "共人民币伍仟元整（¥5,000.00）" in sentence
    assert "第2期2000元，最迟于2026年12月31日支付" in sentence


def test_the_lines_of_a_sum_are_told_and_added() -> None:
    term, sentence = fill(clause("wages"), given(clause("wages")))

    assert term.amount == Decimal("2000.50")
    assert "材料费1200元、人工费800.50元" in sentence
    assert "人民币贰仟元伍角整" in sentence
