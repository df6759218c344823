"""A promise begins at receipt, in one statement."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.deadlines.public import ANSWER, DISPATCH, clocks_of, service_times, start, stop
from lianxin.journal.public import Snapshot

pytestmark = pytest.mark.django_db
COUNTY, SUBJECT = "140403", "matter:0198c0de-0000-7000-8000-000000000001"
MORNING = datetime(2026, 6, 1, 1, 30, tzinfo=UTC)  # Monday 09:30 in China


@pytest.mark.parametrize(
    ("service", "dispatch_hours", "answer_hours"),
    [("emergency", 1, 2), ("utilities", 2, 24), ("ordinary", 24, 7 * 24), ("complex", 24, 15 * 24)],
)
def test_every_service_promises_what_its_row_says(
    service: str, dispatch_hours: int, answer_hours: int
) -> None:
    promise = start(COUNTY, SUBJECT, service, now=MORNING)

    assert promise.dispatch_due == MORNING + timedelta(hours=dispatch_hours)
    assert promise.answer_due == MORNING + timedelta(hours=answer_hours)
    stored = {clock.kind: clock.due_at for clock in clocks_of(COUNTY, SUBJECT)}
    assert stored == {DISPATCH: promise.dispatch_due, ANSWER: promise.answer_due}


def test_what_is_dispatched_at_receipt_has_no_dispatch_clock_running() -> None:
    start(COUNTY, SUBJECT, "ordinary", now=MORNING, kept=[DISPATCH])

    assert {clock.kind: clock.stopped_at for clock in clocks_of(COUNTY, SUBJECT)} == {
        DISPATCH: MORNING,
        ANSWER: None,
    }
    assert stop(COUNTY, SUBJECT, now=MORNING) == 1


def test_engineering_owes_a_dated_plan_instead_of_an_answer() -> None:
    promise = start(COUNTY, SUBJECT, "engineering", now=MORNING)

    assert promise.answer_due is None
    assert promise.dispatch_due == MORNING + timedelta(hours=24)


def test_a_service_that_nobody_knows_is_served_as_ordinary() -> None:
    assert start(COUNTY, SUBJECT, "teleport", now=MORNING).service == "ordinary"


def test_both_clocks_start_in_one_statement_when_warm(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Snapshot, "look_every", 60.0)
    start(COUNTY, "matter:warm", "ordinary", now=MORNING)

    with CaptureQueriesContext(connection) as statements:
        start(COUNTY, SUBJECT, "ordinary", now=MORNING)

    assert len([row for row in statements if "INSERT" in row["sql"]]) == len(statements) == 1


def test_a_second_start_changes_nothing() -> None:
    start(COUNTY, SUBJECT, "ordinary", now=MORNING)
    before: list[Any] = [clock.due_at for clock in clocks_of(COUNTY, SUBJECT)]

    start(COUNTY, SUBJECT, "emergency", now=MORNING - timedelta(days=1))

    assert [clock.due_at for clock in clocks_of(COUNTY, SUBJECT)] == before


def test_a_promise_made_elsewhere_is_kept_to_the_second() -> None:
    elsewhere = MORNING + timedelta(days=3, seconds=7)

    promise = start(COUNTY, SUBJECT, "ordinary", now=MORNING, answer_due=elsewhere)

    assert promise.answer_due == elsewhere


def test_stopping_one_kind_leaves_the_other_running() -> None:
    start(COUNTY, SUBJECT, "ordinary", now=MORNING)

    assert stop(COUNTY, SUBJECT, {DISPATCH}, now=MORNING) == 1

    assert {clock.kind for clock in clocks_of(COUNTY, SUBJECT) if clock.stopped_at is None} == {ANSWER}
    assert stop(COUNTY, SUBJECT, now=MORNING) == 1


def test_every_default_names_where_its_numbers_come_from() -> None:
    told = {row.code: row.basis for row in service_times(MORNING.date())}

    assert told["emergency"].endswith("1 小时内派单,2 小时内首次回复")
    assert told["engineering"].endswith("由承办单位给出写明日期的计划")
    assert set(told) == {"emergency", "utilities", "ordinary", "complex", "engineering", "follow_up"}
