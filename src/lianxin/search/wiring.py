"""What each engine hangs on the table of entries, so that its index follows whatever is written there."""

from typing import Any

TABLE, TERMS = "search_row", "search_terms"
# A later migration that changes the table on SQLite makes it anew without its triggers: it must install them.
_COLUMNS = "marks, helpers, words"
_IN = f"INSERT INTO {TERMS}(rowid, {_COLUMNS}) VALUES (new.seat, new.marks, new.helpers, new.words)"  # noqa: S608
# The old words are told to the full-text table, or it could not take them out (it keeps none itself).
_OUT = (
    f"INSERT INTO {TERMS}({TERMS}, rowid, {_COLUMNS}) "  # noqa: S608
    "VALUES ('delete', old.seat, old.marks, old.helpers, old.words)"
)
_TRIGGERS = {
    "search_row_laid": ("INSERT", _IN),
    "search_row_taken": ("DELETE", _OUT),
    "search_row_changed": (f"UPDATE OF seat, {_COLUMNS}", f"{_OUT}; {_IN}"),
}
# Parts of the full-text table are merged when eight lie on a level, not four: laying an entry costs half.
MERGE_LATER = f"INSERT INTO {TERMS}({TERMS}, rank) VALUES ('automerge', 8)"  # noqa: S608
_SQLITE = (
    # The full-text table finds its rows by the seat, so there must be one row to a seat.
    f"CREATE UNIQUE INDEX IF NOT EXISTS search_row_seat ON {TABLE} (seat)",
    # Only the index lies in it (content=): the words are read from the table. `ascii`, because tokens are.
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {TERMS} USING fts5({_COLUMNS}, content='{TABLE}', "
    "content_rowid='seat', tokenize='ascii', columnsize=0)",
    MERGE_LATER,
    *(
        f"CREATE TRIGGER IF NOT EXISTS {name} AFTER {verb} ON {TABLE} BEGIN {does}; END"
        for name, (verb, does) in _TRIGGERS.items()
    ),
)
_POSTGRES = (
    # Marks have no place, words have: they are asked for in a row.
    f"ALTER TABLE {TABLE} ADD COLUMN IF NOT EXISTS terms tsvector GENERATED ALWAYS AS "
    "(strip(to_tsvector('simple', marks || ' ' || helpers)) || to_tsvector('simple', words)) STORED",
    # Each entry goes into the index itself: a list of those that wait would be read through by every look.
    f"CREATE INDEX IF NOT EXISTS search_row_terms ON {TABLE} USING gin (terms) WITH (fastupdate = off)",
)
_UNDONE = {
    "sqlite": (
        *(f"DROP TRIGGER IF EXISTS {name}" for name in _TRIGGERS),
        f"DROP TABLE IF EXISTS {TERMS}",
        "DROP INDEX IF EXISTS search_row_seat",
    ),
    "postgresql": (f"ALTER TABLE {TABLE} DROP COLUMN IF EXISTS terms",),
}

# rank 1: compared with the rows of the table, word for word.
INTEGRITY = f"INSERT INTO {TERMS}({TERMS}, rank) VALUES ('integrity-check', 1)"  # noqa: S608

# So many pages more of all parts becoming one. It says that nothing was left to do by changing one row alone.
MERGE, MERGED = f"INSERT INTO {TERMS}({TERMS}, rank) VALUES ('merge', %s)", 2  # noqa: S608
_HALF_MADE = (
    "SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "
    "WHERE NOT i.indisvalid AND c.relname LIKE 'search_row%terms%_cc%'"
)

# Of the table, or of each of its parts.
_INVERTED = (
    "SELECT i.indexrelid::regclass::text FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid "  # noqa: S608
    "JOIN pg_am a ON a.oid = c.relam AND a.amname = 'gin' "
    f"WHERE c.relkind = 'i' AND (i.indrelid = '{TABLE}'::regclass "
    f"OR i.indrelid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = '{TABLE}'::regclass))"
)


def missing(connection: Any) -> list[str]:
    """Names of what should hang on the table and does not."""
    asked = {
        "sqlite": ("SELECT name FROM sqlite_master", [*_TRIGGERS, TERMS, "search_row_seat"]),
        "postgresql": (
            f"SELECT attname FROM pg_attribute WHERE attrelid = '{TABLE}'::regclass AND attgenerated = 's' "  # noqa: S608
            f"UNION SELECT indexname FROM pg_indexes WHERE tablename = '{TABLE}'",
            ["terms", "search_row_terms"],
        ),
    }
    sql, wanted = asked[connection.vendor]
    with connection.cursor() as cursor:
        cursor.execute(sql)
        there = {row[0] for row in cursor.fetchall()}
    return [name for name in wanted if name not in there]


def install(connection: Any) -> None:
    _each(connection, {"sqlite": _SQLITE, "postgresql": _POSTGRES}[connection.vendor])


def remove(connection: Any) -> None:
    _each(connection, _UNDONE[connection.vendor])


def empty(connection: Any) -> None:
    """Take everything out at once: entry by entry, the full-text table would note down every word again."""
    if connection.vendor == "sqlite":
        remove(connection)
        _each(connection, (f"DELETE FROM {TABLE}",))  # noqa: S608
        install(connection)
    else:
        _each(connection, (f"TRUNCATE {TABLE}",))


def take_at_once(connection: Any) -> None:
    """For an index that was made to let entries wait: those that do are put in their place."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(_INVERTED)
        names = [row[0] for row in cursor.fetchall()]
    for name in names:
        _each(
            connection,
            (f"ALTER INDEX {name} SET (fastupdate = off)", f"SELECT gin_clean_pending_list('{name}')"),
        )


def forget_log(connection: Any) -> None:
    """SQLite's log of writes still holds pages as they were. Where somebody reads at this moment, part of it
    stays until the next time."""
    _each(connection, ("PRAGMA wal_checkpoint(TRUNCATE)",))


def make_anew(connection: Any) -> None:
    """PostgreSQL: what was deleted is cleared away, and the index made anew without the words that nobody
    says any more, beside whoever reads and writes. Outside any transaction."""
    with connection.cursor() as cursor:
        cursor.execute(_HALF_MADE)
        half = [row[0] for row in cursor.fetchall()]  # left by one that was interrupted
    dropped = [f'DROP INDEX IF EXISTS "{name}"' for name in half]
    _each(connection, (*dropped, f"VACUUM {TABLE}", f"REINDEX INDEX CONCURRENTLY {TABLE}_terms"))


def _each(connection: Any, statements: tuple[str, ...]) -> None:
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
