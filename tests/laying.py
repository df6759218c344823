"""What many tests stand on is laid once a process, remembered, and put back in one move a table.

Rows are kept as the database itself writes them: no model is made, nothing is asked or checked twice. The
copies that the house keeps in memory (journal.Snapshot) are remembered with them, at the versions those
rows state, so that a test neither reads nor parses the same map again.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection
from django.db.models import Model

from lianxin.journal import snapshots


@dataclass
class Laid:
    """`lay` fills the tables of `rooms`, and of no other; what it returns is kept as `found`."""

    rooms: tuple[str, ...]
    lay: Callable[[], Any]
    found: Any = None
    _rows: dict[str, Any] = field(default_factory=dict)
    _copies: dict[Any, Any] = field(default_factory=dict)
    _count_on: str = ""

    def put(self) -> Any:
        """The same rows in the open transaction of whatever test asks."""
        if not self._rows:
            taken = [table for table in self._tables() if _is_taken(table)]
            assert not taken, f"what is remembered is laid in an empty house, not beside rows of {taken}"
            self.found = self.lay()
            self._remember()
            return self.found
        write = _insert if connection.vendor == "sqlite" else _copy_in
        with connection.cursor() as cursor:
            for table, rows in self._rows.items():
                write(cursor, table, rows)
            if self._count_on:
                cursor.execute(self._count_on)
        for snapshot, held in self._copies.items():
            snapshot._held = held
        return self.found

    def _remember(self) -> None:
        read = _select if connection.vendor == "sqlite" else _copy_out
        with connection.cursor() as cursor:
            rows = {table: read(cursor, table) for table in self._tables()}
        self._rows = {table: kept for table, kept in rows.items() if kept}
        for snapshot in snapshots._all:
            self._copies[snapshot] = (snapshots.version_of(snapshot.name), snapshot.get())
        # COPY brings numbers along without counting, and a test that restores a backup sets the counters back
        # for the whole process: PostgreSQL would give the next row a number that is taken.
        counters = connection.ops.sequence_reset_sql(no_style(), list(self._models()))
        self._count_on = ";".join(counters)

    def _models(self) -> Iterable[type[Model]]:
        for room in self.rooms:
            yield from apps.get_app_config(room).get_models(include_auto_created=True)

    def _tables(self) -> Iterable[str]:
        return (model._meta.db_table for model in self._models())


def _is_taken(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT 1 FROM "{table}" LIMIT 1')
        return cursor.fetchone() is not None


def _select(cursor: Any, table: str) -> list[tuple[Any, ...]]:
    """As SQLite stores them: a plus before a column hides its declared type, so nothing is converted."""
    named = cursor.connection.execute(f'SELECT name FROM pragma_table_info("{table}")')
    columns = ", ".join(f'+"{name}"' for (name,) in named)
    return list(cursor.connection.execute(f'SELECT {columns} FROM "{table}"'))


def _insert(cursor: Any, table: str, rows: list[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(rows[0]))
    cursor.connection.executemany(f'INSERT INTO "{table}" VALUES ({marks})', rows)


def _copy_out(cursor: Any, table: str) -> bytes:
    with cursor.cursor.copy(f'COPY (SELECT * FROM "{table}") TO STDOUT') as copy:
        return b"".join(bytes(part) for part in copy)


def _copy_in(cursor: Any, table: str, rows: bytes) -> None:
    with cursor.cursor.copy(f'COPY "{table}" FROM STDIN') as copy:
        copy.write(rows)
