"""Reference data kept in each process's memory, renewed when its version has moved on."""

import math
import threading
import time
from collections.abc import Callable
from typing import Generic, TypeVar

from django.db.models import F

from lianxin.journal.models import Version

T = TypeVar("T")
_all: "list[Snapshot[object]]" = []


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
        _all.append(self)  # type: ignore[arg-type]

    def get(self) -> T:
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

    def forget(self) -> None:
        self._held = None

    def look_again(self) -> None:
        """Ask for the version at the next use, however soon."""
        self._looked = -math.inf


def version_of(name: str) -> int:
    return Version.objects.filter(name=name).values_list("number", flat=True).first() or 0


def bump(name: str) -> None:
    """Say, in the transaction of the change itself, that every copy of `name` is out of date. Whoever wrote
    reads their own change at once, the other processes within `look_every`."""
    for snapshot in _all:
        if snapshot.name == name:
            snapshot.look_again()
    if not Version.objects.filter(name=name).update(number=F("number") + 1):
        Version.objects.bulk_create([Version(name=name)], ignore_conflicts=True)
        Version.objects.filter(name=name).update(number=F("number") + 1)


def forget_all() -> None:
    """Drop every copy (tests roll the database back under them; a restore replaces it)."""
    for snapshot in _all:
        snapshot.forget()


def copies() -> list[str]:
    """The names of all reference data that has ever changed."""
    return sorted(Version.objects.values_list("name", flat=True))


def outdate(names: list[str]) -> None:
    """Everything was replaced at once: every copy in every process is out of date."""
    for name in sorted({*names, *copies(), *(snapshot.name for snapshot in _all)}):
        bump(name)
