"""Who has been asked whether they want to talk, and has not said: how many and since when, never who."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.mediation.choices import Will
from lianxin.mediation.contracts import Ref
from lianxin.mediation.lifecycle import State
from lianxin.mediation.limits import Bound
from lianxin.mediation.models import Dispute, Due, Party


@dataclass(frozen=True)
class Unanswered:
    """`due_on`: by when the first sitting is owed; `late`: that day is over."""

    ref: Ref
    number: str
    waiting: int
    asked_at: datetime | None
    due_on: date | None
    late: bool


def unanswered(viewer: Actor, *, now: datetime) -> list[Unanswered]:
    """Of the disputes that somebody leads: the longest waiting first. Three statements."""
    if viewer.kind != ActorKind.STAFF or viewer.id is None:
        return []
    asked = Dispute.objects.filter(mediator=viewer.id, ended_at__isnull=True, state=State.INVITED)
    disputes = {row.id: row for row in asked}
    if not disputes:
        return []
    mine = {"county__in": sorted({row.county for row in disputes.values()}), "dispute_id__in": list(disputes)}
    silent: dict[UUID, list[datetime | None]] = {}
    for id_, at in Party.objects.filter(**mine, will=Will.UNASKED).values_list("dispute_id", "asked_at"):
        silent.setdefault(id_, []).append(at)
    owed = Due.objects.filter(**mine, kind=Bound.FIRST_SITTING, met_at__isnull=True)
    days = dict(owed.values_list("dispute_id", "due_on"))
    today = local(now).date()
    told = [_told(disputes[id_], asked_at, days.get(id_), today) for id_, asked_at in silent.items()]
    return sorted(told, key=lambda one: str(one.asked_at or ""))


def _told(dispute: Dispute, asked_at: list[datetime | None], due_on: date | None, today: date) -> Unanswered:
    first = min((at for at in asked_at if at), default=None)
    late = due_on is not None and due_on < today
    return Unanswered(Ref(dispute.county, dispute.id), dispute.number, len(asked_at), first, due_on, late)
