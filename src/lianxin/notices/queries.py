"""Reading messages back: a person's inbox, and what could not be sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from lianxin.notices.models import Message


@dataclass(frozen=True)
class Waiting:
    """How many messages wait for a channel, and since when the oldest does."""

    count: int
    oldest: datetime | None


def inbox_of(
    person_ids: Collection[UUID] = (), unit_ids: Collection[UUID] = (), *, limit: int = 50
) -> list[Message]:
    """What the desk shows to these people and units, newest first."""
    receivers = Q(to_person__in=list(person_ids)) | Q(to_unit__in=list(unit_ids))
    return list(Message.objects.filter(receivers, channel="desk").order_by("-written_at", "-id")[:limit])


def undelivered() -> QuerySet[Message]:
    """What was given up, newest first; never with words or addresses on a page."""
    return Message.objects.filter(given_up_at__isnull=False, sent_at__isnull=True).order_by("-given_up_at")


def waiting(now: datetime) -> Waiting:
    """What is due and has not gone yet."""
    due = Message.objects.filter(due_at__lte=now, sent_at__isnull=True, given_up_at__isnull=True)
    oldest = due.order_by("due_at").values_list("due_at", flat=True).first()
    return Waiting(due.aggregate(count=Count("id"))["count"], oldest)


def to_resident_about(county: str, subject: str) -> list[Message]:
    """What was written to the resident about one subject ("matter:<uuid>"), oldest first: when, never what.
    Found by the keys, which begin with the subject."""
    rows = Message.objects.filter(county=county, key__gte=f"{subject}:", key__lt=f"{subject};")
    return list(rows.filter(to_unit__isnull=True, to_person__isnull=True).order_by("written_at"))
