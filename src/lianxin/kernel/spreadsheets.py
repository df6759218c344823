"""Rows out of the files that offices send: CSV in whichever encoding, or XLSX. A row that cannot be read
comes with its fault; no row is ever lost without a word.

One line of a CSV is one row: no name of a place, unit or category holds a line break, and so a quotation
mark that nobody closed spoils its own line and not the rest of the file.
"""

import csv
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile

import openpyxl
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.kernel.formulas import defused, meant
from lianxin.kernel.legible import legible
from lianxin.kernel.packed import check_book, unpacked_gzip

Columns = Mapping[str, Sequence[str]]
# Our widest table has a dozen. A sheet of five kilobytes may say that it is 16,384 columns wide in every one
# of a million rows, and each of those cells would be made.
WIDEST = 100


@dataclass(frozen=True)
class Row:
    """`cells` by our own column names; `fault` is a sentence when the line itself is broken."""

    line: int
    cells: Mapping[str, str] = field(default_factory=dict)
    fault: str = ""
    raw: str = ""


@dataclass(frozen=True)
class BadRow:
    """A row that did not go in, and why."""

    line: int
    reason: str
    raw: str


def read_rows(path: Path, columns: Columns) -> Iterator[Row]:
    """`columns`: our name → the headings it goes by in files, e.g. {"code": ("code", "区划代码")}; the
    first column named in it must be there. Raises Invalid when the file or its heading cannot be read."""
    lines = _sheet(path) if path.suffix.lower() in {".xlsx", ".xlsm"} else _csv(path)
    heading = next(lines, None)
    names = _named(heading[1] if heading else [], columns)
    for number, cells, fault, raw in lines:
        if not fault and len(cells) > len(names) and any(cells[len(names) :]):
            fault = _("这一行有 %(found)d 格,表头只有 %(wanted)d 格。") % {
                "found": len(cells),
                "wanted": len(names),
            }
        if fault or any(cells):
            row = {name: cell for name, cell in zip(names, cells, strict=False) if name}
            yield Row(number, row, fault, raw)


Line = tuple[int, list[str], str, str]


def _named(heading: Sequence[str], columns: Columns) -> list[str]:
    known = {alias.lower(): name for name, aliases in columns.items() for alias in aliases}
    names = [known.get(cell.strip().lower(), "") for cell in heading]
    first = next(iter(columns))
    if first not in names:
        raise Invalid(
            _("这个文件的第一行里找不到“%(column)s”这一列。") % {"column": "/".join(columns[first][:3])},
            instead=_("第一行应当是表头,请补上后再导入。"),
        )
    return names


def _csv(path: Path) -> Iterator[Line]:
    text = decoded(file_bytes(path))
    lines = text.splitlines()
    mark = max(",;\t", key=lambda sign: lines[0].count(sign)) if lines else ","
    for number, line in enumerate(lines, 1):
        fault, cells = "", [""]
        try:
            read = next(csv.reader([line], delimiter=mark, strict=True), [""])
            cells = [meant(legible(cell)) for cell in read]
        except csv.Error:
            fault = _("引号没有成对。")
        if "�" in line:
            fault = _("这一行有读不出的字。")
        yield number, cells, fault, line


def file_bytes(path: Path) -> bytes:
    """What the file holds; unpacked when its name ends in .gz (the files that travel with the project)."""
    return unpacked_gzip(path) if path.suffix == ".gz" else path.read_bytes()


def decoded(raw: bytes) -> str:
    """UTF-8 (with or without BOM), UTF-16 with BOM, else GB 18030, which holds GBK and GB 2312."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", errors="replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("gb18030", errors="replace")


# ParseError is a SyntaxError: what is no XML, or XML that grows when it is read (entities).
_BROKEN = (BadZipFile, KeyError, OSError, ValueError, EOFError, IndexError, TypeError, ParseError, zlib.error)


def _sheet(path: Path) -> Iterator[Line]:
    try:
        check_book(path)
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for number, values in enumerate(book.worksheets[0].iter_rows(max_col=WIDEST, values_only=True), 1):
            filled = any(value is not None for value in values)
            cells = [meant(legible(_cell(value))) for value in values] if filled else [""]
            yield number, cells, "", ",".join(cells)
        book.close()
    except _BROKEN as broken:
        raise Invalid(_("这个文件不是能打开的 Excel 表(.xlsx)。")) from broken


def _cell(value: Any) -> str:
    """Excel keeps long codes as numbers: 140403001004.0 is a code, not a fraction."""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value).strip()


def bad_rows_csv(bad: Iterable[BadRow]) -> str:
    """The rows that did not go in, as a CSV text for the one who sent the file."""
    lines = [[_("行"), _("原因"), _("原文")], *([str(row.line), row.reason, row.raw] for row in bad)]
    quoted = (",".join('"' + defused(cell).replace('"', '""') + '"' for cell in line) for line in lines)
    return "﻿" + "\r\n".join(quoted) + "\r\n"
