"""Rows become cards: names from memory, verbs from the table."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.matters.codes import SEEN_ON_A_ROUND
from lianxin.matters.contracts import Card, Ref
from lianxin.matters.emergency import is_emergency
from lianxin.matters.lifecycle import BOUNCES_BEFORE_RULING, TABLE, Relation, State, Verb
from lianxin.matters.models import Matter, Publicity
from lianxin.matters.publicity import policy
from lianxin.matters.standing import Standing, standing_of
from lianxin.org import public as org
from lianxin.territory import public as territory

# The usual next verb first: what a thumb should find.
USUAL = (
    Verb.RULE,
    Verb.ROUTE,
    Verb.ACCEPT,
    Verb.BEGIN,
    Verb.FINISH,
    Verb.VERIFY,
    Verb.CLOSE,
    Verb.RESUME,
    Verb.FOLLOW_UP,
    Verb.RATE,
)


def verbs_for(matter: Matter, standing: Standing, *, answered: bool = False) -> tuple[str, ...]:
    """What the table offers from here, without what the guards would refuse at once. `answered`: of a merged
    one, that the one it lies in is done."""
    offered = [Verb(step.verb) for step in TABLE.offered(matter.state, standing.relations)]
    unruled = matter.bounces >= BOUNCES_BEFORE_RULING
    barred = {Verb.ROUTE if unruled else Verb.RULE}
    if Relation.RESIDENT not in standing.relations and matter.channel not in SEEN_ON_A_ROUND:
        barred.add(Verb.WITHDRAW)  # what a resident said is theirs to take back
    if matter.follow_up_by is None:
        barred.add(Verb.FOLLOW_UP)
    if Relation.RESIDENT not in standing.relations and (
        matter.state == State.RATED or not matter.follow_up_by
    ):
        barred.add(Verb.RATE)  # by telephone only where a call is due
    barred |= _not_for_anybody(matter, Relation.RESIDENT in standing.relations)
    if matter.state == State.MERGED and not answered:
        barred |= {Verb.RATE, Verb.REOPEN}  # there is nothing yet to say it of
    if Relation.DISPATCHER not in standing.relations:
        barred.add(Verb.MERGE)  # a resident joins by a suggestion, not by a number
    kept = [verb for verb in offered if verb not in barred]
    if matter.asked_until and Verb.EXTEND in kept:  # somebody waits for this very answer
        return (Verb.EXTEND, *(verb for verb in kept if verb != Verb.EXTEND))
    return tuple(sorted(kept, key=lambda verb: USUAL.index(verb) if verb in USUAL else len(USUAL)))


def _not_for_anybody(matter: Matter, is_resident: bool) -> set[Verb]:
    """What the public page would refuse: a kind that is never shown, what the resident does not want, and
    taking down what is not there."""
    objected = matter.publicity == Publicity.OBJECTED
    if not policy.of_public_space(matter.category) or objected:
        return {Verb.PUBLISH, Verb.UNPUBLISH}
    return set() if is_resident or matter.public_at else {Verb.UNPUBLISH}


def card_of(matter: Matter, standing: Standing, *, now: datetime, why: str = "") -> Card:
    kind = org.category(matter.category) if matter.category else None
    unit = org.unit(matter.unit_id) if matter.unit_id else None
    return Card(
        ref=Ref(matter.county, matter.id),
        number=matter.number,
        text=words_of(matter),
        place=matter.place or territory.name_of(matter.area),
        area=matter.area,
        category=matter.category,
        state=matter.state,
        family=kind.family if kind else "event",
        unit=unit.name if unit else "",
        received_at=matter.received_at,
        due_at=matter.due_at if matter.ended_at is None else None,  # a promise ends with the matter
        late=is_late(matter, now),
        verbs=verbs_for(matter, standing),
        why=why,
        follow_up_by=matter.follow_up_by,
        version=matter.version,
    )


def cards_for(matters: Sequence[Matter], held: Sequence[org.Held], *, by: Actor, now: datetime) -> list[Card]:
    return [card_of(matter, standing_of(by, matter, held), now=now) for matter in matters]


def words_of(matter: Matter) -> str:
    return matter.text or _("(说的话已经抹去)")


def place_words(matter: Matter) -> str:
    """Where it was filed, in full, and what was written beside it."""
    return " ".join(filter(None, [territory.full_name(matter.area), matter.place]))


def is_urgent(matter: Matter) -> bool:
    """Whether it speaks of danger that belongs on the telephone."""
    kind = org.category(matter.category) if matter.category else None
    return is_emergency(matter.text, matter.service, kind.service if kind else "")


def is_late(matter: Matter, now: datetime) -> bool:
    """Late while open; a shelved one waits for its day instead, and is late when that has passed."""
    if matter.ended_at is not None:
        return False
    if matter.state == State.SHELVED:
        return matter.review_on is not None and matter.review_on < local(now).date()
    return matter.due_at is not None and matter.due_at < now
