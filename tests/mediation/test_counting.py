"""The figures, as pure functions of one row a dispute."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from lianxin.mediation.counting import Counted, Outcome, figures, outcome, wilson

ROW = Counted(
    number="(2026)城隍庙社区人调字第1号",
    kind=2,
    committee="城隍庙社区人民调解委员会",
    source="applied",
    sender="party",
    received_on=date(2026, 3, 1),
    taken_on=date(2026, 3, 2),
    sat_on=date(2026, 3, 6),
    agreed_on=date(2026, 3, 12),
    ended_on=None,
    outcome=Outcome.AGREED,
    form="written",
    amount=Decimal("1200.00"),
    due=2,
    kept=1,
    confirmed=False,
    ended_once=False,
    reopened=False,
)


@pytest.mark.parametrize(
    ("part", "whole", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_the_interval_is_the_one_of_newcombe(part: int, whole: int, low: float, high: float) -> None:
    assert wilson(part, whole) == pytest.approx((low, high), abs=0.00005)


def test_of_nothing_everything_is_possible() -> None:
    assert wilson(0, 0) == (0.0, 1.0)


@pytest.mark.parametrize(
    ("state", "filed_from", "taken", "came"),
    [
        ("registered", "", False, Outcome.OPEN),
        ("agreed", "", True, Outcome.AGREED),
        ("broken", "", True, Outcome.AGREED),
        ("filed", "kept", True, Outcome.AGREED),
        ("filed", "failed", True, Outcome.FAILED),
        ("filed", "handed_over", False, Outcome.PASSED_ON),
        ("handed_over", "", True, Outcome.HANDED_OVER),
        ("mediating", "failed", True, Outcome.OPEN),  # taken up again since it was filed
    ],
)
def test_an_outcome_is_how_it_stands(state: str, filed_from: str, taken: bool, came: Outcome) -> None:
    assert outcome(state, filed_from=filed_from, taken=taken) == came


def test_what_was_never_accepted_is_in_no_denominator() -> None:
    unsuitable = replace(ROW, outcome=Outcome.UNSUITABLE, ended_once=True)
    passed_on = replace(ROW, outcome=Outcome.PASSED_ON, ended_once=True)
    told = figures([ROW, unsuitable, passed_on])

    assert told.whole.accepted == 1
    assert told.whole.cells == {"agreed": 1, "unsuitable": 1, "passed_on": 1}
    assert {rate.code: (rate.part, rate.whole) for rate in told.rates} == {
        "settled": (1, 1), "withdrawn": (0, 1), "performed": (1, 2), "confirmed": (0, 1), "reopened": (0, 0),
    }  # fmt: skip


def test_what_is_accepted_is_the_sum_of_how_it_stands() -> None:
    rows = [replace(ROW, outcome=one, kind=kind) for one in Outcome for kind in (1, 2, 15)]
    told = figures(rows)

    assert len(told.kinds) == 15
    assert sum(row.accepted for row in told.kinds) == told.whole.accepted == 15
    assert told.kinds[14].cells == dict.fromkeys([one.value for one in Outcome], 1)


def test_a_share_of_few_is_not_told_as_a_percentage() -> None:
    few, enough = figures([ROW] * 9).rates[0], figures([ROW] * 10).rates[0]

    assert (few.is_told, enough.is_told) == (False, True)
    assert (enough.share, few.part, few.whole) == (100.0, 9, 9)


def test_times_are_a_median_between_quartiles() -> None:
    days = (1, 2, 3, 10, 40)
    rows = [replace(ROW, agreed_on=date(2026, 3, 2 + n) if n < 29 else date(2026, 4, 11)) for n in days]
    spread = figures(rows).spreads[1]

    assert (spread.n, spread.lower, spread.median, spread.upper) == (5, 2, 3, 10)
    assert figures([ROW]).spreads[0].median == 4
    assert figures([]).spreads[0].n == 0


def test_only_what_was_agreed_has_an_amount() -> None:
    assert figures([ROW, replace(ROW, outcome=Outcome.FAILED)]).amount == Decimal("1200.00")
