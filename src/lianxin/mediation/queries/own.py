"""What a party reads by their own code: their own words whole, of the others what they may know."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.mediation import vault
from lianxin.mediation.codes import digest, party_code
from lianxin.mediation.contracts import Person, Ref
from lianxin.mediation.lifecycle import TABLE, Relation, State, Verb
from lianxin.mediation.models import Dispute, Party, Step
from lianxin.mediation.queries import seating, told
from lianxin.mediation.queries.masking import masked
from lianxin.mediation.queries.procedure import Procedure, procedure_of

# What the mediator alone needs to know of one's doings is not told to the other side.
UNTOLD = frozenset({Verb.ADMIT, Verb.NOTIFY, Verb.GRADE, Verb.VISIT})
ALONE = frozenset({Verb.WRITE, Verb.RECUSE, Verb.COMPLAIN})  # told to whoever said it, to no other party
WHY = frozenset({Verb.TURN_AWAY, Verb.HAND_OVER})  # whoever applied reads why there will be no talks


@dataclass(frozen=True)
class Own:
    """`account` and `requests` are shown to whoever applied; `asked`: their will is still to be said."""

    me: told.PartyTold
    procedure: Procedure
    account: str
    requests: str
    others: list[told.PartyTold]
    steps: list[told.StepTold]
    sittings: list[told.SittingTold]
    agreement: told.AgreementTold | None
    looks: list[told.LookTold]
    seats: list[seating.SeatTold]

    @property
    def asked(self) -> bool:
        began = self.procedure.state == State.MEDIATING
        return self.procedure.state == State.INVITED or (began and self.me.will != "yes")


def party_by(code: str) -> Party:
    """Raises NotFound."""
    found = Party.objects.filter(code_digest=digest(code)).first()
    if found is None:
        raise NotFound(_("没有查到这个码。"), instead=_("请对照短信或通知单再输一次:10 位。"))
    return found


def parties_in(ref: Ref) -> list[UUID]:
    """Their ids, in their order: for the sample town, whose story knows who is who. Never for a page."""
    rows = Party.objects.filter(county=ref.county, dispute_id=ref.id).order_by("place")
    return list(rows.values_list("id", flat=True))


def own(code: str, *, now: datetime) -> Own:
    """At most eleven statements. The other side's contact, what they said alone and what the record says of
    it are never in it; somebody hidden is called by their side only. A party who has not agreed to mediate
    reads that they are asked, by whom and about what kind of thing, and no name but that of the mediator."""
    party = party_by(code)
    dispute = Dispute.objects.get(county=party.county, id=party.dispute_id)
    everybody = told.parties(dispute)
    me = next(one for one in everybody if one.id == party.id)
    others = [as_seen(one, me) for one in everybody if one.id != party.id]
    unknown = {
        one.person.name: seen.named
        for one, seen in zip((one for one in everybody if one.id != me.id), others, strict=True)
        if one.person.name != seen.person.name
    }
    verbs = tuple(step.verb for step in TABLE.offered(dispute.state, {Relation.PARTY}))
    said = vault.opened(dispute.sealed, dispute) if me.side == "applicant" else {}
    joined = me.will == "yes"
    steps = [step for step in told.steps(dispute, [me, *others]) if _is_told(step, me)]
    return Own(
        me=me,
        procedure=_as_told(procedure_of(dispute, verbs, now, mediator=told.mediator_name(dispute)), me),
        account=said.get("account", ""),
        requests=said.get("requests", ""),
        others=others,
        steps=[_as_read(step, me, unknown, joined=joined) for step in steps],
        sittings=masked(told.sittings(dispute), unknown) if joined else [],
        agreement=masked(told.agreement(dispute, local(now).date()), unknown) if joined else None,
        seats=seating.seats(dispute, local(now).date()) if Verb.STRIKE in verbs else [],
        looks=[replace(look, reason=masked(look.reason, unknown)) for look in told.looks(dispute)],
    )


def _as_told(procedure: Procedure, me: told.PartyTold) -> Procedure:
    """How urgent, and why, is what whoever applied has told: blows, a threat, calls to the police. Whom they
    fear does not read it."""
    return procedure if me.side == "applicant" else replace(procedure, colour="", reasons=())


def _is_told(step: told.StepTold, me: told.PartyTold) -> bool:
    alone = step.verb in ALONE and step.facts.get("party") != str(me.id)
    return (step.verb not in UNTOLD or _is_of(step, me)) and not alone


def _is_of(step: told.StepTold, me: told.PartyTold) -> bool:
    """Whether somebody wrote this party anew: who, and when, is theirs to read."""
    return step.verb == Verb.ADMIT and step.facts.get("party") == str(me.id)


def _as_read(
    step: told.StepTold, me: told.PartyTold, unknown: Mapping[str, str], *, joined: bool
) -> told.StepTold:
    if step.facts.get("party") == str(me.id):
        return step  # their own words stay whole
    return replace(step, note=masked(step.note, unknown) if joined or _is_mine(step, me) else "")


def _is_mine(step: told.StepTold, me: told.PartyTold) -> bool:
    """Their own words, and the answer to their own application."""
    return step.verb in ALONE or (step.verb in WHY and me.side == "applicant")


def code_of_applicant(ref: Ref) -> str:
    """For whoever has just applied: the first party's code."""
    return party_code(Party.objects.get(county=ref.county, dispute_id=ref.id, place=1).id)


def has_said(party: Party, verb: Verb, words: str, facts: Mapping[str, object], seen: int) -> bool:
    """Whether the step after `seen` is this very deed of theirs: a form that was sent twice."""
    row = Step.objects.filter(
        county=party.county, dispute_id=party.dispute_id, version=seen + 1, verb=verb, actor=party.id
    ).first()
    if row is None or any(row.facts.get(name) != value for name, value in facts.items()):
        return False
    return str(vault.opened(row.sealed, row).get("note", "")) == words


def as_seen(other: told.PartyTold, me: told.PartyTold) -> told.PartyTold:
    """How one party knows another: by name once both have agreed to talk, and never how to reach them."""
    known = me.will == "yes" and other.will == "yes" and not other.hidden
    return replace(other, person=Person(name=other.person.name if known else ""), agent=None)
