"""The work that nobody waits for: announcements, deadlines, messages, in turn, again and again."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import connections

from lianxin.accounts import public as accounts
from lianxin.api import public as api
from lianxin.commons import public as commons
from lianxin.deadlines.public import sweep
from lianxin.exchange import public as exchange
from lianxin.journal.public import deliver, forget_heard
from lianxin.kernel import clock
from lianxin.letters import public as letters
from lianxin.matters.public import rights
from lianxin.media import public as media
from lianxin.mediation import public as mediation
from lianxin.notices.public import forget_given_up, relay
from lianxin.pages.public import limits
from lianxin.search.public import rebuilding, scrubbing
from lianxin.webhooks import public as webhooks

log = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0
PATIENCE_SECONDS = 3.0
BATCH = 100

Task = Callable[[datetime], int]


def _relayed(now: datetime) -> int:
    done = relay(now, BATCH)
    return done.sent + done.failed + done.given_up


TASKS: dict[str, Task] = {
    "deliver": lambda now: deliver(now=now, at_most=BATCH),
    "sweep": lambda now: sweep(now, BATCH),
    "remind": lambda now: mediation.remind(now, BATCH),
    "relay": _relayed,
    "search": lambda now: rebuilding.lay_some(BATCH),
    "scrub": scrubbing.scrub_some,
    "webhooks": webhooks.send_due,
    "letters": letters.fetch,
    "forget_letters": lambda now: letters.forget_letters(now, BATCH),
    "forget": limits.forget,
    "forget_answers": api.forget,
    "forget_tries": accounts.forget_tries,
    "forget_residents": lambda now: rights.forget(now, BATCH),
    "forget_photos": lambda now: media.forget(now, BATCH),
    "forget_members": lambda now: mediation.forget_members(now, BATCH),
    "fetch_photos": media.fetch,
    "sweep_photos": media.Sweeper(),
    "forget_heard": forget_heard,
    "forget_deliveries": lambda now: webhooks.forget_deliveries(now, BATCH),
    "forget_given_up": lambda now: forget_given_up(now, BATCH),
    "forget_disputes": lambda now: mediation.forget(now, BATCH),
    "exchange": lambda now: exchange.work(now, BATCH),
    "commons": commons.Counter(),
    "forget_files": lambda now: exchange.forget_files(now, BATCH),
}


# What waits for others on the network. It has a lane of its own, so that a gateway that hangs holds up no
# deadline and no announcement.
OUTSIDE = frozenset({"fetch_photos", "relay", "webhooks", "letters"})


def work_once(now: datetime, *, outside: bool | None = None) -> dict[str, int]:
    """One round of everything, or of one lane: task → how much it did, or -1 where it failed (logged). What
    one task meets does not stop the others, and a connection that broke is opened again in the next round."""
    mine = {name: task for name, task in TASKS.items() if outside is None or outside == (name in OUTSIDE)}
    return {name: _run(name, task, now) for name, task in mine.items()}


def _run(name: str, task: Task, now: datetime) -> int:
    try:
        done = task(now)
    except Exception:
        log.exception("work: %s failed", name)
        _drop_broken_connections()
        return -1
    return done


def _drop_broken_connections() -> None:
    """The next use opens a new one. Whatever closing meets is logged: the connection is broken anyway."""
    for connection in connections.all(initialized_only=True):
        try:
            connection.close_if_unusable_or_obsolete()
        except Exception:
            log.exception("work: could not close a connection")


def work_loop(stop: threading.Event) -> None:
    """Work in both lanes until `stop` is set; a round that was begun is finished."""
    away = threading.Thread(target=lane, args=(stop,), kwargs={"outside": True}, name="away", daemon=True)
    away.start()
    lane(stop, outside=False)
    away.join(PATIENCE_SECONDS)  # what it still holds is leased, and is sent again


def lane(stop: threading.Event, *, outside: bool) -> None:
    """After a failed round it waits longer each time (to 30 s), so that a database that went away is not
    hammered."""
    wait = IDLE_SECONDS
    while not stop.is_set():
        done = work_once(clock.now(), outside=outside)
        if any(count < 0 for count in done.values()):
            wait = min(LONGEST_WAIT_SECONDS, wait * 2)
        else:
            wait = 0.0 if any(count >= BATCH for count in done.values()) else IDLE_SECONDS
        stop.wait(wait)
        wait = max(wait, IDLE_SECONDS)
    connections.close_all()
