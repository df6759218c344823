"""Any table that another office sends, as it stands: the line that is its heading, and every line below.

Nothing is assumed of the columns; `kernel.spreadsheets` is for files of our own columns. A hotline's words
hold line breaks, so a quoted cell may run over several lines here; a quotation mark that nobody closed still
spoils its own line and not the rest of the file.
"""

import csv
import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import chain, islice
from typing import Any
from zipfile import ZipFile

import openpyxl
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.kernel.formulas import meant
from lianxin.kernel.legible import legible, plain_name
from lianxin.kernel.packed import check_book
from lianxin.kernel.spreadsheets import BROKEN, WIDEST

LOOKED_THROUGH = 10  # lines above and with the heading: a title, who exported it, when
LONGEST_CELL = 50  # lines of one quoted cell
EXACT = 10**15  # Excel keeps 15 digits of a number and writes zeros for the rest


@dataclass(frozen=True)
class Line:
    """`fault` is a sentence when the line itself is broken; `blurred` are the columns whose long number
    Excel has cut."""

    number: int
    cells: tuple[str, ...]
    fault: str = ""
    blurred: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Table:
    """`at` is the line of the heading; a column without one is called by its number ("#3"). `others` are
    sheets that are not read."""

    headings: tuple[str, ...]
    at: int
    lines: Iterator[Line]
    others: tuple[str, ...] = ()


def read_table(raw: bytes) -> Table:
    """XLSX or CSV, told apart by what it holds. Raises Invalid for what is neither, and where no line looks
    like a heading. Broken lines come with their fault while `lines` is read."""
    if raw.startswith(b"PK"):
        lines, others = _book(raw)
    elif raw.startswith(b"\xd0\xcf\x11\xe0"):
        raise Invalid(
            _("这是旧版的 Excel 表(.xls),这里读不了。"), instead=_("请在 Excel 里另存为 .xlsx 再上传。")
        )
    elif raw.lstrip()[:100].lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise Invalid(
            _("这个文件名字像表格,里面其实是网页。"), instead=_("请用 Excel 打开,另存为 .xlsx 再上传。")
        )
    else:
        lines, others = _csv(raw), ()
    filled = (line for line in lines if line.fault or any(line.cells))
    top = list(islice(filled, LOOKED_THROUGH))
    at = _heading(top)
    headings = _named(top[at].cells)
    below = (_fitted(line, len(headings)) for line in chain(top[at + 1 :], filled))
    return Table(headings, top[at].number, below, others)


def _heading(top: Sequence[Line]) -> int:
    """The first line that is filled about as wide as the widest: a title above it stands in one cell."""
    widths = [sum(map(bool, line.cells)) for line in top]
    widest = max(widths, default=0)
    for number, width in enumerate(widths):
        if width >= 2 and width * 2 >= widest and not top[number].fault:
            return number
    raise Invalid(
        _("没有找到表头。"), instead=_("表里要有一行写明各列的名字,至少两列,比如:工单编号、诉求内容。")
    )


def _named(cells: Sequence[str]) -> tuple[str, ...]:
    names: list[str] = []
    last = max(number for number, cell in enumerate(cells) if cell)
    for number, cell in enumerate(cells[: last + 1], 1):
        name = plain_name(cell)[:60] or f"#{number}"
        same = 2
        while name in names:
            name, same = f"{plain_name(cell)[:56]}#{same}", same + 1
        names.append(name)
    return tuple(names)


def _fitted(line: Line, width: int) -> Line:
    if line.fault:
        return line
    if any(line.cells[width:]):
        told = {"found": len(line.cells), "wanted": width}
        return Line(line.number, line.cells, _("这一行有 %(found)d 格,表头只有 %(wanted)d 格。") % told)
    cells = (*line.cells[:width], *[""] * (width - len(line.cells)))
    return Line(line.number, cells, "", line.blurred)


# --- CSV ---


def _csv(raw: bytes) -> Iterator[Line]:
    lines = _decoded(raw)
    first = next((words for words, _fault in lines if words.strip()), "")
    mark = max(",;\t", key=first.count)
    at = 0
    while at < len(lines):
        line, used = _record(lines, at, mark)
        yield line
        at += used


def _record(lines: Sequence[tuple[str, str]], at: int, mark: str) -> tuple[Line, int]:
    """One row and how many lines it takes: as many as it needs for its quotation marks to be even."""
    words, fault, used = lines[at][0], lines[at][1], 1
    while words.count('"') % 2 and used < LONGEST_CELL and at + used < len(lines):
        words, fault, used = f"{words}\n{lines[at + used][0]}", fault or lines[at + used][1], used + 1
    read = _parted(words, mark) if words.count('"') % 2 == 0 else None
    if read is None:
        return Line(at + 1, (lines[at][0],), _("引号没有成对。")), 1
    return Line(at + 1, read, fault), used


def _parted(words: str, mark: str) -> tuple[str, ...] | None:
    try:
        rows = list(csv.reader(words.splitlines(keepends=True), delimiter=mark, strict=True))
    except csv.Error:
        return None
    return tuple(meant(legible(cell)) for cell in rows[0]) if len(rows) == 1 else ("",) if not rows else None


def _decoded(raw: bytes) -> list[tuple[str, str]]:
    """Every line with its fault. A file put together from two may hold lines in either encoding: then each
    line is read for itself, and one that is neither says so."""
    wide = _wide(raw)
    if wide:
        return [(line, _unread(line)) for line in _split(raw.decode(wide, errors="replace"))]
    try:
        return [(line, "") for line in _split(raw.decode("utf-8-sig"))]
    except UnicodeDecodeError:
        lines = [line.rstrip(b"\r") for line in raw.removeprefix(b"\xef\xbb\xbf").split(b"\n")]
        told = [line for line in lines if not line.isascii()]
        mostly_utf8 = sum(map(_is_utf8, told)) * 2 > len(told)
        return [
            _either(line, ("utf-8", "gb18030") if mostly_utf8 else ("gb18030", "utf-8")) for line in lines
        ]


def _wide(raw: bytes) -> str:
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    start = raw[:200]  # Excel's "Unicode text" without its mark: every other byte of a digit or comma is 0
    zeros = start.count(0)
    if zeros * 8 < len(start):
        return ""
    return "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"


def _split(text: str) -> list[str]:
    """At line ends only: `splitlines` would also part a cell at signs that people paste into words."""
    return re.split(r"\r\n|\n|\r", text)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _either(line: bytes, encodings: tuple[str, str]) -> tuple[str, str]:
    for encoding in encodings:
        try:
            return line.decode(encoding), ""
        except UnicodeDecodeError:
            continue
    words = line.decode(encodings[0], errors="replace")
    return words, _unread(words)


def _unread(words: str) -> str:
    return _("这一行有读不出的字。") if "�" in words else ""


# --- XLSX ---


def _book(raw: bytes) -> tuple[Iterator[Line], tuple[str, ...]]:
    try:
        check_book(BytesIO(raw))
        book = openpyxl.load_workbook(BytesIO(raw), read_only=True, data_only=True)
        sheets = book.worksheets
        sheet = next((one for one in sheets if one.sheet_state == "visible"), sheets[0])
        merged = _merged(raw, str(getattr(sheet, "_worksheet_path", "")))
    except BROKEN as broken:
        raise _no_book() from broken
    return _rows(sheet, merged), tuple(one.title for one in sheets if one is not sheet)


def _no_book() -> Invalid:
    return Invalid(_("这个文件不是能打开的 Excel 表(.xlsx)。"))


def _rows(sheet: Any, merged: Sequence[range]) -> Iterator[Line]:
    try:
        for number, values in enumerate(sheet.iter_rows(max_col=WIDEST + 1, values_only=True), 1):
            if len(values) > WIDEST and values[WIDEST] is not None:
                raise Invalid(_("这张表有 %(most)d 列以上,没有读。") % {"most": WIDEST})
            if any(value is not None for value in values):
                yield _line(number, values, merged)
    except BROKEN as broken:
        raise _no_book() from broken


def _line(number: int, values: Sequence[Any], merged: Sequence[range]) -> Line:
    cells = tuple(meant(legible(_cell(value))) for value in values)
    blurred = frozenset(i for i, value in enumerate(values) if _is_number(value) and abs(value) >= EXACT)
    fault = ""
    if any(number in rows for rows in merged):
        fault = _("这一行有和上面合并的单元格,读不出自己的内容。请取消合并、每行填上再上传。")
    return Line(number, cells, fault, blurred)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _cell(value: Any) -> str:
    """Excel keeps long codes as numbers: 140403001004.0 is a code, not a fraction."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, dt.datetime):
        return value.isoformat(" ", "seconds")
    return "" if value is None else str(value)


_MERGE = re.compile(rb'<mergeCell[^>]*ref="[A-Z]+(\d+):[A-Z]+(\d+)"')


def _merged(raw: bytes, member: str) -> list[range]:
    """Rows that share a cell with the one above: they show it and do not hold it."""
    found: list[range] = []
    with ZipFile(BytesIO(raw)) as archive:
        if member.lstrip("/") not in archive.namelist():
            return []
        kept = b""
        with archive.open(member.lstrip("/")) as sheet:
            while part := sheet.read(1_000_000):
                text = kept + part
                found += [range(int(a) + 1, int(b) + 1) for a, b in _MERGE.findall(text) if int(b) > int(a)]
                kept = text[-200:] if b"<mergeCell" not in text[-200:] else b""
    return found[:10_000]
