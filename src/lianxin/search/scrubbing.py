"""Erased words leave the engine's own pages too.

An entry whose words are erased is no longer found by them at once; but SQLite's full-text table keeps the old
places until it merges its parts, and PostgreSQL's inverted index keeps every word that ever stood in it. Once
a day at most, and only after an erasure, the one is merged step by step into a single part (what is freed is
overwritten: `secure_delete`), the other vacuumed and made anew beside the running house.
"""

from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import QuerySet

from lianxin.kernel.rows import insert
from lianxin.search import wiring
from lianxin.search.models import Scrub

EVERY = timedelta(hours=20)
PAGES = 400  # of four kilobytes, written in one step: whoever writes meanwhile waits no longer than that


def owe() -> None:
    """In the transaction of the erasure. One statement."""
    if not _scrub().update(owed=True):
        insert([Scrub(owed=True)], pass_over_known=True)


def scrub_some(now: datetime, *, at_once: bool = False) -> int:
    """The next step of what is owed; 0 when nothing is, or (but for `at_once`) when the last time was a short
    while ago."""
    row = _scrub().first()
    if row is None or not (row.is_running or (row.owed and (at_once or _is_time(row, now)))):
        return 0
    if connection.vendor == "sqlite":
        _merge(row, now)
    elif connection.in_atomic_block:
        return 0  # PostgreSQL vacuums in no transaction, and a try would end this one: it stays owed
    else:
        _make_anew(now)
    return 1


def _scrub() -> QuerySet[Scrub]:
    return Scrub.objects.filter(id=Scrub.ONLY)


def _is_time(row: Scrub, now: datetime) -> bool:
    return row.began_at is None or now - row.began_at >= EVERY


def _merge(row: Scrub, now: datetime) -> None:
    with transaction.atomic():
        if row.is_running:
            written = _merged(PAGES)
        else:  # below nothing: all parts into one, whatever their number
            _scrub().update(owed=False, is_running=True, began_at=now)
            written = _merged(-PAGES)
        if not written:
            _scrub().update(is_running=False)
    if not written and not connection.in_atomic_block:
        wiring.forget_log(connection)


def _merged(pages: int) -> bool:
    """Whether there was something to do: the engine says so by what it wrote."""
    connection.ensure_connection()
    before = connection.connection.total_changes
    with connection.cursor() as cursor:
        cursor.execute(wiring.MERGE, [pages])
    return bool(connection.connection.total_changes - before >= wiring.MERGED)


def _make_anew(now: datetime) -> None:
    _scrub().update(owed=False, began_at=now)
    try:
        wiring.make_anew(connection)
    except Exception:
        _scrub().update(owed=True)  # tomorrow again; whoever called says what happened
        raise
