"""The rows of a chain as they lie in the table, read without building objects."""

from collections.abc import Iterator
from typing import Any

from django.db import OperationalError, connection

from lianxin.journal.chain import End
from lianxin.journal.links import Row
from lianxin.journal.models import Entry, Head

# A cast keeps Django from building a datetime of each.
_SQLITE = """SELECT position, id, CAST(at AS TEXT), actor, action, subject, payload, link
    FROM journal_entry WHERE county = %s AND position > %s AND position <= %s ORDER BY position"""
# A tampered file may hold bytes that are no text: they must be named, not stop the proof. Half as fast.
_SQLITE_BYTES = """SELECT position, CAST(id AS BLOB), CAST(at AS BLOB), CAST(actor AS BLOB),
    CAST(action AS BLOB), CAST(subject AS BLOB), CAST(payload AS BLOB), CAST(link AS BLOB)
    FROM journal_entry WHERE county = %s AND position > %s AND position <= %s ORDER BY position"""
_POSTGRESQL = """SELECT position, id::text,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
    actor, action, subject, payload, link
    FROM journal_entry WHERE county = %s AND position > %s AND position <= %s ORDER BY position"""
_FIRST, LAST = -(2**63), 2**63 - 1
_CHUNK = 5000
_SECONDS = 19  # the length of a moment without a fraction


def rows(county: str, past: int, up_to: int) -> Iterator[Row]:
    """In order of position, those with past < position <= up_to; `past` 0 also brings what lies below 1,
    where nothing may lie."""
    last = past or _FIRST
    if connection.vendor != "sqlite":
        yield from _fetched(_POSTGRESQL, county, last, up_to)
        return
    try:
        for raw in _fetched(_SQLITE, county, last, up_to):
            last = raw[0]
            yield _from_sqlite(raw)
    except OperationalError as fault:
        if "decode" not in str(fault):
            raise
        for raw in _fetched(_SQLITE_BYTES, county, last, up_to):
            yield _from_sqlite((raw[0], *(_text(part) for part in raw[1:])))


def _fetched(statement: str, county: str, past: int, up_to: int) -> Iterator[Any]:
    with connection.chunked_cursor() as cursor:
        cursor.execute(statement, [county, past, up_to])
        while found := cursor.fetchmany(_CHUNK):
            yield from found


def _text(part: bytes | None) -> str:
    return (part or b"").decode(errors="surrogateescape")


def _from_sqlite(raw: Any) -> Row:
    """SQLite keeps ids without hyphens and moments as naive UTC. A plain tuple: a Row costs a third more."""
    position, key, at, actor, action, subject, payload, link = raw
    if not (isinstance(key, str) and isinstance(at, str)):
        key, at = str(key), str(at)
    key = f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
    at = f"{at[:10]}T{at[11:]}+00:00" if len(at) > _SECONDS else f"{at[:10]}T{at[11:]}.000000+00:00"
    return (position, key, at, actor, action, subject, payload, link)  # type: ignore[return-value]


def head_of(county: str) -> End | None:
    return Head.objects.filter(county=county).values_list("position", "link").first()


def is_anything_past(county: str, position: int) -> bool:
    return Entry.objects.filter(county=county, position__gt=position).exists()
