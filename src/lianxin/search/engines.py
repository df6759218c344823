"""The entries that answer a question, the newest first, from either engine."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection

from lianxin.search import seats
from lianxin.search.asking import FTS5, TSQUERY, Ask, needs, needs_beyond, told
from lianxin.search.models import Row
from lianxin.search.wiring import TABLE, TERMS

# The names in these statements are our own; whatever was asked is a value, and made of tokens.


class IndexHit(NamedTuple):
    """`county` and `subject` are filled in by `named`: SQLite's index knows only the seat."""

    seat: int
    county: str = ""
    subject: UUID | None = None


class Said(NamedTuple):
    """A hit with what its entry holds."""

    hit: IndexHit
    marks: str
    words: str


def seen(ask: Ask, most: int, *, now: datetime) -> list[IndexHit]:
    """What the viewer sees for good, at most so many. One statement."""
    return [IndexHit(*row) for row in _seen(ask, most, now)]


def said(ask: Ask, most: int, *, now: datetime) -> list[Said]:
    """The same, with what was said. One statement."""
    rows = _seen(ask, most, now, ", marks, words")
    return [Said(IndexHit(*row[:-2]), *row[-2:]) for row in rows]


def parted(ask: Ask, most: int) -> list[IndexHit]:
    """Of the very long ones that the viewer sees for good, which hardly ever are any; some stand in `seen`
    too. One statement."""
    if ask.seen is not None and not ask.seen:
        return []
    if connection.vendor == "sqlite":
        return [IndexHit(*row) for row in _sqlite(told(ask, FTS5, parted=True), ask, most)]
    where, values = _where(ask, needs(ask, TSQUERY, parted=True))
    sql = f'SELECT seat, county, subject FROM "{TABLE}" WHERE {where} ORDER BY seat DESC LIMIT %s'  # noqa: S608
    return _hits(sql, [*values, most])


def beyond(ask: Ask, most: int) -> list[IndexHit]:
    """Of what lies outside the county of the question: hardly ever is there any. One statement on PostgreSQL,
    where tables may lie in parts by county; none on SQLite, whose `seen` holds it."""
    if not ask.beyond or connection.vendor == "sqlite":
        return []
    where, values = _where(replace(ask, county=""), needs_beyond(ask))
    sql = (
        f'SELECT seat, county, subject FROM "{TABLE}" WHERE {where} '  # noqa: S608
        "AND county <> %s ORDER BY seat DESC LIMIT %s"
    )
    return _hits(sql, [*values, ask.county, most])


def fading(ask: Ask, most: int, *, now: datetime) -> list[IndexHit]:
    """What the viewer sees only because they helped, until it fades: none of `seen`. One statement."""
    if not ask.helped or ask.seen is None:
        return []
    theirs, others = replace(ask, seen=ask.helped), Ask(seen=ask.seen)
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


def _seen(ask: Ask, most: int, now: datetime, also: str = "") -> list[tuple[Any, ...]]:
    if ask.seen is not None and not ask.seen:
        return []
    if connection.vendor == "sqlite":
        return _sqlite(told(ask, FTS5), ask, most, also)
    return _postgres(ask, most, now, also)


def _sqlite(asked: str, ask: Ask, most: int, also: str = "") -> list[tuple[Any, ...]]:
    sql = (
        f'SELECT rowid{also} FROM "{TERMS}" WHERE "{TERMS}" MATCH %s AND rowid >= %s AND rowid <= %s '  # noqa: S608
        "ORDER BY rowid DESC LIMIT %s"
    )
    return _rows(sql, [asked, ask.lowest, ask.highest, most])


def _postgres(ask: Ask, most: int, now: datetime, also: str) -> list[tuple[Any, ...]]:
    """Window after window of time, in one statement that is planned once: those behind the one that fills
    the page are never opened. So a word that half the county uses needs no other plan than a rare one."""
    spans = list(seats.windows(ask.lowest, ask.highest, now))
    where, values = _where(ask, needs(ask, TSQUERY))
    sql = (
        "SELECT found.* FROM unnest(%s::text[]) AS span(mark), "  # noqa: S608
        f'LATERAL (SELECT seat, county, subject{also} FROM "{TABLE}" '
        f"WHERE terms @@ span.mark::tsquery AND {where} ORDER BY seat DESC LIMIT %s) found LIMIT %s"
    )
    return _rows(sql, [spans, *values, most, most])


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
    return [IndexHit(*row) for row in _rows(sql, values)]


def _rows(sql: str, values: list[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
