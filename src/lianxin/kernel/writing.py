"""Rows into files that people open: no cell runs, whatever stands in it."""

import csv
import io
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

import openpyxl

from lianxin.kernel.formulas import defused

Cells = Sequence[str]
LONGEST_CELL = 32_000  # Excel's bound is 32,767
_NO_XML = {0xFFFE: None, 0xFFFF: None}  # one such sign, and the whole workbook cannot be opened


def csv_lines(rows: Iterable[Cells]) -> Iterator[bytes]:
    """UTF-8 with the mark that spreadsheets look for; one line at a time."""
    line = io.StringIO()
    writer = csv.writer(line, lineterminator="\r\n")
    yield b"\xef\xbb\xbf"
    for cells in rows:
        writer.writerow([defused(cell) for cell in cells])
        yield line.getvalue().encode()
        line.seek(0)
        line.truncate()


def write(rows: Iterable[Cells], path: Path, *, book: bool) -> int:
    """Into a file; returns how many rows lie between its heading and its last line."""
    count = 0

    def counted() -> Iterator[Cells]:
        nonlocal count
        for cells in rows:
            count += 1
            yield cells

    with path.open("wb") as file:
        if book:
            with made_book(counted()) as made:
                shutil.copyfileobj(made, file)
        else:
            file.writelines(csv_lines(counted()))
    return max(0, count - 2)


def made_book(rows: Iterable[Cells]) -> IO[bytes]:
    """An XLSX, written row by row into a file that vanishes when it is closed."""
    made = openpyxl.Workbook(write_only=True)
    sheet = made.create_sheet("Lianxin")
    sheet.freeze_panes = "A2"
    for cells in rows:
        sheet.append([defused(cell)[:LONGEST_CELL].translate(_NO_XML) for cell in cells])
    file = NamedTemporaryFile(suffix=".xlsx")  # noqa: SIM115  # the answer closes it
    made.save(file)
    file.seek(0)
    return file
