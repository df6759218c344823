"""What of a dispute may be seen without its words: number, kind, state, colour, clocks, the ways out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.mediation.contracts import Ref
from lianxin.mediation.models import Dispute, Due
from lianxin.mediation.queries import told
from lianxin.mediation.queries.packs import concerns_police
from lianxin.org import public as org
from lianxin.territory import public as territory


@dataclass(frozen=True)
class Procedure:
    ref: Ref
    number: str
    state: str
    state_label: str
    category: str
    area: str
    place_name: str
    source_label: str
    sender_label: str
    concerns_police: bool
    committee: UUID
    committee_name: str
    mediator: UUID | None
    mediator_name: str
    colour: str
    reasons: tuple[str, ...]
    received_at: datetime
    taken_at: datetime | None
    agreed_at: datetime | None
    ended_at: datetime | None
    version: int
    matter: UUID | None
    destroyed: bool
    dues: list[told.DueTold]
    roads: list[org.RoadCard]
    verbs: tuple[str, ...]


def procedure_of(dispute: Dispute, verbs: tuple[str, ...], now: datetime, *, mediator: str) -> Procedure:
    """One statement: what is due. `mediator`: the name of whoever leads it, "" for nobody."""
    today = local(now).date()
    unit = org.unit(dispute.committee_id)
    return Procedure(
        ref=Ref(dispute.county, dispute.id),
        number=dispute.number,
        state=dispute.state,
        state_label=dispute.get_state_display(),
        category=dispute.category,
        area=dispute.area,
        place_name=territory.full_name(dispute.area),
        source_label=dispute.get_source_display(),
        sender_label=dispute.get_sender_display(),
        concerns_police=concerns_police(dispute),
        committee=dispute.committee_id,
        committee_name=unit.name if unit else "",
        mediator=dispute.mediator,
        mediator_name=mediator,
        colour=dispute.colour,
        reasons=tuple(dispute.reasons),
        received_at=dispute.received_at,
        taken_at=dispute.taken_at,
        agreed_at=dispute.agreed_at,
        ended_at=dispute.ended_at,
        version=dispute.version,
        matter=dispute.matter,
        destroyed=dispute.destroyed_at is not None,
        dues=told.dues(dispute, today),
        roads=org.roads_for(dispute.category, today),
        verbs=verbs,
    )


@dataclass(frozen=True)
class Row:
    """One line of a list: no words of the quarrel, no names."""

    ref: Ref
    number: str
    state: str
    category: str
    place_name: str
    colour: str
    mine: bool
    received_at: datetime
    due_kind: str
    due_label: str
    due_on: date | None
    late: bool


def waiting_for(viewer: Actor, *, now: datetime) -> list[Row]:
    """What is open for somebody who mediates: theirs, and what nobody of their committee leads yet; the
    nearest due first. Three statements. For who mediates nowhere: nothing."""
    today = local(now).date()
    units = {d.unit_id for d in org.held(viewer, on=today) if d.kind == org.DutyKind.MEDIATOR}
    if not units:
        return []
    open_ = Dispute.objects.filter(committee_id__in=units, ended_at__isnull=True)
    rows = [row for row in open_.order_by("received_at", "id") if row.mediator in (None, viewer.id)]
    nearest = _nearest(rows)
    told_ = [_row(row, nearest.get(row.id), viewer, now) for row in rows]
    return sorted(told_, key=lambda row: (str(row.due_on or "9999"), row.received_at))


def _nearest(rows: Sequence[Dispute]) -> dict[UUID, Due]:
    counties = sorted({row.county for row in rows})
    ids = [row.id for row in rows]
    dues = Due.objects.filter(county__in=counties, dispute_id__in=ids, met_at__isnull=True) if ids else []
    found: dict[UUID, Due] = {}
    for due in sorted(dues, key=lambda due: due.due_on):
        found.setdefault(due.dispute_id, due)
    return found


def _row(dispute: Dispute, due: Due | None, viewer: Actor, now: datetime) -> Row:
    return Row(
        Ref(dispute.county, dispute.id),
        dispute.number,
        dispute.state,
        dispute.category,
        territory.name_of(dispute.area),
        dispute.colour,
        dispute.mediator == viewer.id,
        dispute.received_at,
        due.kind if due else "",
        told.due_label(due.kind) if due else "",
        due.due_on if due else None,
        bool(due and due.due_on < local(now).date()),
    )
