"""Rows out of the files that offices send: CSV in whichever encoding, or XLSX. A row that cannot be read
comes with its fault; no row is ever lost without a word.

One line of a CSV is one row: no name of a place, unit or category holds a line break, and so a quotation
mark that nobody closed spoils its own line and not the rest of the file.
"""

import csv
import zlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
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


def read_rows(path: Path, columns: Columns, required: Collection[str] = ()) -> Iterator[Row]:
    """`columns`: our name → the headings it goes by in files, e.g. {"code": ("code", "区划代码")}; the
    first column named in it must be there, and those in `required`. Raises Invalid when the file or its
    heading cannot be read, or has a column that is not known: what it says would be lost without a word."""
    lines = _sheet(path) if path.suffix.lower() in {".xlsx", ".xlsm"} else _csv(path)
    heading = next(lines, None)
    names = _named(heading[1] if heading else [], columns, required)
    for number, cells, fault, raw in lines:
        if not fault and len(cells) > len(names) and any(cells[len(names) :]):
            fault = _("这一行有 %(found)d 格,表头只有 %(wanted)d 格。") % {
                "found": len(cells),
                "wanted": len(names),
            }
        fault = fault or _without_heading(cells, names)
        if fault or any(cells):
            row = {name: cell for name, cell in zip(names, cells, strict=False) if name}
            yield Row(number, row, fault, raw)


Line = tuple[int, list[str], str, str]


def _named(heading: Sequence[str], columns: Columns, required: Collection[str]) -> list[str]:
    known = {alias.lower(): name for name, aliases in columns.items() for alias in aliases}
    names = [known.get(cell.strip().lower(), "") for cell in heading]
    for name in (next(iter(columns)), *required):
        if name not in names:
            raise Invalid(
                _("这个文件的第一行里找不到“%(column)s”这一列。") % {"column": "/".join(columns[name][:3])},
                instead=_("第一行应当是表头,请补上后再导入。"),
            )
    strange = [cell.strip() for cell, name in zip(heading, names, strict=True) if cell.strip() and not name]
    if strange:
        told = {"strange": "、".join(word[:20] for word in strange[:8]), "known": headings(columns)}
        raise Invalid(
            _("不认识这些列:%(strange)s。可以用的列:%(known)s。请改掉列名,或删去这些列再导入。") % told
        )
    twice = [columns[name][0] for name in columns if names.count(name) > 1]
    if twice:
        raise Invalid(_("有两列都表示“%(column)s”,不知道该用哪一列。") % {"column": twice[0]})
    return names


def headings(columns: Columns) -> str:
    """What each column is called first: for a sentence."""
    return "、".join(aliases[0] for aliases in columns.values())


def _without_heading(cells: Sequence[str], names: Sequence[str]) -> str:
    """A cell under an empty heading says something that nobody would read."""
    for number, (cell, name) in enumerate(zip(cells, names, strict=False), 1):
        if cell and not name:
            return _("第 %(n)d 列没有表头,不知道里面写的是什么。") % {"n": number}
    return ""


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
BROKEN = (BadZipFile, KeyError, OSError, ValueError, EOFError, IndexError, TypeError, ParseError, zlib.error)


def _sheet(path: Path) -> Iterator[Line]:
    try:
        check_book(path)
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        for number, values in enumerate(
            book.worksheets[0].iter_rows(max_col=WIDEST + 1, values_only=True), 1
        ):
            if len(values) > WIDEST and values[WIDEST] is not None:
                raise Invalid(
                    _("这张表有 %(most)d 列以上,没有读。") % {"most": WIDEST},
                    instead=_("请只留要导入的列,再上传一次。"),
                )
            filled = any(value is not None for value in values)
            cells = [meant(legible(_cell(value))) for value in values] if filled else [""]
            yield number, cells, "", ",".join(cells)
        book.close()
    except BROKEN as broken:
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
