"""Heavy tables partitioned by county on PostgreSQL: what a city runs, and what Citus asks of a table.

The Django code stays as it is and still sees `id` as the key; in the database the key becomes (county, id),
as do the references between heavy tables (docs/decisions/0004).
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from lianxin.journal.public import install_guards

PARTS = 8


class NotPartitionable(Exception):
    """A unique rule of a heavy table does not begin with the county."""


@dataclass
class Shape:
    """What a table had, to be given again: definitions as PostgreSQL words them."""

    table: str
    unique: list[tuple[str, str]]
    indexes: list[str]
    references: list[tuple[str, str]]  # to tables that are not heavy
    own: list[tuple[str, str, str]]  # name, column, heavy table it points to


def heavy_models() -> list[type[models.Model]]:
    """Every table that carries a county."""
    return [model for model in apps.get_models() if any(f.name == "county" for f in model._meta.fields)]


def partition(connection: BaseDatabaseWrapper, parts: int = PARTS) -> list[str]:
    """Partition every heavy table that is not yet; returns their names. All or nothing: one transaction."""
    tables = [model._meta.db_table for model in heavy_models()]
    with connection.cursor() as cursor:
        todo = [table for table in tables if not _is_partitioned(cursor, table)]
        if not todo:
            return []
        shapes = [_shape(cursor, table, set(tables)) for table in todo]
        for shape in shapes:
            _drop_references(cursor, shape)
        for shape in shapes:
            _rebuild(cursor, shape, parts)
        for shape in shapes:
            _refer(cursor, shape)
    if "journal_entry" in todo:
        install_guards(connection)  # the table was made anew, without its triggers
    return todo


def _is_partitioned(cursor: CursorWrapper, table: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_partitioned_table WHERE partrelid = %s::regclass", [table])
    return cursor.fetchone() is not None


def _shape(cursor: CursorWrapper, table: str, heavy: set[str]) -> Shape:
    cursor.execute(
        "SELECT conname, contype::text, pg_get_constraintdef(oid), confrelid::regclass::text, conkey "
        "FROM pg_constraint WHERE conrelid = %s::regclass",
        [table],
    )
    shape = Shape(table, [], [], [], [])
    for name, kind, definition, target, key in cursor.fetchall():
        if kind == "u":
            if "(county" not in definition:
                raise NotPartitionable(f"{table}.{name}: {definition} does not begin with county")
            shape.unique.append((name, definition))
        elif kind == "f" and target.strip('"') in heavy:
            cursor.execute(
                "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum = %s",
                [table, key[0]],
            )
            shape.own.append((name, cursor.fetchone()[0], target))
        elif kind == "f":
            shape.references.append((name, definition))
    cursor.execute(
        "SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid = %s::regclass AND NOT indisunique",
        [table],
    )
    shape.indexes = [row[0] for row in cursor.fetchall()]
    return shape


def _drop_references(cursor: CursorWrapper, shape: Shape) -> None:
    for name in [name for name, _rule in shape.references] + [name for name, _column, _target in shape.own]:
        cursor.execute(f'ALTER TABLE "{shape.table}" DROP CONSTRAINT "{name}"')


def _rebuild(cursor: CursorWrapper, shape: Shape, parts: int) -> None:
    table = shape.table
    cursor.execute(f'ALTER TABLE "{table}" RENAME TO "{table}_whole"')
    cursor.execute(
        f'CREATE TABLE "{table}" (LIKE "{table}_whole" INCLUDING DEFAULTS INCLUDING CONSTRAINTS '
        "INCLUDING GENERATED) PARTITION BY HASH (county)"
    )
    for part in range(parts):
        cursor.execute(
            f'CREATE TABLE "{table}_p{part}" PARTITION OF "{table}" '
            f"FOR VALUES WITH (MODULUS {int(parts)}, REMAINDER {part})"
        )
    columns = _columns(cursor, table)
    cursor.execute(f'INSERT INTO "{table}" ({columns}) SELECT {columns} FROM "{table}_whole"')  # noqa: S608  # our own names
    cursor.execute(f'DROP TABLE "{table}_whole"')
    cursor.execute(f'ALTER TABLE "{table}" ADD PRIMARY KEY ({_key(cursor, table)})')
    for name, definition in shape.unique:
        cursor.execute(f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" {definition}')
    for definition in shape.indexes:
        cursor.execute(definition)


def _columns(cursor: CursorWrapper, table: str) -> str:
    """All but those that the database makes itself (the terms of the search index)."""
    cursor.execute(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 "
        "AND NOT attisdropped AND attgenerated = '' ORDER BY attnum",
        [table],
    )
    return ", ".join(f'"{row[0]}"' for row in cursor.fetchall())


def _key(cursor: CursorWrapper, table: str) -> str:
    cursor.execute(
        "SELECT 1 FROM pg_attribute WHERE attrelid = %s::regclass AND attname = 'id' AND NOT attisdropped",
        [table],
    )
    return "county, id" if cursor.fetchone() else "county"


def _refer(cursor: CursorWrapper, shape: Shape) -> None:
    for name, definition in shape.references:
        cursor.execute(f'ALTER TABLE "{shape.table}" ADD CONSTRAINT "{name}" {definition}')
    for name, column, target in shape.own:
        cursor.execute(
            f'ALTER TABLE "{shape.table}" ADD CONSTRAINT "{name}" FOREIGN KEY (county, "{column}") '
            f"REFERENCES {target} (county, id) DEFERRABLE INITIALLY DEFERRED"
        )
