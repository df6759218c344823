"""Which panels may be proposed for a dispute, with the reasons, and who sits on it now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from lianxin.mediation.limits import Bound
from lianxin.mediation.models import Dispute, Due, PanelMember
from lianxin.mediation.models.seat import Role, Seat
from lianxin.mediation.proposing import Bar, Candidate, Merit, Need, Side, Tie, propose
from lianxin.mediation.proposing import Seat as Chosen
from lianxin.mediation.queries import panel, told

FINISHES = (Bound.MEDIATE, Bound.COURT_BEFORE, Bound.MEDICAL, Bound.LABOUR_MEDIATE)
STRUCK = "struck"  # without a reason, once for each party


@dataclass(frozen=True)
class SeatTold:
    member: UUID
    name: str
    kinds: tuple[str, ...]
    role: str
    role_label: str
    merits: tuple[str, ...]


@dataclass(frozen=True)
class PanelTold:
    """One proposal: who would lead, and who would sit beside them. `by_heart` names it in a form."""

    lead: SeatTold
    beside: tuple[SeatTold, ...]

    @property
    def by_heart(self) -> str:
        return ",".join(f"{seat.member}:{seat.role}" for seat in self.beside)


@dataclass(frozen=True)
class BarredTold:
    name: str
    why: tuple[str, ...]


@dataclass(frozen=True)
class Proposals:
    panels: list[PanelTold]
    barred: list[BarredTold]


def proposals(dispute: Dispute, parties: Sequence[told.PartyTold], on: date) -> Proposals:
    """The best three with their reasons, and who is kept off and why. Five statements."""
    known = panel.candidates(dispute.area, dispute.committee_id, on)
    found = propose(need_of(dispute, parties, on), known)
    cards = _cards([one.id for one in known], on)
    panels = [
        PanelTold(
            _told(cards, one.lead, ""),
            tuple(
                _told(cards, seat, role)
                for seat, role in ((one.second, Role.SECOND), (one.adviser, Role.ADVISER))
                if seat is not None
            ),
        )
        for one in found.panels
    ]
    barred = [
        BarredTold(cards[who].name, tuple(str(bar.label) for bar in why))
        for who, why in found.barred.items()
        if who in cards and _is_told(why)
    ]
    return Proposals(panels, barred)


def _is_told(why: Iterable[Tie | Bar]) -> bool:
    """Who merely serves another place is no news."""
    return Bar.ELSEWHERE not in set(why)


def need_of(dispute: Dispute, parties: Sequence[told.PartyTold], on: date) -> Need:
    """What this dispute asks of a panel, from what its parties have said of themselves and of members."""
    open_ = Due.objects.filter(county=dispute.county, dispute=dispute, met_at__isnull=True)
    days = [due.due_on for due in open_ if due.kind.split(":")[0] in FINISHES]
    last = max(days, default=None)
    return Need(
        lot=dispute.id,
        category=dispute.category,
        area=dispute.area,
        deadline=last or on,
        sides=tuple(_side(dispute, party) for party in parties),
    )


def _side(dispute: Dispute, party: told.PartyTold) -> Side:
    own = [tie for tie in dispute.ties if tie["side"] in (party.place, 0)]
    struck = next((UUID(tie["who"]) for tie in own if tie["tie"] == STRUCK), None)
    ties = frozenset((UUID(tie["who"]), Tie(tie["tie"])) for tie in own if tie["tie"] != STRUCK)
    return Side(
        languages=frozenset(party.person.languages), employer=party.person.work, ties=ties, struck=struck
    )


def fitting(dispute: Dispute, parties: Sequence[told.PartyTold], on: date) -> dict[UUID, Candidate]:
    """Those who may sit on it, by id."""
    known = panel.candidates(dispute.area, dispute.committee_id, on)
    barred = propose(need_of(dispute, parties, on), known).barred
    return {one.id: one for one in known if one.id not in barred}


def seats(dispute: Dispute, on: date) -> list[SeatTold]:
    """Who sits beside the mediator. One statement."""
    now = Seat.objects.filter(county=dispute.county, dispute=dispute, left_at__isnull=True)
    rows = now.select_related("member__person").order_by("role")
    return [_seat(panel.card(row.member, on), row.role, row.merits) for row in rows]


def _cards(ids: Sequence[UUID], on: date) -> dict[UUID, panel.MemberCard]:
    rows = PanelMember.objects.filter(id__in=ids).select_related("person") if ids else ()
    return {row.id: panel.card(row, on) for row in rows}


def _told(cards: dict[UUID, panel.MemberCard], seat: Chosen, role: str) -> SeatTold:
    return _seat(cards[seat.who], role, [merit.value for merit in seat.merits])


def _seat(card: panel.MemberCard, role: str, merits: Sequence[str]) -> SeatTold:
    label: Any = Role(role).label if role else ""
    return SeatTold(
        card.id,
        card.name,
        tuple(kind.name for kind in card.kinds),
        role,
        str(label),
        tuple(str(Merit(code).label) for code in merits),
    )
