"""Every verb and the function that does it. A test holds this list and the lifecycle table together."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.db import transaction

from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.mediation.actions import agreeing, handing, keeping, parties, seating, sittings, talks, voicing
from lianxin.mediation.actions.speaking import Move, begin, settle
from lianxin.mediation.contracts import Brought, Ref
from lianxin.mediation.lifecycle import State, Verb
from lianxin.mediation.models import Dispute

NOTHING = Brought()
DOES: Mapping[Verb, Callable[[Move], None]] = {
    Verb.TAKE: talks.take,
    Verb.LAPSE: talks.lapse,
    Verb.TURN_AWAY: talks.turn_away,
    Verb.NOTIFY: talks.notify,
    Verb.ADMIT: parties.admit,
    Verb.ASSIGN: talks.assign,
    Verb.SEAT: seating.seat,
    Verb.STRIKE: seating.strike,
    Verb.CONSENT: talks.consent,
    Verb.OPEN: talks.open_talks,
    Verb.QUIT: talks.quit_talks,
    Verb.SUMMON: sittings.summon,
    Verb.RECORD: sittings.record,
    Verb.PROLONG: sittings.prolong,
    Verb.DRAFT: agreeing.draft,
    Verb.SIGN: agreeing.sign,
    Verb.SETTLE: agreeing.settle_agreement,
    Verb.FAIL: talks.fail,
    Verb.PERFORM: keeping.perform,
    Verb.KEEP: keeping.keep,
    Verb.BREACH: keeping.breach,
    Verb.CONFIRM: keeping.confirm,
    Verb.LENIENCY: keeping.leniency,
    Verb.VISIT: keeping.visit,
    Verb.INVITE: handing.invite,
    Verb.HAND_OVER: handing.hand_over,
    Verb.TAKE_BACK: handing.take_back,
    Verb.GRADE: talks.grade,
    Verb.FILE: keeping.file,
    Verb.REOPEN: talks.reopen,
    Verb.WRITE: voicing.write,
    Verb.RECUSE: voicing.recuse,
    Verb.COMPLAIN: voicing.complain,
}


@transaction.atomic
def speak(verb: Verb, ref: Ref, brought: Brought = NOTHING, *, by: Actor, now: datetime) -> Dispute:
    """Take one row of the lifecycle table for one dispute. Raises NotFound (not yours to see), NotAllowed
    (not your duty), NotNow (not from this state, or the law bars it), Invalid (something is missing)."""
    move = begin(verb, ref, brought, by=by, now=now)
    DOES[verb](move)
    dispute = settle(move)
    if verb == Verb.PERFORM and dispute.state != State.KEPT and keeping.all_kept(move):
        return speak(Verb.KEEP, ref, by=SYSTEM, now=now)
    return dispute
