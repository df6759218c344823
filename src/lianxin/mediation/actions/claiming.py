"""Claiming what mediated cases are paid: out of the files that are there, each of them once ever."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.kernel.legible import legible
from lianxin.kernel.rows import insert
from lianxin.mediation import subsidy, vault
from lianxin.mediation.actions.speaking import LONGEST, need
from lianxin.mediation.actions.telling import DESK
from lianxin.mediation.choices import ClaimState
from lianxin.mediation.contracts import Ref
from lianxin.mediation.models import Dispute, SubsidyClaim
from lianxin.mediation.queries.subsidies import unclaimed
from lianxin.mediation.subsidy import Mediated
from lianxin.notices import public as notices
from lianxin.org import public as org


@transaction.atomic
def claim_month(committee: UUID, month: date, *, by: Actor, now: datetime) -> int:
    """Claim for every case that the committee ended by the end of the month, that lacks nothing, and that was
    never claimed for. Returns how many. Raises NotAllowed and Invalid (a month to come)."""
    today, month = local(now).date(), month.replace(day=1)
    _must_mediate(by, committee, today)
    if month > today:
        raise Invalid(_("请选这个月或者以前的月份。"), fields={"month": _("还没有到这个月。")})
    found = [(dispute, case) for dispute, case in unclaimed(committee, month) if not subsidy.lacks(case)]
    claims = _inserted([_claim(dispute, case, month, now) for dispute, case in found])
    if claims:
        _tell_guides(committee, month, len(claims), now)
    for claim in claims:
        _journal("claim", claim, by, now)
    return len(claims)


def _inserted(claims: list[SubsidyClaim]) -> list[SubsidyClaim]:
    """Those that nobody else claimed at this very moment."""
    if insert(claims, pass_over_known=True) == len(claims):
        return claims
    counties, ids = {claim.county for claim in claims}, [claim.id for claim in claims]
    mine = set(SubsidyClaim.objects.filter(county__in=counties, id__in=ids).values_list("id", flat=True))
    return [claim for claim in claims if claim.id in mine]


def _must_mediate(by: Actor, committee: UUID, on: date) -> None:
    held = org.held(by, on=on)
    if not any(duty.kind == org.DutyKind.MEDIATOR and duty.unit_id == committee for duty in held):
        raise NotAllowed(_("申报由这个调委会的调解员来做。"))


def _claim(dispute: Dispute, case: Mediated, month: date, now: datetime) -> SubsidyClaim:
    found = subsidy.proposed(case)
    return SubsidyClaim(
        county=dispute.county,
        dispute=dispute,
        committee_id=dispute.committee_id,
        mediator=need(dispute.mediator),
        month=month,
        grade=found.grade,
        grounds=[ground.value for ground in found.grounds],
        amount=found.amount,
        state=ClaimState.CLAIMED,
        claimed_at=now,
    )


@transaction.atomic
def decide_claim(ref: Ref, *, approve: bool, by: Actor, now: datetime, reason: str = "") -> None:
    """The guide looks at it: approved, or returned with the reason. Nobody decides over their own."""
    claim = _locked(ref, by, now)
    _must_be(claim, ClaimState.CLAIMED)
    reason = legible(reason)
    if not approve and not 2 <= len(reason) <= LONGEST:
        raise Invalid(_("请写明退回的原因。"), fields={"reason": _("请写明原因。")})
    state = ClaimState.APPROVED if approve else ClaimState.RETURNED
    sealed = None if approve else vault.shut({"reason": reason}, claim)
    _change(
        claim,
        by,
        now,
        "approve_claim" if approve else "return_claim",
        state=state,
        sealed=sealed,
        decided_at=now,
    )


@transaction.atomic
def pay_claim(ref: Ref, *, by: Actor, now: datetime) -> None:
    """The money has gone to whoever mediated."""
    claim = _locked(ref, by, now)
    _must_be(claim, ClaimState.APPROVED)
    _change(claim, by, now, "pay_claim", state=ClaimState.PAID, paid_at=now)


@transaction.atomic
def claim_again(ref: Ref, *, by: Actor, now: datetime) -> None:
    """What was returned has been put right: it is looked at anew."""
    claim = _find(ref)
    _must_mediate(by, claim.committee_id, local(now).date())
    _must_be(claim, ClaimState.RETURNED)
    _change(claim, by, now, "claim", state=ClaimState.CLAIMED, decided_at=None, sealed=None)


def _find(ref: Ref) -> SubsidyClaim:
    claim = SubsidyClaim.objects.select_for_update().filter(county=ref.county, id=ref.id).first()
    if claim is None:
        raise NotFound(_no_such())
    return claim


def _no_such() -> str:
    return _("没有这条申报,或者它不归您看。")


def _locked(ref: Ref, by: Actor, now: datetime) -> SubsidyClaim:
    """For whoever guides mediation over the committee."""
    claim = _find(ref)
    unit = org.unit(claim.committee_id)
    on = local(now).date()
    if unit is None or not org.holds(by, org.DutyKind.MEDIATION_GUIDE, over=unit.area, on=on):
        raise NotFound(_no_such())
    if claim.mediator == by.id:
        raise NotAllowed(_("自己调解的,由别人来核准和发放。"))
    return claim


def _must_be(claim: SubsidyClaim, state: ClaimState) -> None:
    if claim.state != state:
        label = ClaimState(claim.state).label
        raise NotNow(_("这条申报现在是“%(state)s”。") % {"state": label}, instead=_("请刷新后再看。"))


def _change(claim: SubsidyClaim, by: Actor, now: datetime, verb: str, **values: object) -> None:
    SubsidyClaim.objects.filter(county=claim.county, id=claim.id).update(**values)
    _journal(verb, claim, by, now)
    if verb in _TOLD:
        key = f"claim:{claim.id}:{verb}:{now.isoformat()}"
        note = notices.Note(
            key, DESK, _TOLD[verb](), subject=f"dispute:{claim.dispute_id}", to_person=claim.mediator
        )
        notices.write(claim.county, [note], now=now)


_TOLD = {
    "return_claim": lambda: _("您有一条以案定补的申报被退回了,请看一下原因。"),
    "pay_claim": lambda: _("您有一条以案定补已经发放。"),
}


def _journal(verb: str, claim: SubsidyClaim, by: Actor, now: datetime) -> None:
    told = {"claim": str(claim.id), "grade": claim.grade, "amount": str(claim.amount)}
    fact = journal.Fact(f"mediation.{verb}", f"dispute:{claim.dispute_id}", told)
    journal.append(claim.county, [fact], by=by, now=now)


def _tell_guides(committee: UUID, month: date, count: int, now: datetime) -> None:
    unit = org.unit(committee)
    if unit is None:
        return
    words = _("%(unit)s申报了 %(count)d 件以案定补(%(month)s),请核准。")
    said = words % {"unit": unit.name, "count": count, "month": month.strftime("%Y-%m")}
    guides = org.members(None, org.DutyKind.MEDIATION_GUIDE, local(now).date(), over=unit.area)
    key = f"claims:{committee.hex}:{month:%Y-%m}:{now:%d%H%M%S}"
    notes = [notices.Note(f"{key}:{card.id.hex}", DESK, said, to_person=card.id) for card in guides]
    notices.write(unit.area[:6], notes, now=now)
