"""Looks into an uploaded Word file without opening it in Word's own way: is it one, does it carry anything
that runs, or that would be fetched from elsewhere? Only names and bytes are read."""

import io
import re
import zipfile
from dataclasses import dataclass

from django.utils.translation import gettext as _

LARGEST_WORD, LARGEST_UNPACKED, MOST_PARTS = 2_000_000, 20_000_000, 300
_RUNS = re.compile(r"vbaProject|activeX|embeddings/|oleObject|\.bin$|afchunk|customUI", re.IGNORECASE)
_OUTSIDE = re.compile(rb"""<[^>]*TargetMode\s*=\s*["']External["'][^>]*>""")
_TARGET = re.compile(rb"""Target\s*=\s*["']([^"']*)""")
_FETCHES = re.compile(rb"INCLUDE(?:TEXT|PICTURE)|DDE(?:AUTO)?\s|<w:altChunk")
_DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)")


@dataclass(frozen=True)
class Wrong:
    sentence: str
    at: str = ""


def wrong_with(template: bytes) -> Wrong | None:
    try:
        return _look(zipfile.ZipFile(io.BytesIO(template)))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError):
        return Wrong(_("这个 Word 文件坏了,打不开。"))


def _look(package: zipfile.ZipFile) -> Wrong | None:
    parts = package.infolist()
    if "word/document.xml" not in package.namelist():
        return Wrong(_("这个文件不是 Word 文档(.docx),也不是 typst 文本。"))
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        return Wrong(_("这个 Word 文件展开以后太大。"))
    for part in parts:
        if _RUNS.search(part.filename):
            return _carries(part.filename)
        if part.filename.endswith((".xml", ".rels")) and (found := _reaching(package.read(part))):
            return _carries(found)
    return None


def _reaching(told: bytes) -> str:
    """What in this part would be fetched, as far as it can be named."""
    if found := _OUTSIDE.search(told):
        target = _TARGET.search(found[0])
        return (target[1] if target else found[0]).decode(errors="replace")[:200]
    if found := _FETCHES.search(told) or _DOCTYPE.search(told):
        return found[0].decode().strip()
    return ""


def _carries(what: str) -> Wrong:
    return Wrong(
        _("这个 Word 文件带有会运行或者会从外面取东西的内容(%(what)s),请去掉以后再上传。") % {"what": what},
        what,
    )
