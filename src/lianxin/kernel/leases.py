"""Work that waits as rows: taken for a while by whoever does it, tried again later and later after a fault.

What is taken is done outside any transaction, so that a slow gateway holds no lock. Whoever does it frees the
row with what came of it; one that died leaves a lease that runs out, and the next does the work again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from lianxin.kernel.counties import by_county

LEASE = timedelta(minutes=5)  # longer than one piece of work takes

Row = TypeVar("Row", bound=Model)


def free(now: datetime) -> Q:
    """Nobody has it in hand, or whoever had it did not come back."""
    return Q(leased_until__isnull=True) | Q(leased_until__lte=now)


def taken(due: QuerySet[Row], now: datetime, at_most: int) -> Iterator[Row]:
    """The first of what is `due` and free, each with a lease. A county is leased when its turn comes: nothing
    lies taken while the work of another is done. What somebody else takes at this moment is passed over."""
    due = due.filter(free(now))
    for county, ids in by_county(due, at_most).items():
        yield from _leased(due, county, ids, now)


@transaction.atomic
def _leased(due: QuerySet[Row], county: str, ids: list[UUID], now: datetime) -> list[Row]:
    rows = list(due.filter(county=county, id__in=ids).select_for_update(skip_locked=True))
    if rows:
        mine = due.model._default_manager.filter(county=county, id__in=[row.pk for row in rows])
        mine.update(leased_until=now + LEASE)
    return rows


@dataclass(frozen=True)
class Waits:
    """How long until it is tried again: twice as long each time, and never longer than `longest`."""

    first: timedelta
    longest: timedelta

    def after(self, faults: int) -> timedelta:
        """`faults`: how often it had failed before this time."""
        times: int = 2 ** min(faults, 20)
        return min(self.longest, self.first * times)
