"""The limits of mediation, counted by the real calendar: each row once, by the article that it cites."""

from datetime import date, timedelta

import pytest
from chinese_calendar import is_workday
from hypothesis import given
from hypothesis import strategies as st

from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.mediation.lifecycle import REOPENS_WITHIN
from lianxin.mediation.limits import Asked, Bound, Mark, Unit, due, limit, limits, prolonged

# code, article, begins on, ends on. In 2026 New Year is 1–3 January (4 worked), Spring Festival 15–23
# February (14 and 28 worked), 4–6 April, 1–5 May (9 worked), 19–21 June, 1–7 October (10 worked).
COUNTED = (
    ("answer", "", "2025-12-31", "2026-01-04"),
    ("first_sitting", "", "2026-02-09", "2026-02-24"),
    ("mediate", "宁波 27", "2026-01-31", "2026-02-28"),
    ("hand_answer", "", "2026-02-10", "2026-02-24"),
    ("visit_week", "", "2026-03-02", "2026-03-09"),
    ("visit_month", "", "2026-01-16", "2026-02-24"),
    ("visit_quarter", "", "2026-03-02", "2026-06-01"),
    ("reopen", "", "2026-01-05", "2026-04-07"),
    ("confirm_ask", "人民调解法 33", "2026-01-20", "2026-02-24"),
    ("confirm_take", "司法确认 4", "2026-02-11", "2026-02-14"),
    ("confirm_decide", "司法确认 5", "2026-04-20", "2026-05-06"),
    ("confirm_end", "民诉法 187", "2026-03-02", "2026-04-01"),
    ("confirm_undo", "司法确认 10", "2025-05-04", "2026-05-06"),
    ("court_before", "特邀调解 27", "2026-03-02", "2026-04-01"),
    ("court_ordinary", "在线调解 24", "2026-01-30", "2026-02-14"),
    ("court_summary", "在线调解 24", "2026-01-30", "2026-02-06"),
    ("online_accept", "在线调解 12", "2026-02-13", "2026-02-25"),
    ("online_ask", "在线调解 15", "2026-04-30", "2026-05-08"),
    ("police_first", "治安调解工作规范 9", "2026-05-07", "2026-05-11"),
    ("police_again", "行政案件程序 183", "2026-09-30", "2026-10-15"),
    ("labour_mediate", "劳动仲裁法 14", "2026-02-02", "2026-02-24"),
    ("labour_arbitrate", "劳动仲裁法 27", "2024-02-29", "2025-02-28"),
    ("labour_wages", "劳动仲裁法 27", "2025-02-21", "2026-02-24"),
    ("labour_take", "劳动仲裁法 29", "2026-06-15", "2026-06-22"),
    ("labour_award", "劳动仲裁法 43", "2026-03-02", "2026-04-16"),
    ("labour_suit", "劳动仲裁法 50", "2026-03-20", "2026-04-07"),
    ("land_arbitrate", "土地仲裁法 18", "2024-02-17", "2026-02-24"),
    ("land_take", "土地仲裁法 23", "2026-03-02", "2026-03-09"),
    ("land_award", "土地仲裁法 47", "2026-03-02", "2026-05-06"),
    ("land_suit", "土地仲裁法 48", "2026-09-03", "2026-10-08"),
    ("medical", "医疗纠纷条例 38", "2026-01-23", "2026-03-12"),
    ("traffic_ask", "道交法条例 94", "2026-03-02", "2026-03-12"),
    ("traffic", "道交法条例 95", "2026-02-09", "2026-02-24"),
    ("petition_told", "信访条例 23", "2026-03-02", "2026-03-17"),
    ("petition", "信访条例 34", "2025-12-25", "2026-02-24"),
    ("petition_review_ask", "信访条例 35", "2026-03-02", "2026-04-01"),
    ("petition_review", "信访条例 35", "2026-03-05", "2026-04-07"),
    ("petition_last_ask", "信访条例 36", "2026-03-02", "2026-04-01"),
    ("petition_last", "信访条例 36", "2026-05-20", "2026-06-22"),
    ("suit", "民法典 188", "2023-02-20", "2026-02-24"),
    ("enforce", "民诉法 250", "2024-03-04", "2026-03-04"),
)  # fmt: skip
days = st.dates(date(2020, 1, 1), date(2022, 10, 31))


def ends(code: str, start: str) -> str:
    return due(code, date.fromisoformat(start), is_workday=is_workday).isoformat()


@pytest.mark.parametrize(("code", "article", "start", "end"), COUNTED)
def test_a_limit_ends_on_the_day_its_article_gives(code: str, article: str, start: str, end: str) -> None:
    assert ends(code, start) == end, article


def test_every_bound_has_its_row_and_its_example() -> None:
    assert [one.code for one in limits()] == list(Bound)
    assert [code for code, *_rest in COUNTED] == list(Bound)


@given(start=days, code=st.sampled_from(list(Bound)))
def test_every_limit_ends_on_a_working_day_and_never_sooner_than_it_says(start: date, code: Bound) -> None:
    one = limit(code)
    last = due(code, start, is_workday=is_workday)

    shortest = {Unit.DAY: 1, Unit.WORKDAY: 1, Unit.MONTH: 28, Unit.YEAR: 365}[one.unit] * one.length
    assert is_workday(last)
    assert last >= start + timedelta(days=shortest)


@given(start=days, code=st.sampled_from(list(Bound)), later=st.integers(0, 60))
def test_what_begins_later_never_ends_sooner(start: date, code: Bound, later: int) -> None:
    after = start + timedelta(days=later)

    assert due(code, after, is_workday=is_workday) >= due(code, start, is_workday=is_workday)


def test_the_mediation_of_an_ordinary_committee_goes_on_only_if_all_agree() -> None:
    month = date(2026, 2, 28)
    agreed = date(2026, 4, 4)

    with pytest.raises(NotAllowed, match="各方都同意"):
        prolonged("mediate", month, consents=False, is_workday=is_workday, wanted=agreed)
    assert prolonged("mediate", month, consents=True, is_workday=is_workday, wanted=agreed) == date(
        2026, 4, 7
    )


def test_whoever_agrees_to_go_on_says_until_when() -> None:
    with pytest.raises(Invalid, match="哪一天"):
        prolonged("court_before", date(2026, 4, 1), consents=True, is_workday=is_workday)


def test_a_limit_never_grows_backwards() -> None:
    with pytest.raises(Invalid, match="晚于"):
        prolonged("mediate", date(2026, 4, 1), consents=True, is_workday=is_workday, wanted=date(2026, 4, 1))


def test_a_petition_is_prolonged_by_thirty_days_and_no_more() -> None:
    until = date(2026, 3, 2)

    assert prolonged("petition", until, consents=True, is_workday=is_workday) == date(2026, 4, 1)
    with pytest.raises(Invalid, match="2026-04-01"):
        prolonged("petition", until, consents=True, is_workday=is_workday, wanted=date(2026, 4, 2))
    with pytest.raises(NotAllowed, match="负责人批准"):
        prolonged("petition", until, consents=False, is_workday=is_workday)


def test_less_than_the_whole_extension_may_be_taken() -> None:
    wanted = date(2026, 3, 20)

    longer = prolonged("petition", date(2026, 3, 2), consents=True, is_workday=is_workday, wanted=wanted)

    assert longer == wanted


def test_the_thirty_days_for_a_joint_application_to_the_court_never_grow() -> None:
    with pytest.raises(NotNow):
        prolonged("confirm_ask", date(2026, 4, 1), consents=True, is_workday=is_workday)


def test_only_the_talks_themselves_grow_by_consent_of_the_parties() -> None:
    theirs = {one.code for one in limits() if one.longer and one.longer.asks == Asked.ALL_AGREE}

    assert theirs == {
        Bound.MEDIATE, Bound.COURT_BEFORE, Bound.COURT_ORDINARY, Bound.COURT_SUMMARY, Bound.MEDICAL
    }  # fmt: skip


def test_the_window_for_reopening_is_the_one_of_the_lifecycle() -> None:
    assert timedelta(days=limit("reopen").length) == REOPENS_WITHIN


def test_the_one_month_says_that_no_national_law_has_it() -> None:
    assert limit("mediate").mark == Mark.LOCAL
    assert "全国的法律没有规定" in str(Mark.LOCAL.label)
