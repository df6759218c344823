"""Rows appended by our own INSERT are the rows that Django would have written."""

import sqlite3
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from lianxin.kernel import rows
from lianxin.kernel.clock import CHINA
from lianxin.kernel.ids import uuid7
from lianxin.kernel.rows import insert

pytestmark = pytest.mark.django_db
APPENDED = [
    "matters.Intake",
    "matters.Matter",
    "matters.Movement",
    "matters.Contact",
    "matters.Reveal",
    "matters.Assist",
    "deadlines.Clock",
    "journal.Entry",
    "journal.Announcement",
    "journal.Head",
    "notices.Message",
    "pages.Tally",
]


def filled(model: type[models.Model]) -> models.Model:
    """A row with something awkward in every column."""
    awkward: dict[type, Any] = {
        models.CharField: '井盖\'s "%s" 𠮷',
        models.TextField: "一\n二\t'; DROP TABLE--\\ %s 😀",
        models.DateTimeField: datetime(2026, 6, 1, 17, 30, 15, 123456, tzinfo=CHINA),
        models.DateField: date(2026, 6, 1),
        models.UUIDField: uuid7(),
        models.ForeignKey: uuid7(),
        models.FloatField: 113.10000000000001,
        models.BooleanField: True,
        models.BinaryField: b"\x00\xff'",
        models.JSONField: {"words": ["一", None, 1.5, True], "%s": "'"},
    }
    row = model()
    for field in model._meta.concrete_fields:
        value = awkward.get(type(field), 7)
        if isinstance(field, models.CharField):
            value = field.choices[0][0] if field.choices else value[: field.max_length]
        setattr(row, field.attname, value)
    if hasattr(row, "publicity"):
        row.publicity = "area"  # what was shown to anybody was shown somehow
    return row


def standing(row: models.Model, write: Callable[[], object]) -> dict[str, Any]:
    """What stands in the table once `write` is done. Taken back: the row refers to nothing that exists."""
    with transaction.atomic():
        write()
        kept = type(row)._default_manager.filter(pk=row.pk).values().get()
        transaction.set_rollback(True)
    return {name: bytes(value) if isinstance(value, memoryview) else value for name, value in kept.items()}


@pytest.mark.parametrize("label", APPENDED)
def test_what_is_inserted_reads_back_as_what_is_saved(label: str) -> None:
    row = filled(apps.get_model(label))

    ours = standing(row, lambda: insert([row]))

    assert not row._state.adding
    assert ours == standing(row, lambda: row.save(force_insert=True))


@pytest.mark.parametrize("label", APPENDED)
def test_what_is_absent_stays_absent(label: str) -> None:
    model = apps.get_model(label)
    row = filled(model)
    for field in model._meta.concrete_fields:
        if field.null:
            setattr(row, field.attname, None)

    ours = standing(row, lambda: insert([row]))

    assert ours == standing(row, lambda: row.save(force_insert=True))


def heads(*counties: str) -> list[models.Model]:
    return [apps.get_model("journal.Head")(county=county) for county in counties]


def test_a_known_row_is_passed_over_and_its_neighbours_are_written() -> None:
    insert(heads("140402"))

    assert insert(heads("140402", "140403", "140404"), pass_over_known=True) == 2
    assert insert(heads("140402"), pass_over_known=True) == 0


def test_a_known_row_is_refused_unless_it_may_be_passed_over() -> None:
    insert(heads("140402"))

    with pytest.raises(IntegrityError), transaction.atomic():
        insert(heads("140402"))


def test_only_a_doubled_key_is_passed_over() -> None:
    """SQLite's OR IGNORE would swallow a missing value as well, and a report with it."""
    nameless = apps.get_model("journal.Head")(county="140402", link=None)

    with pytest.raises(IntegrityError), transaction.atomic():
        insert([nameless], pass_over_known=True)


def test_more_rows_than_one_statement_takes_are_all_written(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(rows, "MOST_VALUES", 1000)  # 333 rows of three columns
    many = heads(*(f"{number:06}" for number in range(700)))

    with django_assert_num_queries(3):
        assert insert(many) == 700
    assert apps.get_model("journal.Head").objects.count() == 700


def test_what_is_appended_together_goes_in_together(django_assert_num_queries: Any) -> None:
    many = heads(*(f"{number:06}" for number in range(2000)))

    with django_assert_num_queries(1):
        assert insert(many) == 2000


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has one limit")
def test_an_engine_that_takes_fewer_is_given_fewer(django_assert_num_queries: Any) -> None:
    connection.ensure_connection()
    most = connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, 999)
    try:
        with django_assert_num_queries(2):
            assert insert(heads(*(f"{number:06}" for number in range(500)))) == 500
    finally:
        connection.connection.setlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER, most)


def test_nothing_is_written_of_nothing(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert insert([]) == 0
