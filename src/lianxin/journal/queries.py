"""Reading the chain back, and proving that nobody touched it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from lianxin.journal.links import link_of
from lianxin.journal.models import GENESIS, Announcement, Entry, Head


@dataclass(frozen=True)
class Break:
    """The first place where a county's chain is not what was written."""

    county: str
    position: int
    what: str


def entries_about(county: str, subject: str) -> QuerySet[Entry]:
    return Entry.objects.filter(county=county, subject=subject).order_by("position")


@dataclass(frozen=True)
class Asked:
    """What an auditor looks for; empty fields ask nothing. `action` may be a room's name with its dot
    ("accounts."), which finds all its verbs."""

    actor: str = ""
    action: str = ""
    since: datetime | None = None
    until: datetime | None = None


def read(county: str, asked: Asked, *, before: int | None = None, limit: int = 50) -> list[Entry]:
    """A county's entries, newest first, from the one below position `before`."""
    found = Entry.objects.filter(county=county)
    if before is not None:
        found = found.filter(position__lt=before)
    if asked.actor:
        found = found.filter(actor=asked.actor)
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


def verify(county: str, *, step: Callable[[int], None] = lambda count: None) -> Break | None:
    """Walk a county's chain from its first entry to its head; None when all of it is as written."""
    previous, position = GENESIS, 0
    for entry in _walk(county):
        position += 1
        if entry.position != position:
            return Break(county, position, f"entry {position} is missing")
        if link_of(previous, entry) != entry.link:
            return Break(county, position, f"entry {position} was altered")
        previous = entry.link
        if position % 1000 == 0:
            step(position)
    head = Head.objects.filter(county=county).first()
    if head is None or head.position != position:
        return Break(county, position + 1, f"the chain ends at {position}, its head says otherwise")
    if head.link != previous:
        return Break(county, position, "the head does not match the last entry")
    return None


def _walk(county: str) -> Iterator[Entry]:
    return Entry.objects.filter(county=county).order_by("position").iterator(chunk_size=5000)
