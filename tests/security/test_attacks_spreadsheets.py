"""A spreadsheet of a few kilobytes must not keep the server busy."""

import io
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl

from lianxin.kernel.spreadsheets import read_rows

SHEET = "xl/worksheets/sheet1.xml"


def test_a_sheet_that_says_it_is_endless_is_read_at_once(tmp_path: Path) -> None:
    book, plain, path = openpyxl.Workbook(), io.BytesIO(), tmp_path / "wide.xlsx"
    book.worksheets[0].append(["code"])
    book.save(plain)
    with ZipFile(plain) as whole, ZipFile(path, "w", ZIP_DEFLATED) as wide:
        for name in whole.namelist():
            part = whole.read(name)
            if name == SHEET:
                last = b'<row r="2000"><c r="A2000"><v>14</v></c></row></sheetData>'
                part = part.replace(b'ref="A1:A1"', b'ref="A1:XFD1048576"').replace(
                    b'ref="A1"', b'ref="A1:XFD1048576"'
                )
                part = part.replace(b"</sheetData>", last)
            wide.writestr(name, part)

    began = process_time()
    rows = list(read_rows(path, {"code": ("code",)}))

    assert [(row.line, row.cells) for row in rows] == [(2000, {"code": "14"})]
    assert process_time() - began < 2
