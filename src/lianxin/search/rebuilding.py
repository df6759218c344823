"""Laying the index anew from what it speaks of, batch by batch: each is one transaction, so whoever searches
meanwhile finds what is laid, and whoever stops it may go on where it stood."""

from collections.abc import Sequence

from django.db import connection, transaction

from lianxin.kernel.ids import uuid7
from lianxin.kernel.rows import insert
from lianxin.search import wiring
from lianxin.search.actions import forget, lay
from lianxin.search.entries import Entry
from lianxin.search.families import families
from lianxin.search.models import Owed, Row

BATCH = 1000


def owe(*, emptied: bool = False) -> None:
    """Every family is to be laid anew; `emptied`: and nothing that lies here now is right."""
    with transaction.atomic():
        if emptied:
            wiring.empty(connection)
        Owed.objects.all().delete()
        Owed.objects.bulk_create([Owed(family=name, began=uuid7()) for name in families()])


def is_owed() -> bool:
    """Whether something that was said long ago may not be found yet. One statement."""
    return Owed.objects.exists()


def lay_some(at_most: int = BATCH) -> int:
    """The next entries of what is owed; how many, 0 when the index is whole. Two at a time wait for one
    another."""
    with transaction.atomic():
        owed = Owed.objects.select_for_update().order_by("family").first()
        if owed is None:
            return 0
        batch = families()[owed.family].batch(owed.after, at_most)
        _lay_anew(batch.entries)
        if batch.after:
            Owed.objects.filter(family=owed.family).update(after=batch.after)
            return len(batch.entries)
        _drop_left_over(owed)
        Owed.objects.filter(family=owed.family).delete()
        return max(1, len(batch.entries))


def laid_since(owed: Owed) -> int:
    """How many entries of its family lie there anew."""
    return Row.objects.filter(family=owed.family, id__gte=owed.began).count()


def owed() -> list[Owed]:
    return list(Owed.objects.order_by("family"))


def _lay_anew(entries: Sequence[Entry]) -> None:
    by_county: dict[str, list[Entry]] = {}
    for entry in entries:
        by_county.setdefault(entry.county, []).append(entry)
    for county, theirs in by_county.items():
        subjects = [entry.subject for entry in theirs]
        forget(county, theirs[0].family, subjects)
        if insert([entry.row() for entry in theirs], pass_over_known=True) == len(theirs):
            continue
        there = set(Row.objects.filter(county=county, subject__in=subjects).values_list("subject", flat=True))
        for entry in theirs:  # somebody of another family or county sat in their seat
            if entry.subject not in there:
                lay(entry)


def _drop_left_over(owed: Owed) -> None:
    """What was not laid anew speaks of something that is no more: its row is older than the rebuilding."""
    rows = Row.objects.filter(family=owed.family)
    for county in list(rows.values_list("county", flat=True).distinct()):
        Row.objects.filter(county=county, family=owed.family, id__lt=owed.began).delete()
