"""Which outside systems were told of a matter: ids, codes and times alone, so that nothing is erased, and
whoever reported it may know."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from lianxin.webhooks.models import Delivery, Hook


def given(county: str, matter: UUID) -> list[dict[str, Any]]:
    names = dict(Hook.objects.values_list("id", "partner__name"))
    news = {"news__gte": f"{matter}:", "news__lt": f"{matter};"}
    rows = Delivery.objects.filter(county=county, hook_id__in=list(names), **news).order_by("written_at")
    return [
        {
            "told": names[row.hook_id],
            "of": row.kind,
            "at": row.written_at.isoformat(),
            "arrived_at": row.sent_at.isoformat() if row.sent_at else None,
        }
        for row in rows
    ]


def erase(_county: str, _matters: Sequence[UUID], _now: datetime) -> None:
    """There is nothing of a person in what went out: the test that says so is `tests/webhooks`."""
