from decimal import Decimal

import pytest

from lianxin.mediation.papers.capitals import in_capitals, ordinal


@pytest.mark.parametrize(
    ("yuan", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角整"),
        ("1.05", "壹元零伍分"),
        ("1.5", "壹元伍角整"),
        ("10", "壹拾元整"),
        ("100", "壹佰元整"),
        ("101", "壹佰零壹元整"),
        ("1010", "壹仟零壹拾元整"),
        ("1800.50", "壹仟捌佰元伍角整"),
        ("1234.56", "壹仟贰佰叁拾肆元伍角陆分"),
        ("10000", "壹万元整"),
        ("10001", "壹万零壹元整"),
        ("11000", "壹万壹仟元整"),
        ("100000", "壹拾万元整"),
        ("1001000", "壹佰万壹仟元整"),
        ("1000100", "壹佰万零壹佰元整"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("9876543210.01", "玖拾捌亿柒仟陆佰伍拾肆万叁仟贰佰壹拾元零壹分"),
        ("200000000000", "贰仟亿元整"),
        ("0.005", "壹分"),
        ("0.004", "零元整"),
    ],
)
def test_money_is_written_so_that_nobody_adds_a_stroke(yuan: str, words: str) -> None:
    assert in_capitals(Decimal(yuan)) == words


@pytest.mark.parametrize("yuan", ["-1", "1000000000000"])
def test_what_no_paper_can_name_is_not_written(yuan: str) -> None:
    with pytest.raises(ValueError, match="no amount"):
        in_capitals(Decimal(yuan))


def test_no_two_amounts_are_written_alike() -> None:
    amounts = [
        Decimal(fen) / 100
        for fen in (*range(2000), *range(99_990, 1_001_100, 7), *range(10**10, 10**10 + 900))
    ]

    assert len({in_capitals(yuan) for yuan in amounts}) == len(set(amounts))


def test_terms_are_counted_in_words() -> None:
    assert [ordinal(n) for n in (1, 9, 10, 11, 20, 40, 99)] == [
        "一",
        "九",
        "十",
        "十一",
        "二十",
        "四十",
        "九十九",
    ]
