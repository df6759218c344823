"""Whether the store keeps what it has acknowledged: asked at every start, since a setting that loses reports
in a power cut shows itself only after one (docs/decisions/0002)."""

from collections.abc import Callable, Mapping

from django.db import DatabaseError, connection

from lianxin.kernel import keyring

UNSAFE_POSTGRES = {
    "fsync": (
        {"off"},
        "PostgreSQL runs with fsync=off: a power cut can destroy the whole database. "
        "Set fsync = on in postgresql.conf and restart the server.",
    ),
    "full_page_writes": (
        {"off"},
        "PostgreSQL runs with full_page_writes=off: a power cut can leave half-written pages. "
        "Set full_page_writes = on in postgresql.conf and reload the server.",
    ),
    "synchronous_commit": (
        {"off"},
        "PostgreSQL runs with synchronous_commit=off: a crash loses reports that were acknowledged. "
        "Set synchronous_commit = on for this database or role.",
    ),
}
SAFE_SQLITE: Mapping[str, tuple[frozenset[int | str], str]] = {
    "synchronous": (
        frozenset({2, 3}),  # FULL, EXTRA
        "SQLite runs with synchronous below FULL: a power cut loses reports that were acknowledged. "
        "Remove what sets PRAGMA synchronous.",
    ),
    "journal_mode": (
        frozenset({"wal", "memory"}),  # an in-memory database (tests) promises nothing
        "SQLite does not run in WAL mode: readers and the writer would stop one another. "
        "Keep the data folder on a local disk (not a network share).",
    ),
}


def faults() -> list[str]:
    """Why this house may not serve, one sentence each; empty when the store keeps what it acknowledges."""
    look: Mapping[str, Callable[[], list[str]]] = {"postgresql": _postgres, "sqlite": _sqlite}
    try:
        return look[connection.vendor]()
    except DatabaseError as away:
        return [f"The database does not answer: {str(away).strip().splitlines()[0]}"]


def _postgres() -> list[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(UNSAFE_POSTGRES)])
        found = dict(cursor.fetchall())
    return [words for name, (unsafe, words) in UNSAFE_POSTGRES.items() if found.get(name) in unsafe]


def _sqlite() -> list[str]:
    found = {}
    with connection.cursor() as cursor:
        for name in SAFE_SQLITE:
            cursor.execute(f"PRAGMA {name}")
            found[name] = cursor.fetchone()[0]
    return [words for name, (safe, words) in SAFE_SQLITE.items() if found[name] not in safe]


def shut() -> list[str]:
    """Which key file does not open what the database holds, one sentence each. Asked of a database that is
    ready: a house with another key would write what the next one cannot read."""
    return [
        f"{path} does not open what the database holds, or is not there. Put the key file back that sealed "
        "it; it is kept apart from the database and its backups. Nothing was written."
        for path in keyring.files_that_do_not_open()
    ]
