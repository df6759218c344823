"""How somebody stands to a matter: pure, from the duties they hold."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.matters.lifecycle import Relation
from lianxin.matters.models import Matter
from lianxin.org.public import DutyKind, Held
from lianxin.territory import public as territory

OVER_THE_PLACE = {DutyKind.GRID_OFFICER: Relation.GRID_OFFICER, DutyKind.OVERSEER: Relation.OVERSEER}
IN_THE_UNIT = {
    DutyKind.HANDLER: Relation.HANDLER,
    DutyKind.MEDIATOR: Relation.HANDLER,  # of a quarrel that came to their committee
    DutyKind.UNIT_HEAD: Relation.UNIT_HEAD,
}


# Who was asked to help has helped once it is over: the file closes to them after a month, in which it may
# be reopened.
HELPED_FOR = timedelta(days=30)


def still_helps(matter: Matter, now: datetime) -> bool:
    return matter.ended_at is None or now - matter.ended_at <= HELPED_FOR


@dataclass(frozen=True)
class Standing:
    """`relations` says what they may do, `sees` whether the matter exists for them at all; `held` is the
    duty in which they act, for the timeline."""

    relations: frozenset[Relation]
    sees: bool
    held: Held | None


def standing_of(by: Actor, matter: Matter, held: Sequence[Held], assisting: bool = False) -> Standing:
    if by.kind == ActorKind.SYSTEM:
        return Standing(frozenset({Relation.SYSTEM}), True, None)
    if by.kind == ActorKind.RESIDENT:
        mine = by.id == matter.id
        return Standing(frozenset({Relation.RESIDENT} if mine else ()), mine, None)
    found: dict[Relation, Held | None] = {}
    for duty in held:
        relation = _relation(duty, matter)
        if relation:
            found.setdefault(relation, duty)
    if held and matter.reporter and matter.reporter == by.id:  # whoever serves no longer has no say left
        found.setdefault(Relation.REPORTER, held[0])
    # The desk below keeps sight of what climbed past it: it stays the resident's nearest contact.
    passed = any(d.kind == DutyKind.DISPATCHER and territory.covers(d.area, matter.area) for d in held)
    sees = bool(found) or assisting or passed
    return Standing(frozenset(found), sees, next(iter(found.values()), None))


def _relation(duty: Held, matter: Matter) -> Relation | None:
    if duty.kind in OVER_THE_PLACE and territory.covers(duty.area, matter.area):
        return OVER_THE_PLACE[DutyKind(duty.kind)]
    if duty.kind in IN_THE_UNIT and duty.unit_id == matter.unit_id:
        return IN_THE_UNIT[DutyKind(duty.kind)]
    # A dispatcher serves the desk where the matter lies, and everything that lies on desks below.
    if duty.kind == DutyKind.DISPATCHER and territory.covers(duty.area, matter.desk):
        return Relation.DISPATCHER
    return None
