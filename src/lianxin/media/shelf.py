"""The files: written whole and for good before a row names them, under names that say nothing.

A row without its file cannot be. A file without a row can (a crash between the two): the sweep takes it away.
"""

import os
import secrets
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

LARGE, SMALL = "large", "small"
KINDS = (LARGE, SMALL)
SHARDS = 256
GRACE = timedelta(hours=1)  # the longest that a file may wait for its row


def new_name() -> str:
    """Never guessed, never chosen by a sender."""
    return secrets.token_hex(16)


def path_of(name: str, kind: str = LARGE) -> Path:
    if len(name) != 32 or not set(name) <= set("0123456789abcdef") or kind not in KINDS:
        raise ValueError("not a name of ours")
    return folder() / name[:2] / f"{name}.{kind}.jpg"


def folder() -> Path:
    path: Path = settings.PHOTOS
    return path


def put(name: str, large: bytes, small: bytes) -> None:
    """Both files, on the disk with their names before this returns."""
    for kind, content in ((LARGE, large), (SMALL, small)):
        write(path_of(name, kind), content)
    _sync(path_of(name).parent)


def write(path: Path, content: bytes) -> None:
    """One file, whole and synced; its folder is synced by whoever puts several into it."""
    made = _made(path.parent)
    partial = path.with_name(f".{path.name}.{secrets.token_hex(4)}.partial")
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise
    for parent in made:
        _sync(parent)


def _made(wanted: Path) -> list[Path]:
    """Make the folder; returns those whose list of names has changed by it."""
    if wanted.is_dir():
        return []
    above = _made(wanted.parent)
    wanted.mkdir(mode=0o700, exist_ok=True)
    return [*above, wanted.parent]


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read(name: str, kind: str) -> bytes | None:
    try:
        return path_of(name, kind).read_bytes()
    except FileNotFoundError:
        return None


def drop(names: Iterable[str]) -> None:
    """Gone from the disk; what is gone already is fine."""
    for name in names:
        for kind in KINDS:
            path_of(name, kind).unlink(missing_ok=True)


def lying_in(shard: int, *, before: datetime) -> Iterator[tuple[str, Path]]:
    """What lies in one of the 256 folders and was written before a moment: (name, file). The name is "" for
    what was left half written."""
    where = folder() / f"{shard:02x}"
    if not where.is_dir():
        return
    for path in where.iterdir():
        if path.stat().st_mtime < before.timestamp():
            name = path.name.split(".", 1)[0]
            yield name, path
