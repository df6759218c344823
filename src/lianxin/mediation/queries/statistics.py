"""The disputes of a time and a place, one row each, and what they add up to.

Whoever guides mediation there, or mediates for the committee, reads every procedure: to them nothing is
hidden, and the list of what was counted goes with the sums. The governance centre reads sums alone, made of
blocks of five and more (C7, decision 0021), of whole months, so that no two of them tell a count below five.
Counted is what was taken on in the time; what was destroyed since keeps its figures, and is counted.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.blocks import Block, Cell, blocks
from lianxin.kernel.clock import CHINA, local
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.mediation import counting
from lianxin.mediation.choices import Court, Result
from lianxin.mediation.counting import ACCEPTED, Counted, KindRow, Outcome, Rate
from lianxin.mediation.lifecycle import State, Verb
from lianxin.mediation.models import Agreement, Dispute, Fulfilment, Sitting, Step
from lianxin.mediation.queries.overseeing import areas_overseen, counties_in, no_such
from lianxin.mediation.statistics_kinds import statistics_kind, statistics_kinds
from lianxin.org import public as org
from lianxin.org.public import DutyKind
from lianxin.territory import public as territory

LONGEST = timedelta(days=1100)
MONTHS = 12


@dataclass(frozen=True)
class Whose:
    """Whose disputes: of an area, or of one committee alone. `whole`: every row of them may be read."""

    area: str
    committee: UUID | None
    name: str
    whole: bool

    @property
    def code(self) -> str:
        return self.committee.hex if self.committee else self.area


def choices(viewer: Actor, on: date, held: Sequence[org.Held] | None = None) -> list[Whose]:
    """What somebody may have counted: the areas they guide or oversee with those right below, and the
    committees for which they mediate."""
    held = org.held(viewer, on=on) if held is None else held
    guided = areas_overseen(held, [DutyKind.MEDIATION_GUIDE])
    overseen = areas_overseen(held, [DutyKind.OVERSEER])
    mine = {duty.unit_id for duty in held if duty.kind == DutyKind.MEDIATOR}
    committees = [unit for id_ in sorted(mine) if (unit := org.unit(id_))]
    return [
        *(_of_area(area, guided) for top in guided for area in _with_below(top, on)),
        *(_of_area(area, guided) for top in overseen for area in _with_below(top, on)),
        *(Whose(unit.area, unit.id, unit.name, True) for unit in committees),
    ]


def _of_area(area: str, guided: Sequence[str]) -> Whose:
    whole = any(territory.covers(top, area) for top in guided)
    return Whose(area, None, territory.full_name(area), whole)


def _with_below(area: str, on: date) -> list[str]:
    below = territory.children(area, on) if len(area) < territory.Tier.COMMUNITY else []
    return [area, *(row.code for row in below)]


def chosen(viewer: Actor, code: str, on: date, held: Sequence[org.Held] | None = None) -> Whose:
    """The one with this code, or the first. Raises NotFound for whoever may have nothing counted, and for
    what is not among theirs."""
    found = [one for one in choices(viewer, on, held) if not code or one.code == code]
    if not found:
        raise NotFound(no_such())
    return found[0]


def counted(whose: Whose, first: date, last: date, *, now: datetime) -> list[Counted]:
    """Every dispute of the time, both days counted, one row each. Six statements."""
    if not whose.whole:
        raise NotFound(no_such())
    return _counted(whose, first, last, now)


def _counted(whose: Whose, first: date, last: date, now: datetime) -> list[Counted]:
    if not first <= last <= first + LONGEST:
        raise Invalid(_("请选一段不超过三年的日子,从先到后。"), fields={"last": _("请选后面的日子。")})
    facts = _Facts(whose, first, last, local(now).date())
    rows = [facts.row(dispute) for dispute in facts.disputes]
    return sorted(rows, key=lambda row: (row.taken_on or row.received_on, len(row.number), row.number))


class _Facts:
    """What is known of the disputes of the time, read whole: statements do not grow with their number."""

    def __init__(self, whose: Whose, first: date, last: date, today: date) -> None:
        self.whose, self.counties = whose, counties_in(whose.area)
        self.since, self.until, self.today = _begin(first), _begin(last + timedelta(days=1)), today
        self.disputes = list(Dispute.objects.filter(self._which()))
        verbs = (Verb.FILE, Verb.REOPEN, Verb.CONFIRM)
        told = Step.objects.filter(self._which("dispute__"), verb__in=verbs).order_by("version")
        columns = ("dispute_id", "verb", "state_before", "facts")
        self.steps: dict[UUID, list[tuple[str, str, dict[str, Any]]]] = {}
        for id_, *step in told.values_list(*columns):
            self.steps.setdefault(id_, []).append((step[0], step[1], step[2]))
        self.sat = self._sat()
        agreed = Agreement.objects.filter(self._which("dispute__"), effective_at__isnull=False)
        self.agreed = {row.dispute_id: row for row in agreed.order_by("draft")}
        self.due, self.kept = self._promises()

    def _which(self, to: str = "") -> Q:
        """Taken on in the time; of what never was, whatever was turned away or passed on."""
        taken = {f"{to}taken_at__gte": self.since, f"{to}taken_at__lt": self.until}
        never = {
            f"{to}taken_at__isnull": True,
            f"{to}received_at__gte": self.since,
            f"{to}received_at__lt": self.until,
            f"{to}state__in": (State.UNSUITABLE, State.HANDED_OVER, State.FILED),
        }
        where = Q(**{f"{to}county__in": self.counties, f"{to}area__startswith": self.whose.area})
        if self.whose.committee:
            where = Q(**{f"{to}county__in": self.counties, f"{to}committee_id": self.whose.committee})
        own = Q(county__in=self.counties)
        return own & where & (Q(**taken) | Q(**never))

    def _sat(self) -> dict[UUID, date]:
        """The first sitting of each that was held."""
        held = Sitting.objects.filter(self._which("dispute__"), ended_at__isnull=False)
        rows = held.exclude(result=Result.CALLED_OFF).order_by("-begins_at")
        return {id_: local(at).date() for id_, at in rows.values_list("dispute_id", "begins_at")}

    def _promises(self) -> tuple[Counter[UUID], Counter[UUID]]:
        """Of each agreement: how many days of promises have passed, and how many of those were kept."""
        rows = Fulfilment.objects.filter(
            self._which("agreement__dispute__"), agreement__county__in=self.counties, due_on__lt=self.today
        )
        due: Counter[UUID] = Counter()
        kept: Counter[UUID] = Counter()
        for id_, due_on, done_on in rows.values_list("agreement_id", "due_on", "done_on"):
            due[id_] += 1
            kept[id_] += bool(done_on and due_on and done_on <= due_on)
        return due, kept

    def row(self, dispute: Dispute) -> Counted:
        steps = self.steps.get(dispute.id, [])
        filed_from = next((before for verb, before, _facts in reversed(steps) if verb == Verb.FILE), "")
        came = counting.outcome(dispute.state, filed_from=filed_from, taken=dispute.taken_at is not None)
        agreement = self.agreed.get(dispute.id) if came == Outcome.AGREED else None
        reopened = any(verb == Verb.REOPEN for verb, _before, _facts in steps)
        confirmed = [facts.get("court") for verb, _before, facts in steps if verb == Verb.CONFIRM]
        return Counted(
            number=dispute.number,
            kind=statistics_kind(dispute.category).number,
            committee=unit.name if (unit := org.unit(dispute.committee_id)) else "",
            source=dispute.source,
            sender=dispute.sender,
            received_on=local(dispute.received_at).date(),
            taken_on=_day(dispute.taken_at),
            sat_on=self.sat.get(dispute.id),
            agreed_on=_day(dispute.agreed_at) if agreement else None,
            ended_on=_day(dispute.ended_at),
            outcome=came,
            form=("oral" if agreement.oral else "written") if agreement else "",
            amount=dispute.amount if agreement else None,
            due=self.due[agreement.id] if agreement else 0,
            kept=self.kept[agreement.id] if agreement else 0,
            confirmed=bool(agreement and confirmed and confirmed[-1] == Court.CONFIRMED),
            ended_once=reopened or dispute.ended_at is not None,
            reopened=reopened,
        )


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, CHINA)


def _day(at: datetime | None) -> date | None:
    return local(at).date() if at else None


# ---- sums for the governance centre ------------------------------------------------------------------------


@dataclass(frozen=True)
class Hidden:
    """Sums of blocks. What stands for nothing here may be none, or fewer than five."""

    kinds: list[KindRow]
    whole: KindRow
    settled: Rate


def months(today: date) -> list[str]:
    """The whole months that may be asked for, the newest first."""
    found, day = [], today.replace(day=1)
    for _month in range(MONTHS):
        day = (day - timedelta(days=1)).replace(day=1)
        found.append(f"{day:%Y-%m}")
    return found


def hidden(area: str, month: str, *, now: datetime) -> Hidden:
    """Of one whole month, or of all twelve (""): always made from the twelve, whatever is asked for."""
    known = months(local(now).date())
    if month and month not in known:
        raise NotFound(no_such())
    until = local(now).date().replace(day=1) - timedelta(days=1)
    first = date.fromisoformat(f"{known[-1]}-01")
    told = [block for county in counties_in(area) for block in _blocks(county, first, until, now)]

    def cells(kind: str) -> dict[str, int]:
        return {one.value: _sum(told, area, kind, month, one.value) for one in ACCEPTED}

    whole = KindRow(None, cells(""))
    kinds = [KindRow(kind, cells(_code(kind.number))) for kind in statistics_kinds()]
    settled = counting.settlement(whole.cells[Outcome.AGREED], whole.accepted)
    return Hidden(kinds, whole, settled)


def _sum(told: Iterable[Block], area: str, kind: str, month: str, outcome: str) -> int:
    return sum(block.n for block in told if block.inside(area, kind, month, outcome))


def _blocks(county: str, first: date, last: date, now: datetime) -> list[Block]:
    rows = _Facts(Whose(county, None, "", True), first, last, local(now).date())
    keys = Counter(
        (row_.area[: territory.Tier.COMMUNITY], _code(one.kind), f"{one.taken_on:%Y-%m}", one.outcome.value)
        for row_ in rows.disputes
        if (one := rows.row(row_)).accepted and one.taken_on
    )
    cells = [Cell(*key, n=n) for key, n in keys.items()]
    return blocks(cells)


def _code(kind: int) -> str:
    return f"dispute.{kind:02d}"
