"""Which hooks may hear of a matter: the partner sent it, or what it says is public and lies in its areas."""

from dataclasses import dataclass
from uuid import UUID

from lianxin.journal.public import Snapshot
from lianxin.matters import public as matters
from lianxin.matters.public import MatterMoved
from lianxin.webhooks.models import Hook, Standing

COMMUNITY = 12  # digits: a place is told no closer than this


@dataclass(frozen=True)
class Listener:
    """A hook, as far as is needed to know what it hears. (Paused ones hear too: it waits for them.)"""

    hook: UUID
    partner: UUID
    kinds: frozenset[str]
    areas: tuple[str, ...]


def _load() -> list[Listener]:
    rows = Hook.objects.filter(partner__closed_at__isnull=True).exclude(standing=Standing.CLOSED)
    return [
        Listener(row.id, row.partner_id, frozenset(row.kinds), tuple(row.areas))
        for row in rows.select_related("partner").order_by("id")
        if all(area.startswith(tuple(row.partner.areas)) for area in row.areas)
    ]


listeners = Snapshot("hooks", _load)


def who_may_hear(news: MatterMoved, kind: str) -> list[Listener]:
    """At most one statement, and none where nobody listens for this kind."""
    asked = [one for one in listeners.get() if kind in one.kinds]
    if not asked:
        return []
    nearby = [one for one in asked if one.areas and news.area.startswith(one.areas)]
    public = bool(nearby) and is_public(news)
    return [one for one in asked if news.source == f"partner:{one.partner}" or (public and one in nearby)]


def is_public(news: MatterMoved) -> bool:
    """The one policy for what anybody may read: approved, and not only to be asked for by its number. (A
    number is the reporter's alone: news would hand every one of them out, with the minute.)"""
    row = matters.publicity.of_number(news.number)
    return row is not None and row.words is not None
