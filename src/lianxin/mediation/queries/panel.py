"""Who may be asked onto a panel: for those who look after the list, and as candidates of a dispute."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from lianxin.journal.public import Snapshot, bump
from lianxin.kernel.actor import Actor
from lianxin.mediation.models import Dispute, PanelKind, PanelMember
from lianxin.mediation.proposing import Candidate
from lianxin.org import public as org
from lianxin.territory import public as territory

LOOKS_AFTER = (org.DutyKind.KEEPER, org.DutyKind.MEDIATION_GUIDE)


@dataclass(frozen=True)
class KindCard:
    code: str
    group: str
    name: str
    name_en: str
    mediates: bool
    note: str


@dataclass(frozen=True)
class MemberCard:
    """`username` "" for who has no account; `state` is now, away, later or over."""

    id: UUID
    name: str
    username: str
    kinds: tuple[KindCard, ...]
    area: str
    categories: tuple[str, ...]
    languages: tuple[str, ...]
    cap: int
    starts_on: date
    ends_on: date | None
    away_until: date | None
    state: str


def _load() -> dict[str, KindCard]:
    rows = PanelKind.objects.order_by("group", "code").values_list(
        "code", "group", "name", "name_en", "mediates", "note"
    )
    return {row[0]: KindCard(*row) for row in rows}


_KINDS: Snapshot[dict[str, KindCard]] = Snapshot("panel_kinds", _load)


def kinds() -> dict[str, KindCard]:
    """By code. No statement when warm."""
    return _KINDS.get()


def renew() -> None:
    """Called by every write to the kinds, inside its transaction."""
    bump(_KINDS.name)


def looked_after(viewer: Actor, on: date) -> list[str]:
    """The areas whose members somebody names and ends. One statement."""
    return sorted({duty.area for duty in org.held(viewer, on=on) if duty.kind in LOOKS_AFTER})


def members(viewer: Actor, on: date) -> list[MemberCard]:
    """Of the areas that somebody looks after: those of now and later, and who ended within a year. Two
    statements."""
    mine = Q(pk__in=[])
    for area in looked_after(viewer, on):
        mine |= Q(area__startswith=area)
    recent = Q(ends_on__isnull=True) | Q(ends_on__gt=on.replace(year=on.year - 1, day=1))
    rows = (
        PanelMember.objects.filter(mine, recent).select_related("person").order_by("area", "starts_on", "id")
    )
    return [card(row, on) for row in rows]


def card(row: PanelMember, on: date) -> MemberCard:
    known = kinds()
    return MemberCard(
        row.id,
        row.person.name if row.person else row.name,
        row.person.username if row.person else "",
        tuple(known[code] for code in row.kinds if code in known),
        row.area,
        tuple(row.categories),
        tuple(row.languages),
        row.cap,
        row.starts_on,
        row.ends_on,
        row.away_until,
        _state(row, on),
    )


def _state(row: PanelMember, on: date) -> str:
    if row.ends_on is not None and row.ends_on <= on:
        return "over"
    if row.starts_on > on:
        return "later"
    return "away" if row.away_until is not None and row.away_until > on else "now"


def candidates(area: str, committee: UUID, on: date) -> list[Candidate]:
    """Everybody who may be asked about a dispute at a place that a committee has, with what they have in
    hand. Who knows whom is told of the dispute, not read here. Three statements."""
    rows = list(_serving(area, on))
    mediators = {person.id for person in org.members(committee, org.DutyKind.MEDIATOR, on)}
    load = _in_hand(row.person_id for row in rows)
    return [_candidate(row, mediators, load, on) for row in rows]


def _serving(area: str, on: date) -> QuerySet[PanelMember]:
    """Of the place, of what lies above, and of its parts."""
    above = ["", *territory.ancestors(area), area]
    return PanelMember.objects.filter(
        Q(area__in=above) | Q(area__startswith=area), Q(ends_on__isnull=True) | Q(ends_on__gt=on)
    )


def _in_hand(people: Iterable[UUID | None]) -> Counter[UUID | None]:
    """How many disputes each leads that are not over."""
    wanted = {person for person in people if person}
    rows = Dispute.objects.filter(mediator__in=wanted, ended_at__isnull=True)
    return Counter(rows.values_list("mediator", flat=True))


def _candidate(row: PanelMember, mediators: set[UUID], load: Counter[UUID | None], on: date) -> Candidate:
    of = [kind for code, kind in kinds().items() if code in row.kinds]
    mediates = any(kind.mediates for kind in of)
    return Candidate(
        id=row.id,
        groups=frozenset(kind.group for kind in of),
        mediates=mediates,
        leads=mediates and row.person_id in mediators,
        areas=frozenset({row.area}),
        cap=row.cap,
        open=load[row.person_id],
        categories=frozenset(row.categories),
        languages=frozenset(row.languages),
        gender=row.gender,
        employer=row.employer,
        homes=frozenset({row.home} if row.home else ()),
        free_on=max(on, row.starts_on, row.away_until or on),
    )
