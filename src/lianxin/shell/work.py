"""The work that nobody waits for: announcements, deadlines, messages, in turn, again and again."""

import logging
import threading
from collections.abc import Callable
from datetime import datetime

from django.db import close_old_connections, connections

from lianxin.deadlines.public import sweep
from lianxin.journal.public import deliver
from lianxin.kernel import clock
from lianxin.notices.public import relay

log = logging.getLogger(__name__)
IDLE_SECONDS = 1.0
LONGEST_WAIT_SECONDS = 30.0
BATCH = 100

Task = Callable[[datetime], int]


def _relayed(now: datetime) -> int:
    done = relay(now, BATCH)
    return done.sent + done.failed + done.given_up


TASKS: dict[str, Task] = {
    "deliver": lambda now: deliver(now=now, at_most=BATCH),
    "sweep": lambda now: sweep(now, BATCH),
    "relay": _relayed,
}


def work_once(now: datetime) -> dict[str, int]:
    """One round of everything: task → how much it did, or -1 where it failed (logged). What one task meets
    does not stop the others, and a connection that broke is opened again in the next round."""
    return {name: _run(name, task, now) for name, task in TASKS.items()}


def _run(name: str, task: Task, now: datetime) -> int:
    try:
        return task(now)
    except Exception:
        log.exception("work: %s failed", name)
        for connection in connections.all(initialized_only=True):
            connection.close_if_unusable_or_obsolete()
        return -1


def work_loop(stop: threading.Event) -> None:
    """Work until `stop` is set; a round that was begun is finished. After a failed round it waits longer
    each time (to 30 s), so that a database that went away is not hammered."""
    wait = IDLE_SECONDS
    while not stop.is_set():
        close_old_connections()
        done = work_once(clock.now())
        if any(count < 0 for count in done.values()):
            wait = min(LONGEST_WAIT_SECONDS, wait * 2)
        else:
            wait = 0.0 if any(count >= BATCH for count in done.values()) else IDLE_SECONDS
        stop.wait(wait)
        wait = max(wait, IDLE_SECONDS)
    connections.close_all()
