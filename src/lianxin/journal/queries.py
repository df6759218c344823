"""Reading the chain back, and proving that nobody touched it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from lianxin.journal.chain import Break, End, Walk
from lianxin.journal.models import Announcement, Entry, Head
from lianxin.journal.reading import LAST, head_of, is_anything_past, rows


def entries_about(county: str, subject: str) -> QuerySet[Entry]:
    return Entry.objects.filter(county=county, subject=subject).order_by("position")


@dataclass(frozen=True)
class Asked:
    """What an auditor looks for; empty fields ask nothing. `action` may be a room's name with its dot
    ("accounts."), which finds all its verbs."""

    actor: str = ""
    action: str = ""
    subject: str = ""
    since: datetime | None = None
    until: datetime | None = None


def read(county: str, asked: Asked, *, before: int | None = None, limit: int = 50) -> list[Entry]:
    """A county's entries, newest first, from the one below position `before`."""
    found = Entry.objects.filter(county=county)
    if before is not None:
        found = found.filter(position__lt=before)
    if asked.actor:
        found = found.filter(actor=asked.actor)
    if asked.subject:
        found = found.filter(subject=asked.subject)
    if asked.action.endswith("."):
        found = found.filter(action__startswith=asked.action)
    elif asked.action:
        found = found.filter(action=asked.action)
    if asked.since:
        found = found.filter(at__gte=asked.since)
    if asked.until:
        found = found.filter(at__lt=asked.until)
    return list(found.order_by("-position")[:limit])


def length(county: str) -> int:
    """How many facts a county's head counts."""
    return Head.objects.filter(county=county).values_list("position", flat=True).first() or 0


def unheard() -> QuerySet[Announcement]:
    return Announcement.objects.filter(heard_at__isnull=True).order_by("due_at")


def counties() -> list[str]:
    """Every county that has a head or an entry: a deleted head must not hide its entries."""
    heads = Head.objects.values_list("county", flat=True)
    written = Entry.objects.values_list("county", flat=True).distinct()
    return sorted({*heads, *written})


def verify(
    county: str, *, seen: End | None = None, step: Callable[[int], None] = lambda count: None
) -> Break | None:
    """Walk a county's chain from its first entry to its head; None when all of it is as written. `seen` is
    what an outside witness once saw of it; `step` hears the position now and then. Nobody is held up, and
    what is appended meanwhile is walked too."""
    walk = Walk(county, seen)
    while True:
        head = head_of(county)
        broken = walk.over(rows(county, walk.position, head[0] if head else LAST), step)
        if broken is not None:
            return broken
        beyond = head is not None and is_anything_past(county, head[0])
        if head_of(county) == head:  # else it has moved on while we walked
            return walk.end(head, beyond=beyond)
