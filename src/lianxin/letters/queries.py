"""Reading the basket: what waits for whoever dispatches there."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from lianxin.journal.public import Snapshot
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.letters.models import Bookmark, Fate, Letter
from lianxin.org import public as org
from lianxin.territory import public as territory

PAGE = 50


@dataclass(frozen=True)
class Basket:
    """`fault`: the mailbox could not be read at the last look."""

    letters: list[Letter]
    more: bool
    fault: str


def basket(viewer: Actor, *, now: datetime) -> Basket:
    """Oldest first. Two statements."""
    areas = areas_of(viewer, now)
    mine = Q(pk__in=[])
    for area in areas:
        mine |= Q(area__startswith=area)
    rows = list(Letter.objects.filter(mine, fate=Fate.WAITING).order_by("id")[: PAGE + 1]) if areas else []
    last = Bookmark.objects.order_by("-looked_at").first() if areas else None
    return Basket(rows[:PAGE], len(rows) > PAGE, last.fault if last else "")


def _mailboxes() -> frozenset[str]:
    waiting = Letter.objects.filter(fate=Fate.WAITING)
    return frozenset(waiting.order_by().values_list("area", flat=True).distinct())


_where = Snapshot("letters", _mailboxes)  # in memory: the menu of every page asks


def something_waits(areas: list[str]) -> bool:
    """Whether a letter waits in one of `areas`."""
    return any(territory.covers(area, mailbox) for area in areas for mailbox in _where.get())


def areas_of(viewer: Actor, now: datetime) -> list[str]:
    """Where somebody dispatches today."""
    return dispatched(org.held(viewer, on=local(now).date()))


def dispatched(held: Iterable[org.Held]) -> list[str]:
    return sorted({duty.area for duty in held if duty.kind == org.DutyKind.DISPATCHER})
