"""Append-only for real: the database itself refuses to change or remove an entry.

Somebody with the database's own powers can still drop the guards; the chain tells on them.
"""

from typing import Any

_SQLITE = [
    "DROP TRIGGER IF EXISTS journal_entry_{verb}",
    """CREATE TRIGGER journal_entry_{verb} BEFORE {verb} ON journal_entry
    BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
]
_FUNCTION = """CREATE OR REPLACE FUNCTION journal_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the journal is append-only'; END $$"""
_ROWS = """CREATE TRIGGER journal_entry_refuse BEFORE UPDATE OR DELETE ON journal_entry
    FOR EACH ROW EXECUTE FUNCTION journal_entry_refuse()"""
_TRUNCATE = """CREATE TRIGGER journal_entry_keep BEFORE TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION journal_entry_refuse()"""

# A row trigger is handed down to the parts of a table, a statement trigger is not.
_PARTS = "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'journal_entry'::regclass"


def install(connection: Any) -> None:
    """Set the guards on journal_entry; again, wherever the table was made anew (a partitioned table hands
    its row triggers down to its partitions)."""
    remove(connection)
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(_SQLITE[1].format(verb=verb))
            return
        cursor.execute(_FUNCTION)
        cursor.execute(_ROWS)
        cursor.execute(_PARTS)
        for table in ("journal_entry", *(part for (part,) in cursor.fetchall())):
            cursor.execute(_TRUNCATE.format(table=table))


def remove(connection: Any) -> None:
    """Take them off: a restore replaces every row, and puts them back before it commits."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            for verb in ("UPDATE", "DELETE"):
                cursor.execute(_SQLITE[0].format(verb=verb))
            return
        cursor.execute(_PARTS)
        for (part,) in cursor.fetchall():
            cursor.execute(f"DROP TRIGGER IF EXISTS journal_entry_keep ON {part}")
        for name in ("journal_entry_refuse", "journal_entry_keep"):
            cursor.execute(f"DROP TRIGGER IF EXISTS {name} ON journal_entry")
