"""Appending facts, announcing news, and delivering it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from lianxin.journal.links import link_of
from lianxin.journal.models import Announcement, Entry, Head
from lianxin.kernel.actor import Actor
from lianxin.kernel.announcements import News, reactions_to
from lianxin.kernel.counties import by_county
from lianxin.kernel.leases import Waits
from lianxin.kernel.rows import insert

NATION = "000000"  # facts that belong to no county: settings, sign-ins, other provinces
WAITS = Waits(first=timedelta(seconds=1), longest=timedelta(hours=1))


@dataclass(frozen=True)
class Fact:
    """`action` is `context.verb`, `subject` is `kind:id`; `payload` holds ids, codes and digests only. `by`:
    whose deed it is where one transaction tells of several people's (a resident reports, the list routes)."""

    action: str
    subject: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    by: Actor | None = None


def append(county: str, facts: Sequence[Fact], *, by: Actor, now: datetime) -> list[Entry]:
    """Write facts to a county's chain. Call it last in a transaction: it holds the county's head until the
    commit. Three statements, however many facts."""
    head = _locked_head(county)
    entries = []
    for fact in facts:
        entry = Entry(
            county=county,
            position=head.position + 1,
            at=now,
            actor=str(fact.by or by),
            action=fact.action,
            subject=fact.subject,
            payload=json.dumps(fact.payload, ensure_ascii=False, sort_keys=True, separators=(",", ":")),
        )
        entry.link = link_of(head.link, entry)
        head.position, head.link = entry.position, entry.link
        entries.append(entry)
    insert(entries)
    Head.objects.filter(county=county).update(position=head.position, link=head.link)
    return entries


def _locked_head(county: str) -> Head:
    if (
        not connection.in_atomic_block
    ):  # SQLite would let it pass, and a crash could part a fact from its head
        raise transaction.TransactionManagementError("a fact is appended in the transaction of what it tells")
    head = Head.objects.select_for_update().filter(county=county).first()
    if head is None:
        insert([Head(county=county)], pass_over_known=True)
        head = Head.objects.select_for_update().get(county=county)
    return head


def announce(news: Sequence[News], *, now: datetime) -> None:
    """Leave news for the floors above, in this very transaction."""
    insert(
        [
            Announcement(
                county=item.county, topic=item.topic, payload=item.payload(), announced_at=now, due_at=now
            )
            for item in news
        ]
    )


def deliver(*, now: datetime, at_most: int = 100) -> int:
    """Let the reactions hear what waits; returns how much was heard. A failing reaction waits longer each
    time (its fault is kept and shown), and holds up nobody else."""
    waiting = Announcement.objects.filter(heard_at__isnull=True, due_at__lte=now).order_by("due_at", "id")
    return sum(_hear(county, id_, now) for county, id_ in waiting.values_list("county", "id")[:at_most])


HEARD_KEPT = timedelta(days=7)


def forget_heard(now: datetime, at_most: int = 500) -> int:
    """Delete news that everybody has heard a week ago: the facts stand in the chain. Returns how much."""
    old = Announcement.objects.filter(heard_at__lt=now - HEARD_KEPT).order_by("heard_at")
    return sum(
        Announcement.objects.filter(county=county, id__in=ids, heard_at__isnull=False).delete()[0]
        for county, ids in by_county(old, at_most).items()
    )


def _hear(county: str, announcement: UUID, now: datetime) -> bool:
    try:
        with transaction.atomic():
            row = (
                Announcement.objects.select_for_update(skip_locked=True)
                .filter(county=county, id=announcement, heard_at__isnull=True)
                .first()
            )
            if row is None:
                return False
            for kind, reaction in reactions_to(row.topic):
                reaction(kind(**row.payload), now)
            Announcement.objects.filter(county=county, id=row.id).update(heard_at=now, fault="")
    except Exception as fault:  # one broken reaction must not stop the relay
        _put_off(county, announcement, fault, now)
        return False
    return True


def _put_off(county: str, announcement: UUID, fault: Exception, now: datetime) -> None:
    row = Announcement.objects.get(county=county, id=announcement)
    Announcement.objects.filter(county=county, id=row.id).update(
        tries=row.tries + 1, due_at=now + WAITS.after(row.tries), fault=repr(fault)[:2000]
    )
