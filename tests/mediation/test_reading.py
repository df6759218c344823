"""Amounts, days and rates as people write them are read, and what is unclear is never guessed at."""

from datetime import date
from decimal import Decimal

import pytest

from lianxin.mediation import reading
from lianxin.mediation.papers.capitals import in_capitals


@pytest.mark.parametrize(
    ("words", "yuan"),
    [
        ("5000", "5000"),
        ("五千元", "5000"),
        ("壹万元", "10000"),
        ("3.5万元", "35000"),
        ("人民币叁拾伍万元整", "350000"),
        ("1万5千元", "15000"),
        ("十五元", "15"),
        ("一千零五元", "1005"),
        ("12,000元", "12000"),
        ("305692.41元", "305692.41"),
        ("五元三角五分", "5.35"),
        ("一亿二千万元", "120000000"),
        ("¥5000", "5000"),
    ],
)
def test_a_sum_is_read_however_it_is_written(words: str, yuan: str) -> None:
    assert reading.amount(words) == Decimal(yuan)


@pytest.mark.parametrize(
    "words", ["约5000元", "一二千元", "几千元", "120余万元", "一万五元", "五千元左右", "若干元"]
)
def test_a_sum_that_may_be_several_is_not_guessed(words: str) -> None:
    assert reading.amount(words) is None
    assert reading.amounts(f"支付{words}") == ()
    assert reading.is_unsure(f"支付{words}")


def test_all_sums_of_a_sentence_are_found() -> None:
    told = reading.amounts("共17293元,其中医药费2293元、误工费和护理费合计1.5万元")

    assert told == (Decimal(17293), Decimal(2293), Decimal(15000))


@pytest.mark.parametrize(
    "yuan", ["10.05", "19", "1001", "10050.30", "100100000", "120003400.50", "999999999999.99"]
)
def test_what_a_paper_writes_in_capitals_is_read_again(yuan: str) -> None:
    assert reading.amounts(in_capitals(Decimal(yuan))) == (Decimal(yuan),)


@pytest.mark.parametrize(
    ("words", "on"),
    [
        ("2026年12月31日", date(2026, 12, 31)),
        ("二〇二七年二月三日", date(2027, 2, 3)),
        ("2026-12-01", date(2026, 12, 1)),
        ("2026年2月30日", None),
        ("二〇二六年二月三十日", None),
        ("12月31日", None),  # of which year?
        ("年底", None),
    ],
)
def test_a_day_is_a_day_of_the_calendar_with_its_year(words: str, on: date | None) -> None:
    assert reading.day(words) == on


def test_a_day_that_no_year_has_is_noticed_without_its_year() -> None:
    assert [day.on is None for day in reading.days("2月30日或者2月29日")] == [True, False]


@pytest.mark.parametrize(
    ("words", "yearly"),
    [
        ("年利率24%", "24"),
        ("年利率为百分之三点五", "3.5"),
        ("月息2分", "24"),
        ("月利率1.5%", "18"),
        ("逾期每日万分之五", "18.25"),
        ("年息一分", "10"),
        ("自逾期之日起按年利率6%计付", "6"),
    ],
)
def test_a_rate_is_brought_to_a_year(words: str, yearly: str) -> None:
    assert reading.yearly_rates(words) == (Decimal(yearly),)


def test_a_monthly_sum_is_no_rate() -> None:
    assert reading.yearly_rates("每月支付5000元,于每月5日前转账") == ()
