"""The entries that answer a question, the newest first, from either engine."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from lianxin.search import seats
from lianxin.search.asking import FTS5, TSQUERY, Ask, needs, told
from lianxin.search.models import Row
from lianxin.search.wiring import TABLE, TERMS

# The names in these statements are our own; whatever was asked is a value, and made of tokens.


class IndexHit(NamedTuple):
    """`county` and `subject` are filled in by `named`: SQLite's index knows only the seat."""

    seat: int
    county: str = ""
    subject: UUID | None = None


def seen(ask: Ask, most: int, *, now: datetime) -> list[IndexHit]:
    """What the viewer sees for good, at most so many. One statement."""
    if ask.seen is not None and not ask.seen:
        return []
    if connection.vendor == "sqlite":
        return _sqlite(told(ask, FTS5), ask, most)
    return _postgres(ask, most, now)


def parted(ask: Ask, most: int) -> list[IndexHit]:
    """Of the very long ones that the viewer sees for good, which hardly ever are any; some stand in `seen`
    too. One statement."""
    if ask.seen is not None and not ask.seen:
        return []
    if connection.vendor == "sqlite":
        return _sqlite(told(ask, FTS5, parted=True), ask, most)
    where, values = _where(ask, needs(ask, TSQUERY, parted=True))
    sql = f'SELECT seat, county, subject FROM "{TABLE}" WHERE {where} ORDER BY seat DESC LIMIT %s'  # noqa: S608
    return _hits(sql, [*values, most])


def fading(ask: Ask, most: int, *, now: datetime) -> list[IndexHit]:
    """What the viewer sees only because they helped, until it fades: none of `seen`. One statement."""
    if not ask.helped or ask.seen is None:
        return []
    theirs, others = Ask(ask.words, ask.only, ask.helped), Ask(seen=ask.seen)
    if connection.vendor == "sqlite":
        sql = (
            f'SELECT r.seat FROM "{TERMS}" t CROSS JOIN "{TABLE}" r ON r.seat = t.rowid '  # noqa: S608
            f'WHERE "{TERMS}" MATCH %s AND t.rowid >= %s AND t.rowid <= %s '
            "AND (r.fades_at IS NULL OR r.fades_at >= %s) ORDER BY t.rowid DESC LIMIT %s"
        )
        asked = f"({told(theirs, FTS5)}) NOT ({told(others, FTS5)})" if ask.seen else told(theirs, FTS5)
        moment: Any = connection.ops.adapt_datetimefield_value(now)
        return _hits(sql, [asked, ask.lowest, ask.highest, moment, most])
    where, values = _where(ask, needs(theirs, TSQUERY))
    if ask.seen:
        where, values = f"{where} AND NOT terms @@ %s::tsquery", [*values, told(others, TSQUERY)]
    sql = (
        f'SELECT seat, county, subject FROM "{TABLE}" WHERE {where} '  # noqa: S608
        "AND (fades_at IS NULL OR fades_at >= %s) ORDER BY seat DESC LIMIT %s"
    )
    return _hits(sql, [*values, now, most])


def named(hits: Sequence[IndexHit]) -> list[IndexHit]:
    """With whose they are, in the same order. One statement on SQLite, none on PostgreSQL."""
    lacking = [hit.seat for hit in hits if hit.subject is None]
    if not lacking:
        return list(hits)
    rows = Row.objects.filter(seat__in=lacking).values_list("seat", "county", "subject")
    found = {row[0]: IndexHit(*row) for row in rows}
    return [found.get(hit.seat, hit) for hit in hits if hit.subject or hit.seat in found]


def _sqlite(asked: str, ask: Ask, most: int) -> list[IndexHit]:
    sql = (
        f'SELECT rowid FROM "{TERMS}" WHERE "{TERMS}" MATCH %s AND rowid >= %s AND rowid <= %s '  # noqa: S608
        "ORDER BY rowid DESC LIMIT %s"
    )
    return _hits(sql, [asked, ask.lowest, ask.highest, most])


def _postgres(ask: Ask, most: int, now: datetime) -> list[IndexHit]:
    """Window after window of time, in one statement: those behind the one that fills the page are never
    opened. So a word that half the county uses needs no other plan than one that nobody does."""
    parts, values = [], []
    for window in seats.windows(ask.lowest, ask.highest, now):
        where, stated = _where(ask, needs(ask, TSQUERY, window))
        parts.append(
            f'(SELECT seat, county, subject FROM "{TABLE}" WHERE {where} ORDER BY seat DESC LIMIT %s)'  # noqa: S608
        )
        values += [*stated, most]
    sql = f"SELECT * FROM ({' UNION ALL '.join(parts)}) found LIMIT %s"  # noqa: S608
    return _hits(sql, [*values, most]) if parts else []


def _where(ask: Ask, asked: Sequence[str]) -> tuple[str, list[Any]]:
    """Each need is a condition of its own: then the index leaps in one list to where another stands, and does
    not try every entry of the rarest. And no bound that holds everything: it would think to walk it."""
    where: list[tuple[str, Any]] = [("terms @@ %s::tsquery", need) for need in asked]
    if ask.county:
        where.insert(0, ("county = %s", ask.county))
    if ask.lowest > 0:
        where.append(("seat >= %s", ask.lowest))
    if ask.highest < seats.NEWEST:
        where.append(("seat <= %s", ask.highest))
    return " AND ".join(said for said, _value in where), [value for _said, value in where]


def _hits(sql: str, values: list[Any]) -> list[IndexHit]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return [IndexHit(*row) for row in cursor.fetchall()]
