"""The log is there to find out what went wrong, not for ever."""

from datetime import datetime, timedelta

from lianxin.kernel.counties import by_county
from lianxin.webhooks.models import Delivery

KEPT = timedelta(days=30)


def forget_deliveries(now: datetime, at_most: int = 100) -> int:
    """Delete what is older than a month, arrived or not; returns how many."""
    old = Delivery.objects.filter(written_at__lt=now - KEPT).order_by("written_at")
    return sum(
        Delivery.objects.filter(county=county, id__in=ids).delete()[0]
        for county, ids in by_county(old, at_most).items()
    )
