"""Who is in it: one more, or one written anew; and what the one party may ask of the file."""

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.rows import insert
from lianxin.mediation.actions import telling
from lianxin.mediation.actions.registering import MOST_PARTIES, new_party, sealed_party
from lianxin.mediation.actions.speaking import Move, need
from lianxin.mediation.choices import Side
from lianxin.mediation.models import Party


def admit(move: Move) -> None:
    """With `party`, that one is written anew. A newcomer's consent is asked like everybody's, at once where
    the others were asked already: whoever has begun to talk waits for it."""
    draft = need(move.brought.newcomer)
    if draft.side not in Side.values or not draft.person.name.strip():
        raise Invalid(_("请写明当事人叫什么、是哪一方。"), fields={"newcomer": _("请写明当事人。")})
    if move.brought.party:
        _rewrite(move)
        return
    if len(move.parties) >= MOST_PARTIES:
        raise NotNow(_("一起纠纷最多 %(most)d 位当事人。") % {"most": MOST_PARTIES})
    party = new_party(move.dispute, len(move.parties) + 1, draft)
    if move.dispute.taken_at:
        party.asked_at = move.now
        telling.ask(move, party)
    insert([party])
    move.facts["party"] = str(party.id)


def _rewrite(move: Move) -> None:
    """The same person better known. Whoever is reached only now, or elsewhere, is told their code there."""
    party, draft = move.party(move.brought.party), need(move.brought.newcomer)
    reached = telling.phone_of(party)
    party.side, party.hidden = draft.side, draft.hidden
    party.sealed = sealed_party(party, draft.person, draft.agent)
    rows = Party.objects.filter(county=party.county, id=party.id)
    rows.update(side=party.side, hidden=party.hidden, sealed=party.sealed)
    if move.dispute.taken_at and telling.phone_of(party) != reached:
        telling.ask(move, party)
    move.facts["party"] = str(party.id)
