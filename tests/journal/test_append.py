"""Facts go into the county's chain in order, bound to the one before."""

from datetime import UTC, datetime

import pytest
from django.db.transaction import TransactionManagementError

from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.mark.django_db
def test_a_fact_is_bound_to_the_one_before() -> None:
    first, second = journal.append(
        "140403",
        [journal.Fact("matters.submit", "matter:1"), journal.Fact("matters.route", "matter:1")],
        by=SYSTEM,
        now=NOW,
    )

    assert (first.position, second.position) == (1, 2)
    assert second.link != first.link
    assert journal.verify("140403") is None


@pytest.mark.django_db
def test_three_statements_however_many_facts(django_assert_num_queries) -> None:  # type: ignore[no-untyped-def]
    journal.append("140403", [journal.Fact("a.b", "c:1")], by=SYSTEM, now=NOW)
    with django_assert_num_queries(3):
        journal.append("140403", [journal.Fact("a.b", f"c:{n}") for n in range(9)], by=SYSTEM, now=NOW)


@pytest.mark.django_db(transaction=True)
def test_a_fact_outside_a_transaction_is_refused() -> None:
    with pytest.raises(TransactionManagementError):
        journal.append("140403", [journal.Fact("a.b", "c:1")], by=SYSTEM, now=NOW)

    assert journal.counties() == []
