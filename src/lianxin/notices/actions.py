"""Writing messages, and trying again what was given up."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound, NotNow
from lianxin.kernel.ids import uuid7
from lianxin.kernel.keyring import keyring
from lianxin.kernel.rows import insert
from lianxin.notices.channels import channel_of
from lianxin.notices.models import Message
from lianxin.pages.public import permission

QUIET_FROM, QUIET_UNTIL = time(20, 0), time(8, 0)


@dataclass(frozen=True)
class Note:
    """One message by one channel. `key` (≤ 120 characters, unique in its county) makes its effect happen
    once. Exactly who it is for: a person who serves, a unit, or a resident's address (sealed at rest
    with the words, and forgotten once the message has gone).
    `words` are read by the receiver alone, and hold no personal data of anybody else."""

    key: str
    channel: str
    words: str
    subject: str = ""
    to_person: UUID | None = None
    to_unit: UUID | None = None
    address: str = field(default="", repr=False)
    urgent: bool = False


def write(county: str, messages: Sequence[Note], *, now: datetime) -> None:
    """Leave messages in the transaction of the fact they tell: one insert, known keys are passed over.

    Nobody is woken: between 20:00 and 08:00 in China what leaves Lianxin waits for the morning, unless it
    is `urgent`. Raises Invalid when a channel does not exist (before anything is written)."""
    rows = [_row(county, note, now) for note in messages]
    insert(rows, pass_over_known=True)


def _row(county: str, note: Note, now: datetime) -> Message:
    leaves = channel_of(note.channel).leaves
    id_ = uuid7()
    return Message(
        id=id_,
        county=county,
        key=note.key,
        channel=note.channel,
        to_person=note.to_person,
        to_unit=note.to_unit,
        sealed=_sealed(note, id_) if note.address else None,
        words="" if note.address else note.words,
        subject=note.subject,
        written_at=now,
        due_at=now if note.urgent or not leaves else after_quiet(now),
        sent_at=None if leaves else now,
    )


def _sealed(note: Note, message: UUID) -> bytes:
    """What goes to a resident may carry their progress code, so the words are sealed with the address."""
    return keyring().seal(json.dumps([note.address, note.words]), bound_to=bond(message))


def bond(message: UUID) -> str:
    """What a message's sealed part is bound to."""
    return f"notice:{message}"


def after_quiet(moment: datetime) -> datetime:
    """`moment` itself by day; in the quiet hours, 08:00 of the morning that ends them."""
    here = local(moment)
    if QUIET_UNTIL <= here.time() < QUIET_FROM:
        return moment
    morning = here if here.time() < QUIET_UNTIL else here + timedelta(days=1)
    return morning.replace(hour=QUIET_UNTIL.hour, minute=0, second=0, microsecond=0)


@transaction.atomic
def send_again(county: str, message: UUID, *, by: Actor, now: datetime) -> None:
    """Take up a message that was given up: its tries begin anew. For the keeper of the deployment."""
    permission.require_keeper(by)
    given_up = Message.objects.filter(county=county, id=message, given_up_at__isnull=False)
    # Asked by the change itself: what a worker empties at this moment must not go out empty.
    whole = given_up.exclude(sealed__isnull=True, words="")
    if not whole.update(given_up_at=None, tries=0, due_at=now, leased_until=None):
        if given_up.exists():
            raise NotNow(
                _("这条消息的号码和内容已经按期删除,不能再发。"), instead=_("居民凭查询码仍看得到进展。")
            )
        raise NotFound(_("没有这条没送出去的消息。"), instead=_("它可能已经重新发送了。"))
    append(NATION, [Fact("notices.send_again", f"message:{message}", {"county": county})], by=by, now=now)
