"""Reading the basket: what waits for whoever dispatches there."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.letters.models import Bookmark, Fate, Letter
from lianxin.org import public as org

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


def areas_of(viewer: Actor, now: datetime) -> list[str]:
    """Where somebody dispatches today."""
    if viewer.kind != ActorKind.STAFF:
        return []
    held = org.held(viewer, on=local(now).date())
    return sorted({duty.area for duty in held if duty.kind == org.DutyKind.DISPATCHER})
