"""The agreement: drafted, signed by everybody, in force. What only one side has signed binds nobody yet."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.legible import legible
from lianxin.kernel.rows import insert
from lianxin.mediation import checking, dues, vault
from lianxin.mediation.actions import from_matter, telling
from lianxin.mediation.actions.speaking import LONGEST, Move, MovedOn, need
from lianxin.mediation.choices import Hand, Signer, Will
from lianxin.mediation.contracts import EVERYBODY, AgreementDraft, Signed
from lianxin.mediation.lifecycle import Relation, Verb
from lianxin.mediation.limits import Bound
from lianxin.mediation.models import Agreement, Fulfilment, Signature, Step
from lianxin.mediation.terms import Term, owed, read, told

MOST_TERMS = 40
ON_PAPER = (Hand.INK, Hand.PRINT, Hand.SEAL)
BY_WORD = (Hand.WORD, Hand.PHONE)
VISITS = (Bound.VISIT_WEEK, Bound.VISIT_MONTH, Bound.VISIT_QUARTER)


def last_draft(move: Move) -> Agreement | None:
    dispute = move.dispute
    return Agreement.objects.filter(county=dispute.county, dispute=dispute).order_by("draft").last()


def current_draft(move: Move) -> Agreement | None:
    """The last one of the talks that go on now. What came of talks before them, in force or never, is neither
    signed nor settled again. By the order of the steps, for a clock may be set back."""
    mine = Step.objects.filter(county=move.dispute.county, dispute=move.dispute)
    began_anew = (Verb.DRAFT, Verb.REOPEN, Verb.TAKE_BACK)
    newest = mine.filter(verb__in=began_anew).order_by("version").values_list("verb", flat=True).last()
    return last_draft(move) if newest == Verb.DRAFT else None


def draft(move: Move) -> None:
    """A new draft; whoever had signed the one before signs anew, for the words are others."""
    given = need(move.brought.terms)
    if not given.terms or len(given.terms) > MOST_TERMS:
        raise Invalid(
            _("请写 1 到 %(most)d 条。") % {"most": MOST_TERMS}, fields={"terms": _("请写明协议内容。")}
        )
    if any(not legible(term.does) for term in given.terms):
        raise Invalid(_("每一条都要写明做什么。"), fields={"terms": _("每一条都要写明做什么。")})
    before = last_draft(move)
    if given.seen is not None and given.seen != (before.draft if before else 0):
        raise MovedOn(
            _("您打开以后,别人又写过一稿。"), instead=_("您写的还在这一页上:请看过新的一稿,再合在一起。")
        )
    _weigh(move, given)
    agreement = Agreement(
        county=move.dispute.county,
        dispute=move.dispute,
        draft=before.draft + 1 if before else 1,
        oral=given.oral,
        drafted_at=move.now,
    )
    agreement.sealed = vault.shut(_words(given), agreement)
    insert([agreement])
    move.facts |= {"draft": agreement.draft, "oral": agreement.oral, "terms": len(given.terms)}


def _weigh(move: Move, given: AgreementDraft) -> None:
    """What cannot be performed, or is not lawful, stays only with a reason, which the step keeps."""
    people = (vault.opened(party.sealed, party).get("person", {}) for party in move.parties)
    names = [person["name"] for person in people if person.get("name")]
    today = local(move.now).date()
    found = checking.check(given.terms, category=move.dispute.category, parties=names, today=today)
    grave = [concern for concern in found if concern.grave]
    if grave and not move.brought.reason:
        words = _("这样写做不到或不合法。要保留,请写明理由。")
        raise Invalid(grave[0].sentence, instead=words, fields={"reason": words})


def _words(given: AgreementDraft) -> dict[str, Any]:
    return {"facts": legible(given.facts)[:LONGEST], "terms": [told(term) for term in given.terms]}


def sign(move: Move) -> None:
    """That somebody signed. On paper it is the mediator who saw it; by word of mouth a party says it by their
    own code as well (人民调解法 28, 29)."""
    given = need(move.brought.signature)
    agreement = _signed_draft(move, given)
    if given.signer == EVERYBODY:
        _sign_all(move, agreement, given)
        return
    party = move.party(given.party) if _is_party(move, given) else None
    hands = BY_WORD if agreement.oral else ON_PAPER
    if given.hand not in hands or (given.hand == Hand.PHONE) != (Relation.PARTY in move.standing.relations):
        raise Invalid(_("请选是怎么签的。"), fields={"hand": _("书面协议签在纸上,口头协议口头确认。")})
    signature = Signature(
        county=move.dispute.county,
        agreement=agreement,
        signer=Signer.PARTY if party else given.signer,
        party=party,
        hand=Hand.SEAL if given.signer == Signer.COMMITTEE else given.hand,  # it has no other (29)
        at=move.now,
    )
    insert([signature], pass_over_known=True)
    move.facts |= {"draft": agreement.draft, "signer": signature.signer, "hand": given.hand}
    if party:
        move.facts["party"] = str(party.id)


def _sign_all(move: Move, agreement: Agreement, given: Signed) -> None:
    """All who were missing signed the paper before the mediator's eyes, or said it to them."""
    hands = (Hand.WORD,) if agreement.oral else ON_PAPER
    if given.hand not in hands or Relation.MEDIATOR not in move.standing.relations:
        raise Invalid(_("请选是怎么签的。"), fields={"hand": _("书面协议签在纸上,口头协议口头确认。")})
    lacking = missing(agreement, move)
    others = {str(Signer.MEDIATOR), str(Signer.COMMITTEE)}
    rows = [
        Signature(
            county=agreement.county,
            agreement=agreement,
            signer=who if who in others else Signer.PARTY,
            party_id=None if who in others else who,
            hand=Hand.SEAL if who == Signer.COMMITTEE else given.hand,
            at=move.now,
        )
        for who in lacking
    ]
    insert(rows, pass_over_known=True)
    move.facts |= {"draft": agreement.draft, "signer": EVERYBODY, "hand": given.hand}


def _is_party(move: Move, given: Signed) -> bool:
    if given.signer not in Signer.values:
        raise Invalid(_("请选谁签的。"), fields={"signer": _("请选谁签的。")})
    return given.signer == Signer.PARTY or Relation.PARTY in move.standing.relations


def _signed_draft(move: Move, given: Signed) -> Agreement:
    agreement = current_draft(move)
    if agreement is None:
        raise NotNow(_("协议还没有起草。"))
    if given.seen != agreement.draft:
        raise MovedOn(_("协议后来又改过,您看的不是最后一稿。"), instead=_("请重新读一遍,再签。"))
    return agreement


def missing(agreement: Agreement, move: Move) -> list[str]:
    """Whose hand is not there yet: ids of parties, and the other two who sign a written agreement."""
    rows = Signature.objects.filter(county=agreement.county, agreement=agreement)
    there = {str(party or signer) for party, signer in rows.values_list("party_id", "signer")}
    wanted = [str(party.id) for party in move.parties] + [str(Signer.MEDIATOR)]
    if not agreement.oral:
        wanted.append(str(Signer.COMMITTEE))
    return [who for who in wanted if who not in there]


def settle_agreement(move: Move) -> None:
    """In force from now on: what each has promised is written down with its day. Raises NotNow while anybody
    has not signed: nobody is bound by what one side alone has signed."""
    agreement = current_draft(move)
    if agreement is None:
        raise NotNow(_("协议还没有起草。"))
    _refuse_if_unwilling(move)
    lacking = missing(agreement, move)
    if lacking:
        raise NotNow(
            _("还差 %(count)d 处签字或盖章,协议还没有生效,对谁都没有约束。") % {"count": len(lacking)},
            instead=_("请补齐签字;有人不肯签,可以改协议再谈,或记作调解不成。"),
        )
    Agreement.objects.filter(county=agreement.county, id=agreement.id).update(effective_at=move.now)
    dues.meet_all(move.dispute, now=move.now)
    terms = [read(term) for term in vault.opened(agreement.sealed, agreement)["terms"]]
    _promise(move, agreement, terms)
    move.dispute.agreed_at = move.now
    move.facts["draft"] = agreement.draft
    for code in (Bound.CONFIRM_ASK, *VISITS):
        dues.owe(move.dispute, code, now=move.now, round_=agreement.draft)
    telling.tell_parties(move)
    telling.tell_sender(move, _("达成了协议"))
    from_matter.finish(move, _("经人民调解,双方达成了协议。内容只有当事人看得到。"))


def _refuse_if_unwilling(move: Move) -> None:
    """Whoever has taken their consent back is bound by no hand that they gave before."""
    unwilling = [party for party in move.parties if party.will == Will.NO]
    if unwilling:
        raise NotNow(
            _("有 %(count)d 位当事人现在不同意调解,协议不能生效。") % {"count": len(unwilling)},
            instead=_("请再问一次他们的意愿;不愿意的,记作调解不成。"),
        )


def _promise(move: Move, agreement: Agreement, terms: list[Term]) -> None:
    rows, whole = [], Decimal(0)
    for place, (term, amount, by) in enumerate(owed(terms), 1):
        row = Fulfilment(county=agreement.county, agreement=agreement, place=place, due_on=by, amount=amount)
        row.sealed = vault.shut(told(Term(term.who, term.does, term.to, how=term.how, where=term.where)), row)
        whole += amount or 0
        rows.append(row)
        if by:
            dues.owe_by(move.dispute, f"promise:{agreement.draft}:{place}", by, now=move.now)
    insert(rows)
    move.dispute.amount = whole or None
