"""Handing a picture to the darkroom and taking it back: the parent's side, with its clock and its doubts."""

import hashlib
import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lianxin.media.errors import Unusable
from lianxin.media.segments import is_bare

LARGEST = 15_000_000  # bytes of one photo as it arrives
SECONDS = 15.0  # on the clock of the wall; of its own time the child has a third
AT_ONCE, PATIENCE = 2, 6.0  # children at once, and how long one more waits for a place
MOST_BACK = 12_000_000
MOST_BOXES = 40
_places = threading.BoundedSemaphore(AT_ONCE)
_DARKROOM = Path(__file__).with_name("darkroom.py")


@dataclass(frozen=True)
class Developed:
    """A picture ready to be kept: two bare JPEGs. `used`: memory in kB and processor time in ms it took."""

    large: bytes
    small: bytes
    width: int
    height: int
    used: tuple[int, int] = (0, 0)


Box = tuple[int, int, int, int]  # left, top, right, bottom in thousandths of the picture


def develop(data: bytes) -> Developed:
    """The picture in `data` and nothing else of it: upright, sRGB, at most 2048 pixels long, bare. Raises
    Unusable with what is wrong with it. Takes a tenth of a second or more: never inside a transaction."""
    check(data)
    return _handed({"do": "clean"}, data)


def cover(kept: bytes, boxes: Sequence[Box]) -> Developed:
    """One of ours with these boxes covered for good."""
    for box in boxes:
        if not (0 <= box[0] < box[2] <= 1000 and 0 <= box[1] < box[3] <= 1000):
            raise Unusable("boxes")
    if len(boxes) > MOST_BOXES:
        raise Unusable("boxes")
    return _handed({"do": "blur", "boxes": [list(box) for box in boxes]}, kept)


def check(data: bytes) -> None:
    """What can be told from its size and its first bytes, before a process is started for it."""
    if not data:
        raise Unusable("empty")
    if len(data) > LARGEST:
        raise Unusable("large")
    if data[4:12] in _HEIF:
        raise Unusable("heic")
    if not (data.startswith(_BEGINNINGS) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")):
        raise Unusable("kind")


_BEGINNINGS = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_HEIF = {b"ftyp" + brand for brand in (b"heic", b"heix", b"hevc", b"mif1", b"msf1", b"avif")}


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _handed(asked: dict[str, Any], data: bytes) -> Developed:
    with _place():
        head, pictures = _answer(json.dumps(asked).encode() + b"\n" + data)
    if "no" in head:
        raise Unusable(str(head["no"]))
    try:
        first, second = (int(size) for size in head["sizes"])
        made = Developed(
            pictures[:first], pictures[first:], int(head["width"]), int(head["height"]), tuple(head["used"])
        )
    except (KeyError, TypeError, ValueError):
        raise Unusable("broken") from None
    if first + second != len(pictures) or not (is_bare(made.large) and is_bare(made.small)):
        raise Unusable("broken")  # whatever the child became: no more than a picture is taken from it
    return made


@contextmanager
def _place() -> Iterator[None]:
    if not _places.acquire(timeout=PATIENCE):
        raise Unusable("crowded")
    try:
        yield
    finally:
        _places.release()


def _answer(told: bytes) -> tuple[dict[str, Any], bytes]:
    """A file as its stdin, so that nobody waits for a pipe to drain, and no more taken back than expected."""
    with tempfile.TemporaryFile() as brought:
        brought.write(told)
        brought.seek(0)
        child = subprocess.Popen(  # noqa: S603  # our own script, by its path; the bytes come in as its stdin
            [sys.executable, "-I", str(_DARKROOM)],
            stdin=brought,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
        )
    clock = threading.Timer(SECONDS, child.kill)
    clock.start()
    try:
        said = child.stdout.read(MOST_BACK + 1) if child.stdout else b""
    finally:
        clock.cancel()
        child.kill()  # one that has ended by itself does not mind
        child.communicate()
    return _read(said, child.returncode)


def _read(said: bytes, ended: int) -> tuple[dict[str, Any], bytes]:
    head, line, pictures = said.partition(b"\n")
    if not line or len(said) > MOST_BACK:
        raise Unusable("heavy" if ended < 0 else "broken")
    try:
        read = json.loads(head)
    except ValueError:
        raise Unusable("broken") from None
    return (read if isinstance(read, dict) else {}), pictures
