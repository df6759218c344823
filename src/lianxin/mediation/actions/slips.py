"""The notice slip: on paper for a party whom no message can reach, with the code that opens their page."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotFound, NotNow
from lianxin.mediation.actions.looking import File, look_in
from lianxin.mediation.actions.speaking import no_such
from lianxin.mediation.codes import party_code
from lianxin.mediation.contracts import Ref
from lianxin.mediation.queries.told import PartyTold
from lianxin.notices import public as notices
from lianxin.org import public as org


@dataclass(frozen=True)
class Slip:
    """It may lie open on a table: no other party, and nothing of what the quarrel is about."""

    named: str
    number: str
    committee: str
    mediator: str
    code: str = field(repr=False)


@transaction.atomic
def slip(ref: Ref, place: int, *, by: Actor, now: datetime, held: Sequence[org.Held] | None = None) -> Slip:
    """For who leads it; the parties read that it was made out. Raises NotNow where a message carries the
    code: then nobody who serves sees it, and no look is noted."""
    file = look_in(ref, by=by, now=now, what="slip", held=held)
    if not isinstance(file, File):
        raise NotFound(no_such())
    party = next((one for one in file.parties if one.place == place), None)
    if party is None:
        raise NotFound(no_such())
    if is_reached(party):
        raise NotNow(
            _("这位当事人留了号码,查询码会发到他手机上,工作人员看不到。"),
            instead=_("号码不对的,请先改当事人的登记。"),
        )
    told = file.procedure
    return Slip(party.named, told.number, told.committee_name, told.mediator_name, party_code(party.id))


def is_reached(party: PartyTold) -> bool:
    """Whether some channel carries to the number that they, or who acts for them, left."""
    phone = (party.agent.phone if party.agent else "") or party.person.phone
    return bool(phone and notices.resident_channels([phone]).get(phone))
