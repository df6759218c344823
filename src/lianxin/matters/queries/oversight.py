"""What is stuck in an area, by cause first, by unit second, by person never."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.matters.contracts import Cause, Oversight
from lianxin.matters.lifecycle import BOUNCES_BEFORE_RULING, State
from lianxin.matters.models import Matter
from lianxin.matters.queries.cards import cards_for
from lianxin.matters.queries.marks import mark, unmark
from lianxin.matters.queries.visible import inside
from lianxin.org import public as org
from lianxin.org.public import DutyKind
from lianxin.territory import public as territory

PAGE = 50
MAY_OVERSEE = frozenset({DutyKind.OVERSEER, DutyKind.DISPATCHER})


def oversight(viewer: Actor, area: str, *, now: datetime, cause: str = "late", after: str = "") -> Oversight:
    """Counts by cause and by unit, and one page of the chosen cause, oldest promise first. `after` is the
    place behind the last row of the page before. Raises NotAllowed outside the viewer's area."""
    territory.tier_of(area)  # refuses what is no area's code
    held = org.held(viewer, on=local(now).date())
    if not any(duty.kind in MAY_OVERSEE and territory.covers(duty.area, area) for duty in held):
        raise NotAllowed(_("这里不是您督办的范围。"), instead=_("可以看自己的“一根针”。"))
    causes = _causes(now)
    if cause not in causes:
        raise Invalid(_("没有这一种原因。"))
    open_here = Matter.objects.filter(inside(area), ended_at__isnull=True)
    rows = list(_behind(open_here.filter(causes[cause][1]), after)[: PAGE + 1])
    more = rows[PAGE - 1] if len(rows) > PAGE else None
    open_count, counted = _counted(open_here, causes)
    return Oversight(
        area=area,
        open=open_count,
        causes=counted,
        cards=cards_for(rows[:PAGE], held, by=viewer, now=now),
        cause=cause,
        next_after=mark(more.due_at, more.id) if more else "",
    )


def _causes(now: datetime) -> dict[str, tuple[str, Q]]:
    overslept = Q(state=State.SHELVED, review_on__lt=local(now).date())  # its day to look again has passed
    return {
        "late": (_("超时"), Q(due_at__lt=now) & ~Q(state=State.SHELVED) | overslept),
        "unruled": (_("等裁定归属"), Q(state=State.SUBMITTED, bounces__gte=BOUNCES_BEFORE_RULING)),
        "bounced": (_("退回过"), Q(bounces__gte=1)),
        "shelved": (_("挂账"), Q(state=State.SHELVED)),
        "unled": (_("清单上没人牵头"), Q(state=State.SUBMITTED, routed_because__kind="gap")),
        "asking": (_("申请延期,还没答复"), Q(asked_until__isnull=False)),
    }


def _counted(open_here: QuerySet[Matter], causes: dict[str, tuple[str, Q]]) -> tuple[int, list[Cause]]:
    """How many are open, and every cause counted for every unit: one statement, one walk of the index."""
    counts = {code: Count("id", filter=condition) for code, (_label, condition) in causes.items()}
    counts["n"] = Count("id")
    rows: list[dict[str, Any]] = list(open_here.order_by().values("unit_id").annotate(**counts))  # type: ignore[arg-type]  # named at run time
    return sum(row["n"] for row in rows), [
        Cause(
            code,
            label,
            sum(row[code] for row in rows),
            sorted(
                ((_unit_name(row["unit_id"]), row[code]) for row in rows if row[code]),
                key=lambda pair: (-pair[1], pair[0]),
            ),
        )
        for code, (label, _condition) in causes.items()
    ]


def _unit_name(unit: UUID | None) -> str:
    card = org.unit(unit) if unit else None
    return card.name if card else _("还没派到单位")


def _behind(rows: QuerySet[Matter], after: str) -> QuerySet[Matter]:
    rows = rows.order_by(F("due_at").asc(nulls_last=True), "id")
    if not after:
        return rows
    due, id_ = unmark(after)
    if due is None:
        return rows.filter(due_at__isnull=True, id__gt=id_)
    return rows.filter(Q(due_at__gt=due) | Q(due_at=due, id__gt=id_) | Q(due_at__isnull=True))
