"""Laying the running clocks onto another ladder: only when they ring next, never when they end."""

from collections.abc import Sequence

from django.db.models import DateTimeField, DurationField, ExpressionWrapper, F, QuerySet
from django.db.models.expressions import Combinable
from django.db.models.functions import Greatest

from lianxin.deadlines.models import Clock, LadderStep


def running() -> QuerySet[Clock]:
    """Those that the ladder still concerns; a paused one is laid anew when it runs on."""
    return Clock.objects.filter(stopped_at__isnull=True, paused_at__isnull=True, due_at__isnull=False)


def lay_anew(steps: Sequence[LadderStep]) -> int:
    """Each county's clocks by the step they have reached: a handful of statements, however many clocks. What
    SQL rounds differently from Python by a microsecond, the sweep counts anew under the lock."""
    above = {0: steps[0], **dict(zip((step.rank for step in steps), (*steps[1:], None), strict=True))}
    counties = running().order_by("county").values_list("county", flat=True).distinct()
    touched = 0
    for county in list(counties):
        for rank, following in above.items():
            rows = running().filter(county=county, rung=rank)
            rings = _rings_at(following.after_percent) if following else None
            touched += rows.update(next_step_at=rings)
    return touched


def _rings_at(percent: int) -> Combinable:
    given = ExpressionWrapper(F("due_at") - F("counted_from"), output_field=DurationField())
    share = ExpressionWrapper(given * percent / 100, output_field=DurationField())
    rings = ExpressionWrapper(F("counted_from") + share, output_field=DateTimeField())
    # A promise that was over before it was counted (an end carried over from elsewhere) rings at once.
    return Greatest(rings, F("counted_from"), output_field=DateTimeField())
