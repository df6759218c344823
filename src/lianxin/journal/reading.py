"""The rows of a chain as they lie in the table, read without building objects."""

from collections.abc import Iterator

from django.db import connection

from lianxin.journal.chain import End
from lianxin.journal.links import Row
from lianxin.journal.models import Entry, Head

# Bytes, not text: a tampered file may hold bytes that are no text, and must be named, not crash the proof.
_SQLITE = """SELECT position, CAST(id AS BLOB), CAST(at AS BLOB), CAST(actor AS BLOB), CAST(action AS BLOB),
    CAST(subject AS BLOB), CAST(payload AS BLOB), CAST(link AS BLOB)
    FROM journal_entry WHERE county = %s AND position > %s AND position <= %s ORDER BY position"""
_POSTGRESQL = """SELECT position, id::text,
    to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"+00:00"'),
    actor, action, subject, payload, link
    FROM journal_entry WHERE county = %s AND position > %s AND position <= %s ORDER BY position"""
_FIRST, LAST = -(2**63), 2**63 - 1
_CHUNK = 5000


def rows(county: str, past: int, up_to: int) -> Iterator[Row]:
    """In order of position, those with past < position <= up_to; `past` 0 also brings what lies below 1,
    where nothing may lie."""
    is_sqlite = connection.vendor == "sqlite"
    with connection.chunked_cursor() as cursor:
        cursor.execute(_SQLITE if is_sqlite else _POSTGRESQL, [county, past or _FIRST, up_to])
        while found := cursor.fetchmany(_CHUNK):
            if is_sqlite:
                yield from map(_from_sqlite, found)
            else:
                yield from found


def _from_sqlite(raw: tuple[int, bytes, bytes, bytes, bytes, bytes, bytes, bytes]) -> Row:
    position, id_, at, *rest = raw
    words = [(part or b"").decode(errors="surrogateescape") for part in (id_, at, *rest)]
    key, moment = words[0], words[1]
    words[0] = f"{key[:8]}-{key[8:12]}-{key[12:16]}-{key[16:20]}-{key[20:]}"
    fraction = ".000000" if len(moment) == 19 else ""
    words[1] = f"{moment[:10]}T{moment[11:]}{fraction}+00:00"
    return (position, *words)  # type: ignore[return-value]  # eight of them; a real Row would cost a third


def head_of(county: str) -> End | None:
    return Head.objects.filter(county=county).values_list("position", "link").first()


def is_anything_past(county: str, position: int) -> bool:
    return Entry.objects.filter(county=county, position__gt=position).exists()
