"""What the unit that has it says, and those who check its work: accept, begin, finish, verify …"""

from datetime import datetime, time

from django.utils.translation import gettext as _

from lianxin.deadlines import public as deadlines
from lianxin.kernel.clock import CHINA, local
from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.kernel.rows import insert
from lianxin.matters import routing
from lianxin.matters.actions import telling
from lianxin.matters.actions.speak import Move, has_said
from lianxin.matters.lifecycle import BOUNCES_BEFORE_RULING, Relation, Verb
from lianxin.matters.models import Assist, Movement
from lianxin.org import public as org
from lianxin.territory import public as territory

CLOSE_OF_DAY = time(18, 0)


def accept(move: Move) -> None:
    """Sign for it. The clock does not care: it runs since receipt."""


def send_back(move: Move) -> None:
    """Not ours: say whose it is and why. The second time, the tier above must rule."""
    matter, brought = move.matter, move.brought
    right = org.unit(brought.unit) if brought.unit else None
    if right is None or right.id == matter.unit_id:
        raise Invalid(_("退回时要写明该归哪个单位,不能是自己。"), fields={"unit": _("请选该办的单位。")})
    move.unit = right.id
    matter.bounces += 1
    if matter.bounces >= BOUNCES_BEFORE_RULING:
        matter.desk = routing.above(matter.desk, on=local(move.now).date())
    because = {"kind": "sent_back", "category": matter.category, "proposed": str(right.id)}
    matter.routed_because = {**because, "unit_name": right.name}
    matter.unit_id, matter.handler, matter.asked_until = None, None, None
    telling.tell_desk(matter, now=move.now)


def begin(move: Move) -> None:
    """Take it up by name: from here the resident reads who has it."""
    move.matter.handler = move.by.id


def assist(move: Move) -> None:
    """Ask a second unit to help; the first stays responsible."""
    matter = move.matter
    unit = org.unit(move.brought.unit) if move.brought.unit else None
    if unit is None or unit.id == matter.unit_id:
        raise Invalid(_("请选另一个单位来协办。"), fields={"unit": _("请选一个单位。")})
    if not territory.covers(unit.area, matter.area):  # asking it to help is letting it see
        raise Invalid(
            _("%(unit)s不管这个地方。") % {"unit": unit.name},
            fields={"unit": _("请选一个管这个地方的单位。")},
        )
    move.unit = unit.id
    asked = Assist(county=matter.county, matter=matter, unit_id=unit.id, asked_at=move.now)
    insert([asked], pass_over_known=True)
    telling.tell_unit(matter, unit.id, now=move.now)


def ask_time(move: Move) -> None:
    """Ask for more time; a dispatcher or overseer answers."""
    move.matter.asked_until = move.brought.until
    move.facts["until"] = f"{move.brought.until:%Y-%m-%d}"
    telling.tell_desk(move.matter, now=move.now)


def extend(move: Move) -> None:
    """Grant more time: once by a dispatcher, again only by an overseer. The resident reads the reason."""
    _not_for_oneself(move)
    matter, until = move.matter, move.brought.until
    granted = Movement.objects.filter(county=matter.county, matter_id=matter.id, verb=Verb.EXTEND)
    if not move.is_a(Relation.OVERSEER) and granted.exists():
        raise NotAllowed(_("已经延过一次,再延要由督办员批准。"))
    if until is None:
        raise Invalid(_("请选一个日期。"))
    close = datetime.combine(until, CLOSE_OF_DAY, CHINA)
    matter.due_at = deadlines.extend(matter.county, move.subject, close, now=move.now).due_at
    matter.asked_until = None
    move.facts["until"] = f"{until:%Y-%m-%d}"
    telling.tell_all(move.matter, move.verb, move.brought, now=move.now)  # it has moved for everybody


def shelve(move: Move) -> None:
    """挂账: it cannot be done now; always with a day to look again, always told."""
    _not_for_oneself(move)
    matter, until = move.matter, move.brought.until
    deadlines.pause(matter.county, move.subject, now=move.now)
    matter.review_on, matter.asked_until = until, None
    move.facts["until"] = f"{until:%Y-%m-%d}"
    telling.tell_all(move.matter, move.verb, move.brought, now=move.now)  # it has moved for everybody


def resume(move: Move) -> None:
    matter = move.matter
    matter.due_at = deadlines.resume(matter.county, move.subject, now=move.now)
    matter.review_on = None


def finish(move: Move) -> None:
    """The handler says done; somebody else will look."""
    move.matter.asked_until = None


def verify(move: Move) -> None:
    """Say whether the handling really solved it: never the handler's own call."""
    _not_the_handler(move)


def redo(move: Move) -> None:
    _not_the_handler(move)


def _not_for_oneself(move: Move) -> None:
    """In a small place one person may sit at the desk and in the unit: who works on it, or asked for time,
    does not put off their own work."""
    if has_said(move, Verb.BEGIN, Verb.FINISH, Verb.ASK_TIME):
        raise NotAllowed(_("自己办的事不能自己延期或挂账。"), instead=_("请另一位派遣员或督办员来批。"))


def _not_the_handler(move: Move) -> None:
    if has_said(move, Verb.BEGIN, Verb.FINISH):
        raise NotAllowed(_("自己办的事不能自己核查。"), instead=_("请网格员或另一位同事来看。"))
