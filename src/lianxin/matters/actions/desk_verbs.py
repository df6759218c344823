"""What a dispatcher's desk and a tier above say: route, rule, transfer, climb, come down, decline, close."""

from datetime import timedelta

from django.utils.translation import gettext as _

from lianxin.deadlines import public as deadlines
from lianxin.kernel.actor import ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.matters import routing
from lianxin.matters.actions import merging, ratings, telling
from lianxin.matters.actions.speak import Move
from lianxin.matters.lifecycle import BOUNCES_BEFORE_RULING, CHASE_AGAIN, Relation, State, Verb
from lianxin.matters.models import Movement
from lianxin.org import public as org
from lianxin.territory import public as territory

ADDED_A_DAY = 20  # supplements by the holder of one code
URGENCY = ("emergency", "utilities", "ordinary", "complex", "engineering")


def route(move: Move) -> None:
    """Give it to a unit by hand; a dispatcher's word on the category stands over the machine's."""
    if move.matter.bounces >= BOUNCES_BEFORE_RULING:
        raise NotNow(_("已经退回两次,归谁办要由上一级裁定。"), instead=_("请用“裁定归属”。"))
    if move.brought.category:
        _reclassify(move)
    give(move, "hand")


def rule(move: Move) -> None:
    """Say, from the tier above, whose it is: after two bounces nobody below may pass it on."""
    if move.matter.bounces < BOUNCES_BEFORE_RULING:
        raise NotNow(_("还没有退回两次,直接派单就行。"))
    give(move, "ruled")


def transfer(move: Move) -> None:
    """Sideways, to another unit."""
    give(move, "transferred")
    move.matter.handler = None


def hand_down(move: Move) -> None:
    """Down a tier, only where the duty list gives the category to that tier (国办函〔2025〕66号)."""
    matter = move.matter
    unit = _unit(move)
    on = local(move.now).date()
    tier = territory.tier_of(unit.area)
    if tier <= len(matter.desk) and matter.unit_id == unit.id:
        raise NotNow(_("已经在这个单位了。"))
    given = org.leads_at(matter.category, matter.area, tier, on=on)
    if unit.id not in {lead.unit_id for lead in given}:
        raise NotAllowed(
            _("履职清单没有把这类事交给%(unit)s,不能下派。") % {"unit": unit.name},
            instead=_("请派给清单上的牵头单位,或由本级办理。"),
        )
    matter.desk = routing.desk_for(matter.area)
    give(move, "handed_down")


def escalate(move: Move) -> None:
    """Up a tier, to whoever leads it there; otherwise to that tier's dispatcher."""
    matter = move.matter
    above = routing.above(matter.desk, on=local(move.now).date())
    if above == matter.desk:
        raise NotNow(_("已经到最高一级,不能再上报。"), instead=_("可以请协办,或挂账并写明原因。"))
    _climb(move, above)


def appeal(move: Move) -> None:
    """The resident asks somebody outside the unit: the desk of the tier above looks anew."""
    above = routing.above(move.matter.desk, on=local(move.now).date())
    move.facts["unit_before"] = str(move.matter.unit_id or "")
    move.matter.level = ""
    ratings.let_go(move)
    move.matter.merged_into = None  # "this is not the same thing": it stands for itself again
    _to_desk(move, above)
    _restart(move)


def _climb(move: Move, above: str) -> None:
    matter = move.matter
    choice = routing.choose(matter.category, matter.area, on=local(move.now).date(), desk=above)
    move.facts["unit_before"] = str(matter.unit_id or "")
    proposed = choice.unit if choice.unit != matter.unit_id else None
    _to_desk(move, above)
    matter.routed_because = {**choice.because, "escalated": above, "proposed": str(proposed or "")}


def _to_desk(move: Move, desk: str) -> None:
    matter = move.matter
    matter.desk, matter.unit_id, matter.handler, matter.asked_until = desk, None, None, None
    matter.state = State.SUBMITTED
    telling.tell_desk(matter, now=move.now)


def _unit(move: Move) -> org.UnitCard:
    unit = org.unit(move.brought.unit) if move.brought.unit else None
    if unit is None:
        raise Invalid(_("没有找到这个单位。"), fields={"unit": _("请选一个单位。")})
    return unit


def give(move: Move, kind: str) -> None:
    """To the unit that was brought; `kind` says why."""
    matter, unit = move.matter, _unit(move)
    if not territory.covers(unit.area, matter.area):
        raise Invalid(
            _("%(unit)s不管这个地方。") % {"unit": unit.name},
            fields={"unit": _("请选一个管这个地方的单位。")},
        )
    if unit.id == matter.unit_id and move.verb == Verb.TRANSFER:
        raise NotNow(_("已经在这个单位了。"))
    matter.unit_id = move.unit = unit.id
    matter.asked_until = None
    matter.routed_because = {"kind": kind, "category": matter.category, "unit_name": unit.name}
    move.facts["kind"] = kind
    deadlines.stop(matter.county, move.subject, ["dispatch"], now=move.now)
    telling.tell_unit(matter, unit.id, now=move.now)


def _reclassify(move: Move) -> None:
    card = org.category(move.brought.category)
    if card is None:
        raise Invalid(_("没有这个类别。"), fields={"category": _("请从列表里选。")})
    move.facts["category_before"] = move.matter.category
    move.facts["category"] = card.code
    move.matter.category = card.code
    _hurry(move, card.service)


def _hurry(move: Move, service: str) -> None:
    """A more urgent kind of matter gets its shorter promise, from receipt; a slower kind never stretches what
    was already promised (that would be an extension, with its reason)."""
    matter = move.matter
    known = {name: rank for rank, name in enumerate(URGENCY)}
    if known.get(service, len(known)) >= known.get(matter.service, len(known)):
        return
    matter.service = service
    promise = deadlines.restart(
        matter.county, move.subject, service, started_at=matter.received_at, now=move.now
    )
    matter.due_at = promise.answer_due
    move.facts["service"] = service


def _restart(move: Move) -> None:
    """Reopened or appealed: a new promise, from now."""
    matter = move.matter
    promise = deadlines.restart(
        matter.county, move.subject, matter.service, started_at=move.now, now=move.now
    )
    matter.due_at = promise.answer_due


def reopen(move: Move) -> None:
    """Not solved after all: back to the unit that had it, with a new promise."""
    lead = merging.need_answer(move) or merging.lead_of(move.matter)
    if lead is not None:
        merging.stand_alone_again(move, lead)
    if move.matter.unit_id is None:
        raise NotNow(_("这件事没有经办单位,不能直接重开。"), instead=_("可以找上一级。"))
    move.unit = move.matter.unit_id
    if move.is_a(Relation.RESIDENT):  # what the resident said of the work, only the resident takes back
        move.matter.level = ""
    move.matter.handler = None
    ratings.let_go(move)
    _restart(move)
    deadlines.stop(move.matter.county, move.subject, ["dispatch"], now=move.now)  # its unit has it already
    telling.tell_unit(move.matter, move.unit, now=move.now)


def decline(move: Move) -> None:
    """Not ours: always with a lawful route, always told."""
    _end(move)


def close(move: Move) -> None:
    """It is done and somebody else has checked it: the resident is told."""
    _end(move)
    ratings.ask_by_voice(move)


def withdraw(move: Move) -> None:
    """Taken back by whoever said it. What others said too goes on (`handing_on`)."""
    deadlines.stop(move.matter.county, move.subject, now=move.now)


def _end(move: Move) -> None:
    deadlines.stop(move.matter.county, move.subject, now=move.now)
    telling.tell_all(move.matter, move.verb, move.brought, now=move.now)


def chase(move: Move) -> None:
    """A nudge to whoever has it; once a day, so that it stays a nudge."""
    since = move.now - CHASE_AGAIN
    matter = move.matter
    lately = Movement.objects.filter(
        county=matter.county, matter_id=matter.id, verb=Verb.CHASE, actor_kind=move.by.kind, at__gt=since
    )
    if lately.exists():
        raise NotNow(_("今天已经催过了,对方看得到。"), instead=_("可以补充新的情况。"))
    _nudge(move)


def oversee(move: Move) -> None:
    """A formal watch from above; the system speaks it once for each step of the ladder."""
    if move.brought.step:
        move.facts["step"] = move.brought.step
    _nudge(move)


def _nudge(move: Move) -> None:
    matter = move.matter
    if matter.unit_id:
        telling.tell_unit(matter, matter.unit_id, now=move.now)
    else:
        telling.tell_desk(matter, now=move.now)


def supplement(move: Move) -> None:
    """More words from those who know: the timeline keeps them; nothing else changes. A code is no account:
    what its holder adds in a day is bounded, as the reports of one address are."""
    since, matter = move.now - timedelta(days=1), move.matter
    added = Movement.objects.filter(
        county=matter.county, matter_id=matter.id, verb=Verb.SUPPLEMENT, actor_kind=move.by.kind, at__gt=since
    )
    if move.by.kind == ActorKind.RESIDENT and added.count() >= ADDED_A_DAY:
        raise NotNow(
            _("今天已经补充了很多次,都存下了。请明天再补充。"),
            instead=_("着急请拨打 12345,或直接告诉网格员。"),
        )
    if move.state_before == State.MERGED:
        merging.pass_on(move)
