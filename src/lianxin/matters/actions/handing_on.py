"""The first of several is taken back: whoever said the same is not lost with it, and does not hold it back.

The earliest of those that lay in it carries on, with its own words, code and promise (from its own receipt),
where the first one was; the others lie in that one now. Nobody says this: it comes of the withdrawal.
"""

from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.db.models import DateTimeField, F, QuerySet, Value
from django.db.models.functions import Greatest
from django.utils.translation import gettext as _

from lianxin.deadlines import public as deadlines
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Busy
from lianxin.kernel.rows import insert
from lianxin.matters.actions import telling
from lianxin.matters.actions.desk_verbs import give
from lianxin.matters.actions.merging import followers_of, lock_in_order
from lianxin.matters.actions.speak import Move, begin, settle
from lianxin.matters.contracts import Brought, Ref
from lianxin.matters.lifecycle import State, Verb
from lianxin.matters.models import Matter, Movement
from lianxin.org import public as org
from lianxin.territory import public as territory

LOOKS = 5


def lock_all(ref: Ref) -> None:
    """It and whatever lies in it, in the order of their ids, as a merge locks its two. Whoever joins between
    the look and the lock is not among them: then all are let go and looked at again."""
    for _look in range(LOOKS):
        seen, point = _lying_in(ref), transaction.savepoint()
        lock_in_order(ref.county, {ref.id, *seen})
        if _lying_in(ref) <= seen:
            return transaction.savepoint_commit(point)
        transaction.savepoint_rollback(point)
    raise Busy(_("刚刚有好几个人说了同一件事。"), instead=_("请过一会儿再试。"))


def _lying_in(ref: Ref) -> set[UUID]:
    lies = Matter.objects.filter(county=ref.county, merged_into=ref.id, state=State.MERGED)
    return set(lies.values_list("id", flat=True))


def hand_on(lead: Matter, *, now: datetime) -> None:
    """As many statements for two as for two hundred. Whose words were erased has nothing to work by, and
    stays where it is when there is nobody else."""
    heir = followers_of(lead).filter(erased_at__isnull=True).order_by("received_at", "id").first()
    if heir is None:
        return
    ref = Ref(heir.county, heir.id)
    move = begin(Verb.CARRY_ON, ref, Brought(), by=SYSTEM, now=now)
    unit = _stand_in_its_place(move, lead)
    _move_along(followers_of(lead).exclude(id=heir.id), lead, move)
    if unit is None:
        telling.tell_desk(move.matter, now=now)
    # Within the share of the number: somebody with a code made it happen. The others read it on their page.
    telling.tell_resident(move.matter, move.verb, move.brought, now=now, by_code=True)
    settle(move)
    if unit is not None:
        move = begin(Verb.ROUTE, ref, Brought(unit=unit), by=SYSTEM, now=now)
        give(move, "carried_on")
        settle(move)


def _stand_in_its_place(move: Move, lead: Matter) -> UUID | None:
    """Returns the unit that has it; None where the desk must find one. What lies out of reach of where the
    first one was goes to its own desk."""
    matter = move.matter
    move.facts["out_of"] = lead.number
    within_reach = territory.covers(lead.desk, matter.area)
    unit = _still_serving(lead.unit_id, matter.area, move.now) if within_reach else None
    if within_reach:
        matter.desk, matter.bounces = lead.desk, lead.bounces
    matter.routed_because = {"kind": "carried_on", "proposed": str(matter.unit_id or "")}
    matter.merged_into, matter.unit_id, matter.handler = None, None, None
    promise = deadlines.restart(
        matter.county, move.subject, matter.service, started_at=matter.received_at, now=move.now
    )
    matter.due_at = promise.answer_due
    return unit


def _still_serving(unit: UUID | None, area: str, now: datetime) -> UUID | None:
    """None where it does not serve that place, or was closed since."""
    card = org.unit(unit) if unit else None
    if card is None or not territory.covers(card.area, area):
        return None
    return unit if card in org.units_in(card.area, card.kind, on=local(now).date()) else None


def _move_along(rows: QuerySet[Matter], lead: Matter, carries_on: Move) -> None:
    """All others, written together."""
    heir, now = carries_on.matter, carries_on.now
    others = list(rows.only("county", "number", "area", "category", "partner", "version", "moved_at"))
    if not others:
        return
    facts = {"out_of": lead.number, "into": heir.number}
    moves = [_moved(matter, facts, now) for matter in others]
    latest = Greatest(F("moved_at"), Value(now, output_field=DateTimeField()))
    rows.update(merged_into=heir.id, version=F("version") + 1, moved_at=latest)
    insert(moves)
    news = [telling.news_of(move, matter) for move, matter in zip(moves, others, strict=True)]
    journal.announce(news, now=now)
    journal.append(heir.county, [telling.fact_of(move) for move in moves], by=SYSTEM, now=now)


def _moved(matter: Matter, facts: dict[str, str], now: datetime) -> Movement:
    return Movement(
        county=matter.county,
        matter=matter,
        version=matter.version + 1,
        verb=Verb.MOVE_ALONG,
        state_before=State.MERGED,
        state_after=State.MERGED,
        actor_kind=SYSTEM.kind,
        facts=facts,
        at=max(now, matter.moved_at),
    )
