"""What the clock asks: which promises have reached a step of the ladder."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from lianxin.deadlines import clockwork, times
from lianxin.deadlines.events import DeadlineStepped
from lianxin.deadlines.models import Clock
from lianxin.journal.public import announce
from lianxin.kernel.counties import by_county


def sweep(now: datetime, at_most: int = 500) -> int:
    """Announce every step reached by now, each exactly once; returns how many were announced.

    A clock that passed several steps at once (the server slept, its clock jumped) announces each missed one,
    lowest first. Two workers may sweep at the same time: each clock's row is locked, and looked at again
    under the lock. At most `at_most` clocks a call, the longest waiting first."""
    waiting = by_county(_ringing(now).order_by("next_step_at"), at_most)
    return sum(_sweep_county(county, ids, now) for county, ids in waiting.items())


def _ringing(now: datetime) -> QuerySet[Clock]:
    return Clock.objects.filter(next_step_at__lte=now, stopped_at__isnull=True, paused_at__isnull=True)


@transaction.atomic
def _sweep_county(county: str, ids: list[UUID], now: datetime) -> int:
    rows = _ringing(now).filter(county=county, id__in=ids)
    clocks = list(rows.select_for_update(skip_locked=True).order_by("next_step_at"))
    ladder = times.ladder.get()
    news: list[DeadlineStepped] = []
    for clock in clocks:
        for rung in clockwork.reached(clock, ladder, now):
            news.append(_stepped(clock, rung.code, rung.rank))
            clock.rung = rung.rank
        clock.next_step_at = clockwork.next_ring(clock, ladder)
    if clocks:
        Clock.objects.filter(county=county).bulk_update(clocks, ["rung", "next_step_at"])
        _announce_in_order(news, now)
    return len(news)


def _announce_in_order(news: list[DeadlineStepped], now: datetime) -> None:
    """News is heard by the moment it is due, so a lower step is due a microsecond earlier."""
    ranks = sorted({item.rank for item in news}, reverse=True)
    for before, rank in enumerate(ranks):
        announce([item for item in news if item.rank == rank], now=now - timedelta(microseconds=before))


def _stepped(clock: Clock, step: str, rank: int) -> DeadlineStepped:
    due = clock.due_at.isoformat() if clock.due_at else ""
    return DeadlineStepped(
        county=clock.county,
        subject=clock.subject,
        kind=clock.kind,
        step=step,
        rank=rank,
        round=clock.round,
        due=due,
    )
