"""Writing messages, and trying again what was given up."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotFound, NotNow
from lianxin.kernel.ids import uuid7
from lianxin.kernel.keyring import keyring
from lianxin.kernel.rows import insert
from lianxin.notices.carriers import carriers_of, set_for_all
from lianxin.notices.channels import channel_of
from lianxin.notices.models import Message
from lianxin.notices.quiet import after_quiet
from lianxin.notices.shares import PastShare, moment_for
from lianxin.pages.public import permission


@dataclass(frozen=True)
class Note:
    """One message by one channel. `key` (≤ 120 characters, unique in its county) makes its effect happen
    once. Exactly who it is for: a person who serves, a unit, or a resident's address (sealed at rest
    with the words, and forgotten once the message has gone).
    `words` are read by the receiver alone, and hold no personal data of anybody else. `past_share`: what
    becomes of it where `address` has had its share of messages that nobody there asked for."""

    key: str
    channel: str
    words: str
    subject: str = ""
    to_person: UUID | None = None
    to_unit: UUID | None = None
    address: str = field(default="", repr=False)
    urgent: bool = False
    past_share: PastShare = PastShare.GOES


def write(county: str, messages: Sequence[Note], *, now: datetime) -> None:
    """Leave messages in the transaction of the fact they tell: one insert, known keys are passed over.

    Nobody is woken: in the quiet hours what leaves Lianxin waits for the morning, unless it is `urgent`.
    What a unit reads on its desk also goes to its own robot or mailbox, where it has one. What is past the
    share of its address is not written, or later (`Note.past_share`). Raises Invalid when a channel does not
    exist (before anything is written)."""
    whole = [copy for note in messages for copy in (note, *_for_carriers(note))]
    morning = after_quiet(now)
    due = [(note, _due(note, now, morning)) for note in whole]
    insert([_row(county, note, now, moment) for note, moment in due if moment], pass_over_known=True)


def _for_carriers(note: Note) -> list[Note]:
    if note.channel != "desk" or note.to_unit is None:
        return []
    named = carriers_of(note.to_unit)
    return [replace(note, channel=channel, key=f"{note.key}:{channel}") for channel in named]


def resident_channels(addresses: Iterable[str]) -> dict[str, str]:
    """The channel that carries to each number or mail address; "" where none does. A number without a
    gateway of ours goes to the file, which somebody else's may read. One look, however many they are."""
    ours = set_for_all()
    phones, mails = "sms" if "sms" in ours else "file", "email" if "email" in ours else ""
    return {address: mails if "@" in address else phones for address in addresses}


def _due(note: Note, now: datetime, morning: datetime) -> datetime | None:
    """When it may leave. Also of what is urgent, which a stranger's words can make it."""
    if not channel_of(note.channel).leaves:
        return now
    return moment_for(note.address, note.past_share, at=now if note.urgent else morning)


def _row(county: str, note: Note, now: datetime, due: datetime) -> Message:
    id_ = uuid7()
    return Message(
        id=id_,
        county=county,
        key=note.key,
        channel=note.channel,
        to_person=note.to_person,
        to_unit=note.to_unit,
        sealed=sealed_words(note.address, note.words, id_) if note.address else None,
        words="" if note.address else note.words,
        subject=note.subject,
        written_at=now,
        due_at=due,
        urgent=note.urgent,
        sent_at=None if channel_of(note.channel).leaves else now,
    )


def sealed_words(address: str, words: str, message: UUID) -> bytes:
    """What goes to a resident may carry their progress code, so the words are sealed with the address."""
    return keyring().seal(json.dumps([address, words]), bound_to=bond(message))


def bond(message: UUID) -> str:
    """What a message's sealed part is bound to."""
    return f"notice:{message}"


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
