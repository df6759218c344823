"""Every verb and the function that does it. A test holds this list and the lifecycle table together."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.matters.actions import desk_verbs as desk
from lianxin.matters.actions import handing_on, merging, opening, ratings
from lianxin.matters.actions import unit_verbs as unit
from lianxin.matters.actions.speak import Move, begin, settle
from lianxin.matters.contracts import Brought, Ref
from lianxin.matters.lifecycle import Verb
from lianxin.matters.models import Matter
from lianxin.matters.queries.slip import how_the_code_went

NOTHING = Brought()
DOES: Mapping[Verb, Callable[[Move], None]] = {
    Verb.ROUTE: desk.route,
    Verb.RULE: desk.rule,
    Verb.TRANSFER: desk.transfer,
    Verb.ESCALATE: desk.escalate,
    Verb.HAND_DOWN: desk.hand_down,
    Verb.DECLINE: desk.decline,
    Verb.CLOSE: desk.close,
    Verb.REOPEN: desk.reopen,
    Verb.APPEAL: desk.appeal,
    Verb.WITHDRAW: desk.withdraw,
    Verb.MERGE: merging.merge,
    Verb.SEPARATE: merging.separate,
    Verb.CHASE: desk.chase,
    Verb.OVERSEE: desk.oversee,
    Verb.RATE: ratings.rate,
    Verb.FOLLOW_UP: ratings.follow_up,
    Verb.SUPPLEMENT: desk.supplement,
    Verb.ACCEPT: unit.accept,
    Verb.SEND_BACK: unit.send_back,
    Verb.BEGIN: unit.begin,
    Verb.ASSIST: unit.assist,
    Verb.ASK_TIME: unit.ask_time,
    Verb.EXTEND: unit.extend,
    Verb.SHELVE: unit.shelve,
    Verb.RESUME: unit.resume,
    Verb.FINISH: unit.finish,
    Verb.VERIFY: unit.verify,
    Verb.REDO: unit.redo,
    Verb.PUBLISH: opening.publish,
    Verb.UNPUBLISH: opening.unpublish,
}


@transaction.atomic
def speak(verb: Verb, ref: Ref, brought: Brought = NOTHING, *, by: Actor, now: datetime) -> Matter:
    """Take one row of the lifecycle table for one matter. Raises NotFound (not yours to see), NotAllowed
    (not your duty), NotNow (not from this state), Invalid (something it needs is missing)."""
    if verb == Verb.MERGE:
        merging.lock_both(ref, brought)
    if verb == Verb.WITHDRAW:
        handing_on.lock_all(ref)
    move = begin(verb, ref, brought, by=by, now=now)
    if by.kind == ActorKind.RESIDENT and move.matter.reporter:
        move.facts["code"] = how_the_code_went(ref)  # who reads a rating reads who could have held the code
    DOES[verb](move)
    matter = settle(move)
    if verb == Verb.WITHDRAW:
        handing_on.hand_on(matter, now=now)
    return matter
