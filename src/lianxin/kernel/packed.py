"""Packed uploads, judged before they are unpacked: a file of kilobytes may hold gigabytes.

What an archive says of its members' sizes can be believed as an upper bound: `zipfile` reads no further than
that, and a lie fails its checksum.
"""

import gzip
from pathlib import Path
from typing import IO
from zipfile import ZipFile

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid

MOST_UNPACKED = 300_000_000  # bytes; the villages of the whole country as a spreadsheet have 200 MB
MOST_AT_ONCE = 60_000_000
MOST_MEMBERS = 1_000
# Sheets of codes shrink to a tenth, drawings to a third. Small members may shrink further: they cannot hurt.
MOST_RATIO, SMALL = 100, 10_000_000


def check_book(path: Path | IO[bytes]) -> None:
    """A spreadsheet's sheets are read row by row; everything else in it (its words, its styles) at once."""
    with ZipFile(path) as archive:
        at_once = sum(m.file_size for m in archive.infolist() if not m.filename.startswith("xl/worksheets/"))
    if at_once > MOST_AT_ONCE:
        raise _too_much()
    check_zip(path)


def check_zip(path: Path | IO[bytes]) -> None:
    """Raises Invalid for an archive that would unpack to too much, and BadZipFile for what is none."""
    with ZipFile(path) as archive:
        members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    swollen = [
        member
        for member in members
        if member.file_size > SMALL and member.file_size > MOST_RATIO * max(1, member.compress_size)
    ]
    if len(members) > MOST_MEMBERS or unpacked > MOST_UNPACKED or swollen:
        raise _too_much()


def unpacked_gzip(path: Path) -> bytes:
    """What a .gz holds, up to the bound. Raises Invalid."""
    try:
        with gzip.open(path, "rb") as file:
            body = file.read(MOST_UNPACKED + 1)
    except (OSError, EOFError) as broken:
        raise Invalid(_("这个压缩文件坏了,打不开。")) from broken
    if len(body) > MOST_UNPACKED:
        raise _too_much()
    return body


def _too_much() -> Invalid:
    return Invalid(_("这个文件展开以后太大,没有读。"), instead=_("请把它分成几份,或另存为普通的表格再上传。"))
