"""Carrying news out: leased, signed, tried again; a target that hangs holds up nobody but itself.

In each round every hook gets its turn with a few deliveries, side by side in threads that touch the network
alone. A hook that did not answer rests before anybody waits for it again; one that has not taken anything for
three days is paused, and the system administrators are told.
"""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from lianxin.kernel import outbound
from lianxin.kernel.keyring import keyring
from lianxin.kernel.leases import Waits, free, taken
from lianxin.kernel.outbound import Limits, NoAnswer, Outgoing
from lianxin.kernel.targets import BadTarget
from lianxin.webhooks.envelopes import Secret, headers_of, unpack
from lianxin.webhooks.models import OPEN, Delivery, Hook, Standing
from lianxin.webhooks.pausing import failed, pause_gone, well_again

AT_ONCE = 8  # hooks side by side
TURN = 10  # deliveries of one hook in a round
WAITS = Waits(first=timedelta(seconds=30), longest=timedelta(hours=6))
TRIES = 16  # the last about a day and a half after the first
LIMITS = Limits(connect=4.0, silence=6.0, total=8.0, most=64_000, may_trust=True)
GONE = 410


@dataclass(frozen=True)
class Outcome:
    """`status` of the answer, or the fault's kind where there was none."""

    delivery: Delivery
    status: int | None = None
    fault: str = ""

    @property
    def arrived(self) -> bool:
        return self.status is not None and 200 <= self.status < 300


@dataclass
class Turn:
    """What one hook gets in this round."""

    hook: Hook
    secrets: Sequence[Secret]
    deliveries: list[Delivery]
    outcomes: list[Outcome] = field(default_factory=list)


def send_due(now: datetime, at_most: int = 32) -> int:
    """One round for at most so many hooks, those first that have waited longest; returns how many
    deliveries were tried."""
    turns = [turn for hook in _hooks_due(now)[:at_most] if (turn := _turn(hook, now)).deliveries]
    if not turns:
        return 0
    with ThreadPoolExecutor(min(AT_ONCE, len(turns)), thread_name_prefix="webhook") as threads:
        list(threads.map(lambda turn: _carry(turn, now), turns))
    for turn in turns:
        _settle(turn, now)
    return sum(len(turn.outcomes) for turn in turns)


def _due(now: datetime) -> QuerySet[Delivery]:
    return Delivery.objects.filter(OPEN, due_at__lte=now)


def _hooks_due(now: datetime) -> list[Hook]:
    rested = Q(rest_until__isnull=True) | Q(rest_until__lte=now)
    hooks = Hook.objects.filter(rested, standing=Standing.ACTIVE, partner__closed_at__isnull=True)
    oldest = dict(_due(now).filter(free(now)).order_by("-due_at").values_list("hook", "due_at"))
    return sorted((hook for hook in hooks if hook.id in oldest), key=lambda hook: oldest[hook.id])


def _turn(hook: Hook, now: datetime) -> Turn:
    mine = taken(_due(now).filter(hook=hook).order_by("id"), now, TURN)
    return Turn(hook, secrets_of(hook, now), sorted(mine, key=lambda one: one.id))


def secrets_of(hook: Hook, now: datetime) -> list[Secret]:
    return unpack(keyring().open(bytes(hook.sealed), bound_to=f"hook:{hook.id}"), now)


def _carry(turn: Turn, now: datetime) -> None:
    """In a thread, without the database. Once it did not answer, the rest of its turn waits too."""
    for delivery in turn.deliveries:
        headers = headers_of(str(delivery.id), delivery.body, turn.secrets, now=now)
        try:
            answer = outbound.send(Outgoing(turn.hook.url, "POST", headers, delivery.body.encode()), LIMITS)
        except (NoAnswer, BadTarget) as fault:
            turn.outcomes.append(Outcome(delivery, fault=fault.fault))
            return
        turn.outcomes.append(Outcome(delivery, answer.status, "" if answer.status < 300 else "status"))
        if answer.status == GONE or answer.status >= 500 or answer.status == 429:
            return


def _settle(turn: Turn, now: datetime) -> None:
    tried = {outcome.delivery.id for outcome in turn.outcomes}
    for delivery in turn.deliveries:
        if delivery.id not in tried:
            _open(delivery).update(leased_until=None)
    for outcome in turn.outcomes:
        _write(outcome, now)
    if not turn.outcomes:
        return
    last = turn.outcomes[-1]
    if last.status == GONE:
        pause_gone(turn.hook, now=now)
    elif any(outcome.arrived for outcome in turn.outcomes):
        well_again(turn.hook)
    else:
        failed(turn.hook, silent=last.status is None or last.status >= 429, now=now)


def _write(outcome: Outcome, now: datetime) -> None:
    delivery = outcome.delivery
    told = {"leased_until": None, "tried_at": now, "status": outcome.status, "fault": outcome.fault}
    tries = delivery.tries + 1
    if outcome.arrived:
        _open(delivery).update(sent_at=now, tries=tries, **told)
        return
    over = tries >= TRIES or outcome.status == GONE
    due_at = now + WAITS.after(delivery.tries)
    _open(delivery).update(tries=tries, due_at=due_at, given_up_at=now if over else None, **told)


def _open(delivery: Delivery) -> QuerySet[Delivery]:
    return Delivery.objects.filter(OPEN, county=delivery.county, id=delivery.id)
