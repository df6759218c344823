"""Who is in it: one more, or one written anew; and what the one party may ask of the file."""

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.kernel.legible import alike
from lianxin.kernel.rows import insert
from lianxin.mediation import vault
from lianxin.mediation.actions import telling
from lianxin.mediation.actions.registering import MOST_PARTIES, new_party, sealed_party
from lianxin.mediation.actions.speaking import Move, need
from lianxin.mediation.choices import Side, Will
from lianxin.mediation.lifecycle import Relation
from lianxin.mediation.models import Agreement, Party, Signature


def admit(move: Move) -> None:
    """With `party`, that one is written anew. A newcomer's consent is asked like everybody's, at once where
    the others were asked already: whoever has begun to talk waits for it."""
    draft = need(move.brought.newcomer)
    _must_lead(move)
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


def _must_lead(move: Move) -> None:
    """A party reads what was said: once somebody leads it, no colleague lets one in, or changes a number."""
    if move.dispute.mediator and Relation.MEDIATOR not in move.standing.relations:
        raise NotAllowed(
            _("当事人由带这起纠纷的调解员来登记。"), instead=_("请把情况告诉他,或先改由您来带,当事人看得到。")
        )


def _rewrite(move: Move) -> None:
    """The same person better known. Whoever is reached only now, or elsewhere, is told their code there."""
    party, draft = move.party(move.brought.party), need(move.brought.newcomer)
    reached = telling.phone_of(party)
    if _is_another(vault.opened(party.sealed, party).get("person", {}).get("name", ""), draft.person.name):
        party.will, party.answered_at = Will.UNASKED, None
        _take_back_hands(party)
    # Who hid, or was hidden, is shown by nobody's hand but their own.
    party.side, party.hidden = draft.side, party.hidden or draft.hidden
    party.sealed = sealed_party(party, draft.person, draft.agent)
    changed = ("side", "hidden", "sealed", "will", "answered_at")
    rows = Party.objects.filter(county=party.county, id=party.id)
    rows.update(**{name: getattr(party, name) for name in changed})
    if move.dispute.taken_at and telling.phone_of(party) != reached:
        telling.ask(move, party)
        telling.tell_former(move, party, reached)
    move.facts["party"] = str(party.id)


def _take_back_hands(party: Party) -> None:
    """What came into force once stays signed as it was."""
    mine = Agreement.objects.filter(
        county=party.county, dispute_id=party.dispute_id, effective_at__isnull=True
    )
    drafts = list(mine.values_list("id", flat=True))
    Signature.objects.filter(county=party.county, agreement_id__in=drafts, party=party).delete()


def _is_another(before: str, name: str) -> bool:
    """A name that was not known yet is only written in."""
    return bool(before) and alike(before) != alike(name)
