"""What is late in the mediation of an area: by cause first, by committee second, by person never."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.mediation.choices import ClaimState
from lianxin.mediation.contracts import Ref
from lianxin.mediation.limits import Bound
from lianxin.mediation.models import Dispute, Due, SubsidyClaim
from lianxin.org import public as org
from lianxin.org.public import DutyKind
from lianxin.territory import public as territory

PAGE = 50
CONFIRM_WITHIN = timedelta(days=10)  # a right of the parties that ends: told before it has gone


class Cause(TextChoices):
    ANSWER = "answer", gettext_lazy("申请没有答复")
    FIRST_SITTING = "first_sitting", gettext_lazy("第一次调解没有开")
    MEDIATE = "mediate", gettext_lazy("调解超过期限")
    PROMISE = "promise", gettext_lazy("约定过了日子")
    CONFIRM = "confirm", gettext_lazy("司法确认只剩几天")
    HAND_OVER = "hand_over", gettext_lazy("移送没有答复")
    VISIT = "visit", gettext_lazy("回访没有做")
    CLAIM = "claim", gettext_lazy("以案定补等核准")


OF_DUE = {
    Bound.ANSWER: Cause.ANSWER,
    Bound.FIRST_SITTING: Cause.FIRST_SITTING,
    Bound.CONFIRM_ASK: Cause.CONFIRM,
    Bound.HAND_ANSWER: Cause.HAND_OVER,
    Bound.VISIT_WEEK: Cause.VISIT,
    Bound.VISIT_MONTH: Cause.VISIT,
    Bound.VISIT_QUARTER: Cause.VISIT,
    "promise": Cause.PROMISE,
}  # every other limit is one of the talks themselves, whichever body's they are


@dataclass(frozen=True)
class Late:
    """One procedure: number, kind and day. No party, no word, no mediator."""

    ref: Ref
    number: str
    category: str
    state: str
    committee_name: str
    due_on: date


@dataclass(frozen=True)
class CauseTold:
    code: str
    label: str
    count: int
    by_committee: list[tuple[UUID, str, int]]


@dataclass(frozen=True)
class Overseen:
    """`opens`: whether the viewer may open the procedures that are listed (who guides there may)."""

    area: str
    open: int
    causes: list[CauseTold]
    cause: str
    rows: list[Late]
    more: int
    opens: bool


@dataclass(frozen=True)
class _Owed:
    cause: Cause
    due_on: date
    dispute: UUID
    county: str
    committee: UUID


def areas_overseen(held: Iterable[org.Held], kinds: Iterable[str]) -> list[str]:
    """Where somebody holds one of these duties, the widest first; "" stands for all that is served."""
    found = {duty.area or org.served() for duty in held if duty.kind in set(kinds)}
    return sorted(found, key=lambda area: (len(area), area))


GUIDES = (DutyKind.MEDIATION_GUIDE,)
OVERSEES = (DutyKind.MEDIATION_GUIDE, DutyKind.OVERSEER)


def no_such() -> str:
    return _("这里没有您能看的东西。")


def overseen(viewer: Actor, area: str, *, now: datetime, cause: str = "") -> Overseen:
    """Counts by cause and committee, and the first of one cause, the longest overdue first. For who guides
    mediation over the area, or oversees it for the governance centre; for all others there is no such page.
    Four statements."""
    today = local(now).date()
    held = org.held(viewer, on=today)
    if not _covered(held, OVERSEES, area):
        raise NotFound(no_such())
    if cause and cause not in Cause.values:
        raise Invalid(_("没有这一种原因。"))
    disputes = inside(area)
    owed = _once([*_owed(area, today), *_claims(area)])
    causes = [_told(one, owed) for one in Cause]
    chosen = cause or next((one.code for one in causes if one.count), Cause.ANSWER.value)
    mine = sorted((one for one in owed if one.cause == chosen), key=lambda one: (one.due_on, one.dispute))
    rows = _rows(mine[:PAGE]) if chosen != Cause.CLAIM else []
    return Overseen(
        area=area,
        open=disputes.filter(ended_at__isnull=True).count(),
        causes=causes,
        cause=chosen,
        rows=rows,
        more=max(0, len(mine) - PAGE) if rows else 0,
        opens=_covered(held, GUIDES, area),
    )


def _covered(held: Sequence[org.Held], kinds: Iterable[str], area: str) -> bool:
    return any(territory.covers(mine, area) for mine in areas_overseen(held, kinds))


def counties_in(area: str) -> list[str]:
    """The counties to ask: one, or those of a wider area that have any dispute."""
    if len(area) >= territory.Tier.DISTRICT:
        return [area[: territory.Tier.DISTRICT]]
    rows = Dispute.objects.filter(county__startswith=area).order_by().values_list("county", flat=True)
    return list(rows.distinct())


def inside(area: str) -> QuerySet[Dispute]:
    return Dispute.objects.filter(county__startswith=area[: territory.Tier.DISTRICT], area__startswith=area)


def _owed(area: str, today: date) -> list[_Owed]:
    counties = counties_in(area)
    late = Q(due_on__lt=today) & ~Q(kind__startswith=Bound.CONFIRM_ASK)
    ends = Q(kind__startswith=Bound.CONFIRM_ASK, due_on__gte=today, due_on__lte=today + CONFIRM_WITHIN)
    dues = Due.objects.filter(late | ends, county__in=counties, met_at__isnull=True)
    rows = dues.filter(dispute__county__in=counties, dispute__area__startswith=area)
    columns = ("kind", "due_on", "dispute_id", "county", "dispute__committee_id")
    return [_Owed(_cause(kind), *told) for kind, *told in rows.values_list(*columns)]


def _once(owed: Sequence[_Owed]) -> list[_Owed]:
    """Of a dispute that is late in several things of one cause, the longest overdue: disputes are counted."""
    newest_first = sorted(owed, key=lambda one: one.due_on, reverse=True)
    return list({(one.cause, one.dispute): one for one in newest_first}.values())


def _cause(kind: str) -> Cause:
    return OF_DUE.get(kind.split(":")[0], Cause.MEDIATE)


def _claims(area: str) -> list[_Owed]:
    """Of the committees whose own area lies inside."""
    waiting = SubsidyClaim.objects.filter(county__startswith=area[:6], state=ClaimState.CLAIMED)
    mine = {unit: _lies_in(unit, area) for unit in {row.committee_id for row in waiting}}
    return [
        _Owed(Cause.CLAIM, local(row.claimed_at).date(), row.dispute_id, row.county, row.committee_id)
        for row in waiting
        if mine[row.committee_id]
    ]


def _lies_in(committee: UUID, area: str) -> bool:
    unit = org.unit(committee)
    return unit is not None and territory.covers(area, unit.area)


def _told(cause: Cause, owed: Sequence[_Owed]) -> CauseTold:
    counts = Counter(one.committee for one in owed if one.cause == cause)
    named = [(unit, _name(unit), count) for unit, count in counts.items()]
    by_committee = sorted(named, key=lambda row: (-row[2], row[1]))
    return CauseTold(cause.value, str(cause.label), counts.total(), by_committee)


def _name(committee: UUID) -> str:
    unit = org.unit(committee)
    return unit.name if unit else ""


def _rows(owed: Sequence[_Owed]) -> list[Late]:
    counties, ids = sorted({one.county for one in owed}), {one.dispute for one in owed}
    found = {row.id: row for row in Dispute.objects.filter(county__in=counties, id__in=ids)} if owed else {}
    return [_row(found[one.dispute], one.due_on) for one in owed]


def _row(dispute: Dispute, due_on: date) -> Late:
    ref = Ref(dispute.county, dispute.id)
    name = _name(dispute.committee_id)
    return Late(ref, dispute.number, dispute.category, dispute.state, name, due_on)
