"""Power cuts, drawn from a log of writes: what a disk may hold when the current fails at any moment.

What was written and synced is there. Of what was written since the last sync of its file a disk may have
kept nothing, everything, any part, or a write torn at its 512-byte sectors; two files know nothing of each
other. The images are opened by the same SQLite, checked by it, and compared, row by row of every table, with
the states that had been acknowledged.
"""

import hashlib
import os
import pickle
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

SECTOR = 512
WAYS = ("none", "all", "half", "torn")
FILES = {"db": "cut.sqlite3", "wal": "cut.sqlite3-wal"}
TABLES = "SELECT name FROM sqlite_master WHERE type='table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
# No row of these changes while the log is recorded; the log itself shows it (their pages are never written).
STILL = {"django_migrations", "django_content_type", "auth_permission", "org_category", "territory_division"}
Event = tuple[object, ...]


def state_of(connection: sqlite3.Connection) -> str:
    """A digest of every row of every table that may change."""
    digest = hashlib.blake2b(digest_size=16)
    for (table,) in connection.execute(TABLES).fetchall():
        if table not in STILL:
            rows = connection.execute(f'SELECT * FROM "{table}" ORDER BY 1').fetchall()
            digest.update(repr((table, rows)).encode())
    return digest.hexdigest()


@dataclass
class Disk:
    """`synced` is what every crash leaves; `pending` what it may leave, in the order it was written."""

    synced: dict[str, bytearray] = field(default_factory=dict)
    pending: dict[str, list[Event]] = field(default_factory=dict)

    @classmethod
    def holding(cls, database: Path) -> "Disk":
        return cls({"db": bytearray(database.read_bytes()), "wal": bytearray()}, {"db": [], "wal": []})

    def take(self, event: Event) -> None:
        what, kind = event[0], str(event[1])
        if what == "sync":
            for waiting in self.pending[kind]:
                _apply(self.synced[kind], waiting)
            self.pending[kind].clear()
        elif what != "ack":
            self.pending[kind].append(event)

    def cut(self, way: str, chance: random.Random) -> dict[str, bytearray]:
        found = {}
        for kind, synced in self.synced.items():
            held = bytearray(synced)
            for event in _kept(self.pending[kind], way, chance):
                _apply(held, event)
            found[kind] = held
        return found


def _apply(held: bytearray, event: Event) -> None:
    what, _kind, place, *words = event
    assert isinstance(place, int)
    if what == "truncate":
        del held[place:]
        return
    (data,) = words
    assert isinstance(data, bytes)
    if len(held) < place:
        held.extend(bytes(place - len(held)))
    held[place : place + len(data)] = data


def _kept(pending: list[Event], way: str, chance: random.Random) -> list[Event]:
    if way == "none" or not pending:
        return []
    if way == "all":
        return pending
    if way == "half":
        return [event for event in pending if chance.random() < 0.5]
    torn = chance.randrange(len(pending))  # everything before it is there, of itself a part, nothing after
    return [*pending[:torn], *_sectors(pending[torn], chance)]


def _sectors(event: Event, chance: random.Random) -> list[Event]:
    if event[0] != "write":
        return []
    _what, kind, offset, data = event
    assert isinstance(offset, int)
    assert isinstance(data, bytes)
    # The first sector may begin inside a write: sectors lie at multiples of 512 of the file.
    edges = [0, *range(SECTOR - offset % SECTOR, len(data), SECTOR), len(data)]
    parts = [(a, b) for a, b in pairwise(edges) if a < b and chance.random() < 0.5]
    return [("write", kind, offset + a, data[a:b]) for a, b in parts]


@dataclass(frozen=True)
class Recorded:
    """A log with the digests of the states that were acknowledged, and the file it began with."""

    log_file: Path
    database: Path


def judge(recorded: Recorded, images: int, *, seed: int = 1) -> Counter[str]:
    """Open that many images, on all cores; count the verdicts: kept, lost (somebody had been
    promised it), half (no state that ever was), unreadable; of so many `images`."""
    cores = os.cpu_count() or 1
    with ProcessPoolExecutor(cores) as pool:
        parts = [pool.submit(_judge_part, recorded, images, seed, core, cores) for core in range(cores)]
        return sum((part.result() for part in parts), Counter())


def _judge_part(recorded: Recorded, images: int, seed: int, core: int, cores: int) -> Counter[str]:
    log, answers = pickle.loads(recorded.log_file.read_bytes())
    place_of = {digest: number for number, digest in enumerate(answers)}
    found: Counter[str] = Counter()
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    with TemporaryDirectory(dir=memory) as folder:
        for number, disk, acknowledged in _moments(log, recorded.database, images):
            if number % cores == core:
                chance = random.Random(f"{seed}:{number}")
                image = disk.cut(WAYS[number // cores % len(WAYS)], chance)
                found[_verdict(image, Path(folder), place_of, acknowledged)] += 1
                found["images"] += 1
                found["with writes not yet synced"] += any(disk.pending.values())
    return found


def _moments(log: list[Event], database: Path, images: int) -> Iterator[tuple[int, Disk, int]]:
    """Image numbers, spread evenly over all moments between two events, with the disk as it was then and the
    number of the last state that somebody had been promised."""
    disk, acknowledged, number = Disk.holding(database), 0, 0
    for moment, event in enumerate(log, 1):
        if event[0] == "ack":
            acknowledged = int(str(event[1]))
        disk.take(event)
        while number * len(log) < moment * images and number < images:
            yield number, disk, acknowledged
            number += 1


def _verdict(image: dict[str, bytearray], folder: Path, place_of: dict[str, int], acknowledged: int) -> str:
    for old in folder.iterdir():
        old.unlink()
    for kind, content in image.items():
        (folder / FILES[kind]).write_bytes(content)
    try:
        with closing(sqlite3.connect(folder / FILES["db"])) as connection:
            if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
                return "unreadable"
            if connection.execute("PRAGMA foreign_key_check").fetchall():
                return "half"
            place = place_of.get(state_of(connection))
    except sqlite3.DatabaseError:
        return "unreadable"
    if place is None:
        return "half"
    return "lost" if place < acknowledged else "kept"
