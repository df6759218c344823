"""The photos in a backup: each file a member of the archive, all of them proved by one sum.

A name is random and never used again, so putting files back cannot harm what is there: they go in before the
rows that name them, and what no row names afterwards is swept away (media.sweeping).
"""

import hashlib
import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lianxin.kernel.errors import Invalid
from lianxin.media import public as media

FOLDER = "photos/"


def files_of(rows: Iterator[tuple[str, str]]) -> Iterator[Path]:
    """The files of these pictures: (name, public name)."""
    for names in rows:
        for name in names:
            yield from media.backing_up.files_of(name) if name else ()


class Sum:
    """Of all files in any order: the sum of the SHA-256 of each name with its content."""

    def __init__(self) -> None:
        self.files, self.bytes, self._total = 0, 0, 0

    def add(self, name: str, content: bytes) -> None:
        mark = hashlib.sha256(name.encode() + b"\0" + content).digest()
        self._total = (self._total + int.from_bytes(mark, "big")) % 2**256
        self.files, self.bytes = self.files + 1, self.bytes + len(content)

    def told(self) -> dict[str, Any]:
        return {"files": self.files, "bytes": self.bytes, "sum": f"{self._total:064x}"}


def gather(target: Path) -> tuple[dict[str, Any], list[str]]:
    """Copy every photo that a row names into an archive of its own; returns its sum, and the names of those
    that were deleted while we looked: their rows are left out when it is put back."""
    sum_, gone = Sum(), []
    with tarfile.open(target, "w") as archive:
        for path in files_of(media.backing_up.names()):
            try:
                content = path.read_bytes()
            except FileNotFoundError:
                gone.append(path.name.split(".", 1)[0])
                continue
            info = tarfile.TarInfo(FOLDER + path.name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
            sum_.add(path.name, content)
    return sum_.told(), sorted(set(gone))


def each(archive: tarfile.TarFile) -> Iterator[tuple[str, bytes]]:
    """(name, content) of every photo in the archive within an archive, read one at a time."""
    try:
        inner = archive.extractfile("photos.tar")
    except KeyError:
        return
    if inner is None:
        return
    with tarfile.open(fileobj=inner, mode="r:") as photos:
        for member in photos:
            content = photos.extractfile(member)
            if content is None or not member.name.startswith(FOLDER):
                raise Invalid("备份文件损坏了(photos)。数据库没有动。", instead="请换另一份备份。")
            yield member.name.removeprefix(FOLDER), content.read()


def prove(archive: tarfile.TarFile, told: dict[str, Any] | None) -> None:
    """Every photo is there, and is what it was when the backup was made. An archive from before there were
    photos has none."""
    sum_ = Sum()
    try:
        for name, content in each(archive):
            sum_.add(name, content)
    except (OSError, tarfile.TarError) as broken:
        raise Invalid("备份文件损坏了(photos)。数据库没有动。", instead="请换另一份备份。") from broken
    if sum_.told() != (told or Sum().told()):
        raise Invalid("备份文件损坏了(photos)。数据库没有动。", instead="请换另一份备份。")


def bring(archive: tarfile.TarFile, told: dict[str, Any] | None) -> None:
    """Proved, then on the shelf and synced, before any row names them."""
    prove(archive, told)
    for name, content in each(archive):
        media.backing_up.put_back(name, content)
    os.sync()


forget_lost = media.backing_up.forget_lost
