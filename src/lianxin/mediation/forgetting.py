"""A year after somebody was last asked onto a panel, nothing of them is on the list."""

from datetime import datetime, timedelta

from lianxin.kernel.clock import local
from lianxin.mediation.models import PanelMember

YEAR = timedelta(days=366)


def forget_members(now: datetime, at_most: int = 100) -> int:
    """Returns how many rows are gone."""
    over = PanelMember.objects.filter(ends_on__lt=local(now).date() - YEAR)
    gone = list(over.values_list("id", flat=True)[:at_most])
    return PanelMember.objects.filter(id__in=gone).delete()[0] if gone else 0
