"""The matter out of which a dispute was born: its words come along, and it is told what became of it."""

from contextlib import suppress

from django.utils.translation import gettext as _

from lianxin.kernel.actor import ActorKind
from lianxin.kernel.errors import NotAllowed, NotFound
from lianxin.matters import public as matters
from lianxin.mediation.actions.registering import sealed_party
from lianxin.mediation.actions.speaking import Move
from lianxin.mediation.contracts import Person
from lianxin.mediation.models import Party

S = matters.State


def bring_contact(move: Move) -> None:
    """Whoever takes it on reads how to reach the reporter, as for any matter: with a reason that the reporter
    reads. Where nothing was left, or it is not theirs to read, the party stands without."""
    dispute = move.dispute
    first = next((party for party in move.parties if party.sealed is None), None)
    if dispute.matter is None or first is None:
        return
    with suppress(NotFound, NotAllowed):
        ref = matters.Ref(dispute.county, dispute.matter)
        card = matters.reveal(ref, _("转入人民调解"), by=move.by, now=move.now)
        first.sealed = sealed_party(first, Person(card.name, card.phone), None)
        Party.objects.filter(county=first.county, id=first.id).update(sealed=first.sealed)


def take_up(move: Move) -> None:
    """The matter is signed for and taken up by the same hand."""
    for verb, state in ((matters.Verb.ACCEPT, S.ROUTED), (matters.Verb.BEGIN, S.ACCEPTED)):
        _speak(move, verb, state, "")


def finish(move: Move, note: str) -> None:
    """Handled: in words that anybody who reads the matter may read."""
    _speak(move, matters.Verb.FINISH, S.HANDLING, note)


def _speak(move: Move, verb: matters.Verb, state: matters.State, note: str) -> None:
    """Where the matter stands elsewhere (withdrawn, handed on), it goes its own way."""
    dispute = move.dispute
    if dispute.matter is None or move.by.kind != ActorKind.STAFF:
        return
    ref = matters.Ref(dispute.county, dispute.matter)
    with suppress(NotFound, NotAllowed):
        if matters.whereabouts(ref).state == state:
            matters.speak(verb, ref, matters.Brought(note=note), by=move.by, now=move.now)
