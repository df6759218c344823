"""Reference data kept in each process's memory, renewed when its version has moved on."""

import math
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Generic, TypeVar

from django.db import connection, transaction
from django.db.models import F

from lianxin.journal.models import Version

T = TypeVar("T")
_NUMBER = f'SELECT number FROM "{Version._meta.db_table}" WHERE name = %s'  # noqa: S608  # our own name
_all: "list[Snapshot[object]]" = []
# What this thread has changed in a transaction that may not be over yet.
_changing = threading.local()


class Snapshot(Generic[T]):
    """`load` builds the copy; `look_every` is in seconds (0: at every use). A change made anywhere is seen
    by every process within that time."""

    look_every = 1.0

    def __init__(self, name: str, load: Callable[[], T]) -> None:
        self.name = name
        self._load = load
        self._lock = threading.Lock()
        self._held: tuple[int, T] | None = None
        self._looked = 0.0
        self._own = threading.local()
        _all.append(self)  # type: ignore[arg-type]

    def get(self) -> T:
        if _is_changing(self.name):
            return self._own_copy()
        held = self._held
        if held is not None and time.monotonic() - self._looked < self.look_every:
            return held[1]
        with self._lock:
            number = version_of(self.name)
            self._looked = time.monotonic()
            held = self._held
            if held is None or held[0] != number:
                held = self._held = (number, self._load())
            return held[1]

    def _own_copy(self) -> T:
        """What this thread's open transaction has made of it. It is shared with nobody before the commit: a
        rollback would leave every thread with a copy of what never was."""
        own: tuple[int, T] | None = getattr(self._own, "held", None)
        if own is not None and time.monotonic() - self._own.looked < self.look_every:
            return own[1]
        number = version_of(self.name)
        self._own.looked = time.monotonic()
        if own is None or own[0] != number:
            own = self._own.held = (number, self._load())
        return own[1]

    def forget(self) -> None:
        self._held = None
        self.drop_own()

    def drop_own(self) -> None:
        self._own.held = None

    def look_again(self) -> None:
        """Ask for the version at the next use, however soon."""
        self._looked = -math.inf


def _hooks() -> dict[str, list[Callable[[], None]]]:
    hooks: dict[str, list[Callable[[], None]]] = _changing.__dict__.setdefault("hooks", {})
    return hooks


def _is_changing(name: str) -> bool:
    """Whether this thread's open transaction has changed it: its hook still waits for the commit. A
    rollback, of all or of a part, takes the hook away and says nothing to anybody."""
    mine = _hooks().get(name)
    if not mine:
        return False
    waiting = {id(entry[1]) for entry in connection.run_on_commit}
    if any(id(hook) in waiting for hook in mine):
        return True
    _hooks().pop(name)
    return False


def _settled(name: str) -> None:
    _hooks().pop(name, None)
    _renew(name)


def _renew(name: str) -> None:
    for snapshot in _all:
        if snapshot.name == name:
            snapshot.drop_own()
            snapshot.look_again()


def version_of(name: str) -> int:
    """One statement, written out: it is the price of every use that looks (putting it together anew cost a
    tenth of all the time of the security tests, where each page looks a dozen times)."""
    with connection.cursor() as cursor:
        cursor.execute(_NUMBER, [name])
        row: tuple[int] | None = cursor.fetchone()
    return row[0] if row else 0


def bump(name: str) -> None:
    """Say, in the transaction of the change itself, that every copy of `name` is out of date. Whoever wrote
    reads their own change at once, the other processes within `look_every`."""
    hook = partial(_settled, name)
    _hooks().setdefault(name, []).append(hook)
    _renew(name)
    if not Version.objects.filter(name=name).update(number=F("number") + 1):
        Version.objects.bulk_create([Version(name=name)], ignore_conflicts=True)
        Version.objects.filter(name=name).update(number=F("number") + 1)
    transaction.on_commit(hook)


def forget_all() -> None:
    """Drop every copy (tests roll the database back under them; a restore replaces it)."""
    _hooks().clear()
    for snapshot in _all:
        snapshot.forget()


def copies() -> list[str]:
    """The names of all reference data that has ever changed."""
    return sorted(Version.objects.values_list("name", flat=True))


def outdate(names: list[str]) -> None:
    """Everything was replaced at once: every copy in every process is out of date."""
    for name in sorted({*names, *copies(), *(snapshot.name for snapshot in _all)}):
        bump(name)
