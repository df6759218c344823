"""What was given up keeps its row, for the keeper to see, but not a resident's number and words for ever."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from lianxin.journal.public import Fact, append
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.counties import by_county
from lianxin.kernel.keyring import keyring
from lianxin.notices.actions import bond, sealed_words
from lianxin.notices.models import Message

KEEP_GIVEN_UP = timedelta(days=30)  # to mend a gateway and send again; then nobody waits for the message


def forget_given_up(now: datetime, at_most: int = 100) -> int:
    """Empty the sealed part of what was given up a month ago; returns how many messages. The row stays, and
    the journal says so."""
    over = Message.objects.filter(given_up_at__lt=now - KEEP_GIVEN_UP, sealed__isnull=False)
    found = by_county(over.order_by("given_up_at"), at_most)
    return sum(_forget(county, ids, now) for county, ids in found.items())


@transaction.atomic
def _forget(county: str, ids: list[UUID], now: datetime) -> int:
    """Locked, and looked at again: of two workers only one says so, and what was just sent again stays."""
    rows = Message.objects.filter(county=county, id__in=ids, given_up_at__isnull=False, sealed__isnull=False)
    mine = list(rows.select_for_update().values_list("id", flat=True))
    Message.objects.filter(county=county, id__in=mine).update(sealed=None)
    facts = [Fact("notices.forget_words", f"message:{id_}") for id_ in mine]
    if facts:
        append(county, facts, by=SYSTEM, now=now)
    return len(mine)


def readdress(county: str, subject: str, moved: Mapping[str, str], *, now: datetime) -> int:
    """A number or address was put right: what has not gone yet to the resident of one subject goes to the new
    one, and not at all where there is none. `moved`: the old one to the new one or "". Call it inside a
    transaction. Returns how many messages it touched."""
    waiting = list(_waiting(county, subject).select_for_update())
    for row in waiting:
        address, words = json.loads(keyring().open(bytes(row.sealed or b""), bound_to=bond(row.id)))
        mine = Message.objects.filter(county=county, id=row.id, sent_at__isnull=True)
        new = moved.get(address, address)
        if not new:
            mine.update(sealed=None, given_up_at=now, leased_until=None, fault="taken back")
        elif new != address:
            mine.update(sealed=sealed_words(new, words, row.id))
    return len(waiting)


def something_waits(county: str, subject: str) -> bool:
    """Whether anything has not gone yet to the resident of one subject."""
    return _waiting(county, subject).exists()


def _waiting(county: str, subject: str) -> QuerySet[Message]:
    rows = Message.objects.filter(county=county, key__gte=f"{subject}:", key__lt=f"{subject};")
    return rows.filter(sealed__isnull=False, sent_at__isnull=True)


def take_back(county: str, subject: str, now: datetime) -> int:
    """The address is no longer ours to use: what has not gone yet to the resident of one subject does not go.
    Returns how many messages."""
    return _waiting(county, subject).update(
        sealed=None, given_up_at=now, leased_until=None, fault="taken back"
    )
