"""The claims of a committee for a month: for the guide all of them, for a mediator their own."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import CHINA, local
from lianxin.mediation import vault
from lianxin.mediation.choices import ClaimState
from lianxin.mediation.contracts import Ref
from lianxin.mediation.lifecycle import State
from lianxin.mediation.models import Agreement, Dispute, Fulfilment, Party, Sitting, SubsidyClaim
from lianxin.mediation.nearest import COMMITTEE
from lianxin.mediation.subsidy import Grade, Ground, Mediated
from lianxin.org import public as org
from lianxin.territory import public as territory

LONGEST_AGO = timedelta(days=365)  # what ended a year before the month is claimed for no more


@dataclass(frozen=True)
class Line:
    """One case, as the list says it: no party, no word of the quarrel."""

    ref: Ref  # of the claim
    number: str
    category: str
    category_name: str
    grade_label: str
    grounds: tuple[str, ...]
    mediator_name: str
    amount: Decimal
    state: str
    state_label: str
    reason: str  # why it was returned
    claimed_at: datetime
    paid_at: datetime | None


@dataclass(frozen=True)
class ClaimList:
    """In the order of the files' numbers, nobody's sum told apart. `whole`: all of the committee are on it;
    else only the viewer's own."""

    committee: UUID
    committee_name: str
    month: date
    whole: bool
    lines: list[Line]

    @property
    def total(self) -> Decimal:
        return sum((line.amount for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class Claiming:
    """A committee whose claims somebody has to do with: `decides` as its guide, `claims` as its mediator."""

    id: UUID
    name: str
    decides: bool
    claims: bool


def claiming(viewer: Actor, *, now: datetime, held: Sequence[org.Held] | None = None) -> list[Claiming]:
    """The committees of the areas somebody guides, and those for which they mediate."""
    on = local(now).date()
    held = org.held(viewer, on=on) if held is None else held
    areas = [duty.area or org.served() for duty in held if duty.kind == org.DutyKind.MEDIATION_GUIDE]
    guided = {unit.id: unit for area in areas for unit in org.units_in(area, COMMITTEE, on=on)}
    mine = {duty.unit_id for duty in held if duty.kind == org.DutyKind.MEDIATOR}
    own = {id_: unit for id_ in mine if (unit := org.unit(id_)) and unit.kind == COMMITTEE}
    found = sorted((guided | own).values(), key=lambda unit: (unit.area, unit.name))
    return [Claiming(unit.id, unit.name, unit.id in guided, unit.id in own) for unit in found]


def longest_waiting(committees: Sequence[UUID]) -> tuple[UUID, date] | None:
    """The committee and month of the claim that has waited longest for a decision."""
    rows = SubsidyClaim.objects.filter(committee_id__in=committees, state=ClaimState.CLAIMED)
    return rows.order_by("claimed_at").values_list("committee_id", "month").first() if committees else None


def claim_list(viewer: Actor, committee: UUID, month: date, *, now: datetime) -> ClaimList | None:
    """None for whoever has no part in it. Four statements."""
    unit = org.unit(committee)
    held = org.held(viewer, on=local(now).date())
    if unit is None or unit.kind != COMMITTEE:
        return None
    guides = [duty for duty in held if duty.kind == org.DutyKind.MEDIATION_GUIDE]
    whole = any(territory.covers(duty.area, unit.area) for duty in guides)
    mine = any(duty.kind == org.DutyKind.MEDIATOR and duty.unit_id == committee for duty in held)
    if not whole and not mine:
        return None
    rows = SubsidyClaim.objects.filter(committee_id=committee, month=month.replace(day=1))
    rows = rows if whole or viewer.id is None else rows.filter(mediator=viewer.id)
    return ClaimList(committee, unit.name, month.replace(day=1), whole, _lines(list(rows)))


def _lines(claims: Sequence[SubsidyClaim]) -> list[Line]:
    counties = sorted({claim.county for claim in claims})
    ids = [claim.dispute_id for claim in claims]
    rows = Dispute.objects.filter(county__in=counties, id__in=ids).values_list("id", "number", "category")
    disputes = {id_: (number, category) for id_, number, category in rows}
    names = {id_: accounts.person_name(id_) for id_ in {claim.mediator for claim in claims}}
    told = [_line(claim, *disputes[claim.dispute_id], names[claim.mediator]) for claim in claims]
    return sorted(told, key=lambda line: (len(line.number), line.number))


def _line(claim: SubsidyClaim, number: str, category: str, mediator: str) -> Line:
    card = org.category(category)
    return Line(
        ref=Ref(claim.county, claim.id),
        number=number,
        category=category,
        category_name=card.name if card else category,
        grade_label=str(Grade(claim.grade).label),
        grounds=tuple(str(Ground(code).label) for code in claim.grounds),
        mediator_name=mediator,
        amount=claim.amount,
        state=claim.state,
        state_label=str(ClaimState(claim.state).label),
        reason=str(vault.opened(claim.sealed, claim).get("reason", "")),
        claimed_at=claim.claimed_at,
        paid_at=claim.paid_at,
    )


def unclaimed(committee: UUID, month: date) -> list[tuple[Dispute, Mediated]]:
    """What a committee ended by the end of a month and has never claimed for, with its facts. Six statements,
    however many they are."""
    until = datetime.combine((month.replace(day=1) + timedelta(days=32)).replace(day=1), time.min, CHINA)
    ended = Dispute.objects.filter(
        committee_id=committee, ended_at__lt=until, ended_at__gte=until - LONGEST_AGO
    )
    rows = list(ended.filter(state__in=(State.KEPT, State.FILED), mediator__isnull=False).order_by("number"))
    mine = {"county__in": sorted({row.county for row in rows}), "dispute_id__in": [row.id for row in rows]}
    claimed = set(SubsidyClaim.objects.filter(**mine).values_list("dispute_id", flat=True))
    left = [row for row in rows if row.id not in claimed]
    return _with_facts(left) if left else []


def _with_facts(disputes: Sequence[Dispute]) -> list[tuple[Dispute, Mediated]]:
    mine: dict[str, Any] = {
        "county__in": sorted({row.county for row in disputes}),
        "dispute_id__in": [row.id for row in disputes],
    }
    parties = Counter(Party.objects.filter(**mine).values_list("dispute_id", flat=True))
    held = Sitting.objects.filter(**mine, rights_told=True, ended_at__isnull=False)
    sittings = Counter(held.values_list("dispute_id", flat=True))
    agreed = {row.dispute_id: row for row in Agreement.objects.filter(**mine, effective_at__isnull=False)}
    ids = [row.id for row in agreed.values()]
    owed = Fulfilment.objects.filter(
        county__in=mine["county__in"], agreement_id__in=ids, done_on__isnull=True
    )
    open_ = set(owed.values_list("agreement_id", flat=True))
    return [
        (
            dispute,
            Mediated(
                peoples=_is_peoples(dispute),
                settled=dispute.id in agreed,
                performed=dispute.id in agreed and agreed[dispute.id].id not in open_,
                oral=dispute.id in agreed and agreed[dispute.id].oral,
                filed=dispute.state == State.FILED,
                parties=parties[dispute.id],
                sum=dispute.amount or Decimal(0),
                sittings=sittings[dispute.id],
            ),
        )
        for dispute in disputes
    ]


def _is_peoples(dispute: Dispute) -> bool:
    """What an administration or a court mediated is its own office, and no committee is paid for it."""
    unit = org.unit(dispute.committee_id)
    return unit is not None and unit.kind == COMMITTEE
