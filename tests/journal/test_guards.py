"""The database itself refuses to change or remove what the journal says."""

from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, connection, transaction

from lianxin.journal import guards
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
pytestmark = pytest.mark.django_db
STATEMENTS = [
    "UPDATE journal_entry SET payload = '{}' WHERE county = '140403'",
    "UPDATE journal_entry SET link = link WHERE county = '140403'",
    "DELETE FROM journal_entry WHERE county = '140403'",
    "DELETE FROM journal_entry",
    pytest.param(
        "TRUNCATE journal_entry",
        marks=pytest.mark.skipif("connection.vendor == 'sqlite'", reason="SQLite has no TRUNCATE"),
    ),
]


@pytest.fixture(autouse=True)
def _one_entry() -> None:
    journal.append("140403", [journal.Fact("a.b", "c:1", {"n": 1})], by=SYSTEM, now=NOW)


def attempt(statement: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.parametrize("statement", STATEMENTS)
def test_no_statement_changes_or_removes_an_entry(statement: str) -> None:
    with pytest.raises(DatabaseError, match="append-only"):
        attempt(statement)

    assert journal.verify("140403") is None
    assert journal.length("140403") == 1


def test_the_guards_can_be_set_again_where_the_table_was_made_anew() -> None:
    guards.install(connection)
    guards.install(connection)

    with pytest.raises(DatabaseError, match="append-only"):
        attempt("DELETE FROM journal_entry")


def test_the_test_would_notice_if_there_were_no_guards() -> None:
    guards.remove(connection)
    attempt("UPDATE journal_entry SET payload = '{}' WHERE county = '140403'")

    assert journal.verify("140403") is not None
