"""How somebody stands to a dispute: pure, from the duties they hold and the code they brought."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.mediation.lifecycle import BEFORE, Relation, Verb
from lianxin.mediation.models import Dispute
from lianxin.org.public import DutyKind, Held
from lianxin.territory import public as territory


class Sight(StrEnum):
    """What of a dispute exists for somebody: nothing; number, kind, state and clocks; or its file."""

    NOTHING = "nothing"
    PROCEDURE = "procedure"
    FILE = "file"


@dataclass(frozen=True)
class Standing:
    """`relations` says what they may do, `sight` how much they see; `held` is the duty in which they act."""

    relations: frozenset[Relation]
    sight: Sight
    held: Held | None = None


def standing_of(
    by: Actor, dispute: Dispute, held: Sequence[Held], parties: Collection[UUID] = ()
) -> Standing:
    """`parties`: ids of those who are in it, asked for only where a party acts."""
    if by.kind == ActorKind.SYSTEM:
        return Standing(frozenset({Relation.SYSTEM}), Sight.NOTHING)
    if by.kind == ActorKind.RESIDENT:
        mine = by.id is not None and by.id in parties
        return Standing(frozenset({Relation.PARTY} if mine else ()), Sight.FILE if mine else Sight.NOTHING)
    found: dict[Relation, Held] = {}
    for duty in held:
        for relation in _relations(by, duty, dispute):
            found.setdefault(relation, duty)
    return Standing(frozenset(found), _sight(found, dispute), _acts_as(found))


def _relations(by: Actor, duty: Held, dispute: Dispute) -> list[Relation]:
    if duty.kind == DutyKind.MEDIATOR and duty.unit_id == dispute.committee_id:
        leads = dispute.mediator is not None and dispute.mediator == by.id
        return [Relation.MEDIATOR, Relation.CLERK] if leads else [Relation.CLERK]
    if duty.kind == DutyKind.MEDIATION_GUIDE and territory.covers(duty.area, dispute.area):
        return [Relation.GUIDE]
    return []


def _sight(found: Collection[Relation], dispute: Dispute) -> Sight:
    """Until somebody leads it, those of the committee read it, for one of them must take it. From then on its
    words are between the parties and their mediator; colleagues and guides see the procedure."""
    unled = dispute.mediator is None and dispute.state in BEFORE
    if Relation.MEDIATOR in found or (unled and Relation.CLERK in found):
        return Sight.FILE
    return Sight.PROCEDURE if found else Sight.NOTHING


def unread_by(relations: Collection[Relation]) -> frozenset[Verb]:
    """What a party says about the one who leads is not that one's to read, and a complaint is the guide's."""
    if Relation.MEDIATOR in relations:
        return frozenset({Verb.RECUSE, Verb.COMPLAIN})
    return frozenset() if Relation.GUIDE in relations else frozenset({Verb.COMPLAIN})


def _acts_as(found: dict[Relation, Held]) -> Held | None:
    order = (Relation.MEDIATOR, Relation.CLERK, Relation.GUIDE)
    return next((found[relation] for relation in order if relation in found), None)
