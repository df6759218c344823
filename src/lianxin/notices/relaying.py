"""Carrying messages out: at least once, and by their key once in effect."""

import json
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from lianxin.kernel.keyring import keyring
from lianxin.kernel.leases import Waits, taken
from lianxin.kernel.outbound import NoAnswer
from lianxin.notices.actions import bond
from lianxin.notices.carriers import NotSetUp
from lianxin.notices.channels import Letter, channel_of
from lianxin.notices.models import Message
from lianxin.notices.quiet import is_quiet

log = logging.getLogger(__name__)
WAITS = Waits(first=timedelta(seconds=30), longest=timedelta(hours=2))
TRIES = 10  # the last about 7 hours after the first
# Where the channel itself is dead, that is not the message's fault: it is tried for so long.
PATIENCE = timedelta(days=3)
DEAD = (NoAnswer, NotSetUp)


@dataclass(frozen=True)
class Sent:
    """What one round of the relay did, in messages."""

    sent: int = 0
    failed: int = 0
    given_up: int = 0


def relay(now: datetime, at_most: int = 100) -> Sent:
    """Send what is due. A message is leased before it is handed to its channel; what a relay that died had
    in hand the next one sends again, under the same key. A failing message waits longer each time and is
    given up, visibly, after `TRIES`; where the channel as a whole does not answer, after `PATIENCE`, and for
    the rest of the round nothing else is handed to it: a dead post server holds up nobody but its own. In the
    quiet hours only what is urgent goes out, however late it became."""
    done, dead = {"sent": 0, "failed": 0, "given_up": 0}, set[str]()
    for message in taken(_due(now), now, at_most):
        if message.channel in dead:
            _unsent(message).update(leased_until=None, due_at=now + WAITS.first)
        else:
            done[_carry(message, dead, now)] += 1
    return Sent(**done)


def _due(now: datetime) -> QuerySet[Message]:
    due = Message.objects.filter(due_at__lte=now, sent_at__isnull=True, given_up_at__isnull=True)
    return (due.filter(urgent=True) if is_quiet(now) else due).order_by("due_at")


def _carry(message: Message, dead: set[str], now: datetime) -> str:
    try:
        channel_of(message.channel).send(_letter(message, now))
    except Exception as fault:  # one dead gateway must not stop the others
        if isinstance(fault, DEAD) and message.to_unit is None:  # a unit's robot is only its own
            dead.add(message.channel)
        return _put_off(message, fault, now)
    _unsent(message).update(sent_at=now, leased_until=None, fault="", sealed=None)
    return "sent"


def _letter(message: Message, now: datetime) -> Letter:
    sealed, words = bytes(message.sealed or b""), message.words
    if sealed:
        words = str(json.loads(keyring().open(sealed, bound_to=bond(message.id)))[1])
    return Letter(
        key=f"{message.county}:{message.key}",
        words=words,
        subject=message.subject,
        to_person=message.to_person,
        to_unit=message.to_unit,
        sealed=sealed,
        bound_to=bond(message.id),
        at=now,
    )


def _put_off(message: Message, fault: Exception, now: datetime) -> str:
    """Only the fault's kind is kept: its words come from a gateway and may repeat an address."""
    kind = ":".join(filter(None, (type(fault).__name__, getattr(fault, "fault", ""))))
    tries = min(message.tries + 1, 1000)
    dead = isinstance(fault, DEAD)
    given_up = now - message.written_at > PATIENCE if dead else tries >= TRIES
    _unsent(message).update(
        tries=tries,
        leased_until=None,
        due_at=now + WAITS.after(message.tries),
        given_up_at=now if given_up else None,
        fault=kind[:200],
    )
    log.warning("message %s by %s failed (%s), try %d", message.id, message.channel, kind, tries)
    return "given_up" if given_up else "failed"


def _unsent(message: Message) -> QuerySet[Message]:
    return Message.objects.filter(county=message.county, id=message.id, sent_at__isnull=True)
