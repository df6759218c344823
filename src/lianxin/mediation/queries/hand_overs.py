"""Hand-overs and joint mediation as they are shown: to who sees the dispute, and to the unit asked."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.mediation import linking, vault
from lianxin.mediation.choices import Answer, Joining, Sender
from lianxin.mediation.contracts import Ref
from lianxin.mediation.lifecycle import TALKS, State, Verb
from lianxin.mediation.models import Dispute, HandOver, Step
from lianxin.mediation.papers.kinds import Kind
from lianxin.mediation.standing import Sight, standing_of
from lianxin.org import public as org

ANSWERS = (org.DutyKind.HANDLER, org.DutyKind.UNIT_HEAD, org.DutyKind.DISPATCHER)


@dataclass(frozen=True)
class HandOverTold:
    """`late`: the day by which it is asked again is over and nobody has answered. `reason` is for the file's
    readers alone."""

    ref: Ref
    dispute: Ref
    number: str
    category: str
    joining: str
    body_label: str
    unit_name: str
    papers: tuple[str, ...]
    answer: str
    answer_label: str
    reason: str
    offered_at: datetime
    answer_on: date
    theirs_on: date | None
    late: bool


def hand_overs(viewer: Actor, ref: Ref, *, now: datetime) -> list[HandOverTold]:
    """Of one dispute, the newest first. Nothing for whoever may not see it."""
    dispute = Dispute.objects.filter(county=ref.county, id=ref.id).first()
    if dispute is None:
        return []
    today = local(now).date()
    sight = standing_of(viewer, dispute, org.held(viewer, on=today)).sight
    if sight == Sight.NOTHING:
        return []
    rows = HandOver.objects.filter(county=ref.county, dispute=dispute).order_by("-version")
    return [_told(row, dispute, today, with_reason=sight == Sight.FILE) for row in rows]


def offered_to(viewer: Actor, *, now: datetime) -> list[HandOverTold]:
    """What waits for an answer of the units for which somebody answers: number, kind and papers, no words.
    Three statements."""
    today = local(now).date()
    units = {duty.unit_id for duty in org.held(viewer, on=today) if duty.kind in ANSWERS}
    rows = list(HandOver.objects.filter(unit_id__in=units, answer=Answer.OFFERED).order_by("offered_at"))
    counties = sorted({row.county for row in rows})
    found = Dispute.objects.filter(county__in=counties, id__in=[row.dispute_id for row in rows])
    disputes: dict[UUID, Dispute] = {row.id: row for row in found}
    rows = [row for row in rows if _stands(row, disputes[row.dispute_id])]
    return [_told(row, disputes[row.dispute_id], today, with_reason=False) for row in rows]


def _stands(row: HandOver, dispute: Dispute) -> bool:
    """Whoever was to sit in has nothing to answer once the talks are over."""
    return dispute.state in ({State.HANDED_OVER} if row.joining == Joining.WHOLE else TALKS)


def _told(row: HandOver, dispute: Dispute, today: date, *, with_reason: bool) -> HandOverTold:
    unit = org.unit(row.unit_id) if row.unit_id else None
    reason = str(vault.opened(row.sealed, row).get("reason", "")) if with_reason else ""
    return HandOverTold(
        ref=Ref(row.county, row.id),
        dispute=Ref(dispute.county, dispute.id),
        number=dispute.number,
        category=dispute.category,
        joining=row.joining,
        body_label=row.get_body_display(),
        unit_name=unit.name if unit else "",
        papers=tuple(str(Kind(code).label) for code in row.papers),
        answer=row.answer,
        answer_label=row.get_answer_display(),
        reason=reason,
        offered_at=row.offered_at,
        answer_on=row.answer_on,
        theirs_on=row.theirs_on,
        late=row.answer == Answer.OFFERED and row.answer_on < today,
    )


def proposed_links(dispute: Dispute, *, now: datetime) -> tuple[linking.Link, ...]:
    """Which kinds of mediation belong together here, with reasons: for whoever thinks of inviting."""
    roads = org.roads_for(dispute.category, local(now).date())
    failed = Step.objects.filter(county=dispute.county, dispute=dispute, verb=Verb.FAIL)
    signs = linking.Signs(
        department=any(road.kind == "administrative" for road in roads),
        filed=dispute.harms.get("court_has_it") is True,
        referred=dispute.sender == Sender.COURT,
        failures=failed.count(),
    )
    return linking.link(signs)
