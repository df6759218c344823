"""Appending whole rows with an INSERT whose text is put together once (docs/decisions/0009).

Django puts the same statement together anew for every row: a third of what storing a report cost. Its
connection, its transactions and its conversion of values are used as they are.
"""

import sqlite3
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.db import connection, models

FEW_VALUES = 900  # every engine takes so many in one statement
# What is appended together goes in together: PostgreSQL takes 65,535 values, SQLite says how many.
MOST_VALUES = 30_000
# What every driver takes as it is. All else goes through the field's own conversion.
_PLAIN = (
    models.CharField,
    models.TextField,
    models.BigIntegerField,
    models.PositiveIntegerField,
    models.PositiveSmallIntegerField,
    models.FloatField,
    models.BooleanField,
)


def insert(rows: Sequence[models.Model], *, pass_over_known: bool = False) -> int:
    """Append `rows`, all of one model and with their keys set; returns how many were written.

    `pass_over_known`: a row that a unique rule refuses is passed over. On PostgreSQL the statement then waits
    for whoever is writing the same key at this moment. Without it IntegrityError is raised, as by `save`."""
    if not rows:
        return 0
    written, model = 0, type(rows[0])
    fields = _fields(model, connection.vendor)
    at_once = _at_once(len(rows) * len(fields)) // len(fields)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), at_once):
            part = rows[start : start + at_once]
            values = [_value(row, name, convert) for row in part for name, convert in fields]
            cursor.execute(_statement(model, len(part), pass_over_known=pass_over_known), values)
            written += cursor.rowcount
    for row in rows:
        row._state.adding, row._state.db = False, connection.alias
    return written


def _at_once(values: int) -> int:
    """How many of these values one statement takes. Few are not worth asking for."""
    if values <= FEW_VALUES or connection.vendor != "sqlite":
        return MOST_VALUES
    connection.ensure_connection()
    most: int = connection.connection.getlimit(sqlite3.SQLITE_LIMIT_VARIABLE_NUMBER)
    return min(MOST_VALUES, most)


def _statement(model: type[models.Model], rows: int, *, pass_over_known: bool) -> str:
    into, marks = _opening(model)
    # Names of our own tables and columns; every value is a mark.
    told = f"INSERT INTO {into} VALUES {', '.join([marks] * rows)}"  # noqa: S608
    return f"{told} ON CONFLICT DO NOTHING" if pass_over_known else told


@cache
def _opening(model: type[models.Model]) -> tuple[str, str]:
    quote = connection.ops.quote_name  # both engines quote alike
    columns = ", ".join(quote(field.column or "") for field in model._meta.concrete_fields)
    marks = f"({', '.join(['%s'] * len(model._meta.concrete_fields))})"
    return f"{quote(model._meta.db_table)} ({columns})", marks


@cache
def _fields(model: type[models.Model], _vendor: str) -> list[tuple[str, Callable[[Any], Any] | None]]:
    return [(field.attname, _conversion(field)) for field in model._meta.concrete_fields]


def _conversion(field: "models.Field[Any, Any]") -> Callable[[Any], Any] | None:
    if type(field) in _PLAIN:
        return None
    if type(field) is models.DateTimeField:
        return connection.ops.adapt_datetimefield_value
    return lambda value: field.get_db_prep_save(value, connection)


def _value(row: models.Model, name: str, convert: Callable[[Any], Any] | None) -> Any:
    value = getattr(row, name)
    return value if convert is None else convert(value)
