"""Whether the index equals what it speaks of, and the engine's own index the table."""

from collections.abc import Callable, Iterator, Sequence

from django.db import DatabaseError, connection, transaction

from lianxin.search import wiring
from lianxin.search.entries import Entry
from lianxin.search.families import Batch, Family, families
from lianxin.search.models import Row
from lianxin.search.rebuilding import BATCH

MOST_NAMED = 20


def faults(progress: Callable[[int], None] = lambda count: None) -> list[str]:
    """Sentences, at most twenty of a family; none when every entry is found as it should be."""
    told = [*_of_the_engine()]
    for family in families().values():
        told += list(_of(family, progress))[:MOST_NAMED]
    return told


def _of(family: Family, progress: Callable[[int], None]) -> Iterator[str]:
    seen = 0
    for batch in _batches(family):
        seen += len(batch.entries)
        yield from _compared(batch.entries)
        progress(len(batch.entries))
    over = Row.objects.filter(family=family.name).count() - seen
    if over > 0:
        yield f"{family.name}: {over} entries speak of what is no more"


def _batches(family: Family) -> Iterator[Batch]:
    after = ""
    while True:
        with transaction.atomic():
            batch = family.batch(after, BATCH)
        if not batch.after:
            return
        yield batch
        after = batch.after


def _compared(entries: Sequence[Entry]) -> Iterator[str]:
    counties = sorted({entry.county for entry in entries})
    rows = Row.objects.filter(county__in=counties, subject__in=[entry.subject for entry in entries])
    found = {(row.family, row.subject): row for row in rows}
    for entry in entries:
        row, right = found.get((entry.family, entry.subject)), entry.row()
        if row is None:
            yield f"{entry.family} {entry.subject} is not in the index"
            continue
        for name in ("marks", "helpers", "words", "fades_at"):
            if getattr(row, name) != getattr(right, name):
                yield f"{entry.family} {entry.subject}: its {name} are others"


def _of_the_engine() -> Iterator[str]:
    missing = wiring.missing(connection)
    yield from (f"the database lacks {name}: the index does not follow" for name in missing)
    if connection.vendor != "sqlite" or missing:
        return
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(wiring.INTEGRITY)
    except DatabaseError as broken:
        yield f"the full-text table differs from the entries: {broken}"
