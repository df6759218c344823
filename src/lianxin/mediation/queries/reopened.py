"""How many disputes were taken up again within ninety days: a count of a place, and against nobody."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import CHINA, local
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.models import Dispute, Step
from lianxin.org import public as org


@dataclass(frozen=True)
class Reopened:
    """Of the disputes under one guide's area: so many reopenings in the time, so many endings in it. No
    mediator, no committee and no party is told apart."""

    area: str
    count: int
    ended: int


def reopened(viewer: Actor, first: date, last: date, *, now: datetime) -> list[Reopened]:
    """For whoever guides mediation, area by area, both days counted. Three statements an area."""
    held = org.held(viewer, on=local(now).date())
    areas = sorted({duty.area for duty in held if duty.kind == org.DutyKind.MEDIATION_GUIDE})
    return [_in(area, _begin(first), _begin(last + timedelta(days=1))) for area in areas]


def _begin(day: date) -> datetime:
    return datetime.combine(day, time.min, CHINA)


def _in(area: str, since: datetime, until: datetime) -> Reopened:
    there = Dispute.objects.filter(county__startswith=area[:6], area__startswith=area)
    ended = there.filter(ended_at__gte=since, ended_at__lt=until).count()
    counties = list(there.order_by().values_list("county", flat=True).distinct())
    again = Step.objects.filter(county__in=counties, verb=Verb.REOPEN, at__gte=since, at__lt=until)
    again = again.filter(dispute__county__in=counties, dispute__area__startswith=area)
    return Reopened(area, again.count(), ended)
