"""A spreadsheet of a few kilobytes must not keep the server busy."""

import csv
import gzip
import io
from collections.abc import Callable
from pathlib import Path
from time import process_time
from zipfile import ZIP_DEFLATED, ZipFile

import openpyxl
import pytest

from lianxin.kernel import packed
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid
from lianxin.kernel.formulas import defused, meant
from lianxin.kernel.spreadsheets import BadRow, bad_rows_csv, read_rows
from lianxin.matters.public import Verb, classifier
from lianxin.org import public as org
from lianxin.org import queries
from lianxin.org.exports import duty_list_csv
from lianxin.org.models import DutyItem
from lianxin.shell.cli import main
from lianxin.territory.geodata import read_features
from town import Town

SHEET = "xl/worksheets/sheet1.xml"


def tampered(path: Path, change: Callable[[bytes], bytes]) -> Path:
    """A book with one column, "code", whose sheet a hand has changed."""
    book, plain = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append(["code"])
    book.save(plain)
    with ZipFile(plain) as whole, ZipFile(path, "w", ZIP_DEFLATED) as changed:
        for name in whole.namelist():
            part = whole.read(name)
            changed.writestr(name, change(part) if name == SHEET else part)
    return path


def test_a_sheet_that_says_it_is_endless_is_read_at_once(tmp_path: Path) -> None:
    def widen(part: bytes) -> bytes:
        last = b'<row r="2000"><c r="A2000"><v>14</v></c></row></sheetData>'
        wide = b'ref="A1:XFD1048576"'
        return part.replace(b'ref="A1:A1"', wide).replace(b'ref="A1"', wide).replace(b"</sheetData>", last)

    path = tampered(tmp_path / "wide.xlsx", widen)

    began = process_time()
    rows = list(read_rows(path, {"code": ("code",)}))

    assert [(row.line, row.cells) for row in rows] == [(2000, {"code": "14"})]
    assert process_time() - began < 2


def wide(path: Path, columns: int) -> Path:
    book = openpyxl.Workbook()
    book.worksheets[0].append(["code", *[f"c{number}" for number in range(2, columns + 1)]])
    book.save(path)
    return path


def test_a_column_beyond_the_hundredth_is_refused_and_never_dropped(tmp_path: Path) -> None:
    """It was cut off without a word: what stood in it was lost, and nobody was told."""
    columns = {"code": ("code",), **{f"c{number}": (f"c{number}",) for number in range(2, 102)}}

    list(read_rows(wide(tmp_path / "fits.xlsx", 100), columns))
    with pytest.raises(Invalid) as told:
        list(read_rows(wide(tmp_path / "wide.xlsx", 101), columns))

    assert told.value.sentence == "这张表有 100 列以上,没有读。"


RUNS = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "=HYPERLINK(...)", "+7", "'=1+1", "''@x", " =1", "\t=1",
    "\r=1", "-", "+86 355 2024567",
)  # fmt: skip
WORDS = ("井盖", "'tis", "''", "", "a=b", "1", "9:30", "A<B;", "1-2", "3+4", "'", "x@y", "城隍庙—南")


@pytest.mark.parametrize("cell", RUNS)
def test_a_cell_that_would_run_is_words_in_a_file_and_comes_back(cell: str) -> None:
    given = defused(cell)

    assert given[0] == "'"
    assert meant(given) == cell


@pytest.mark.parametrize("cell", WORDS)
def test_a_cell_of_words_stays_as_it_is(cell: str) -> None:
    assert defused(cell) == cell == meant(cell)


def test_the_duty_list_that_was_given_out_defused_is_taken_in_unchanged(town: Town, tmp_path: Path) -> None:
    item = DutyItem.objects.first()
    assert item
    DutyItem.objects.filter(id=item.id).update(title="=cmd|' /C calc'!A0", basis="-1", number="+9")
    queries.renew()
    before = sorted(DutyItem.objects.values_list("number", "title", "basis"))

    out = duty_list_csv()
    path = tmp_path / "list.csv"
    path.write_text(out, encoding="utf-8")
    taken = org.imports.import_duty_list(path, by=SYSTEM, now=town.now)

    cells = [cell for row in csv.reader(io.StringIO(out.removeprefix("\ufeff"))) for cell in row]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert "'=cmd|' /C calc'!A0" in cells
    assert not taken.bad
    assert sorted(DutyItem.objects.values_list("number", "title", "basis")) == before


def test_a_books_cells_are_meant_as_a_csvs_are(tmp_path: Path) -> None:
    """Opened in a spreadsheet and saved as a book, the apostrophe is a letter of the cell."""
    book = openpyxl.Workbook()
    book.worksheets[0].append(["code", "name"])
    book.worksheets[0].append(["14", "'=1+1"])
    book.save(tmp_path / "b.xlsx")

    (row,) = read_rows(tmp_path / "b.xlsx", {"code": ("code",), "name": ("name",)})

    assert row.cells["name"] == "=1+1"


def test_rows_that_are_given_back_run_nothing() -> None:
    told = bad_rows_csv([BadRow(2, "=x", "=cmd|' /C calc'!A0,@y")])

    cells = next(csv.reader([told.splitlines()[1]]))
    assert cells == ["2", "'=x", "'=cmd|' /C calc'!A0,@y"]


def test_residents_words_that_are_given_out_to_learn_from_run_nothing(town: Town, tmp_path: Path) -> None:
    words = "=HYPERLINK(evil) 楼下有人吵架"
    ref = town.closed(words)
    town.speak(Verb.RATE, ref, town.resident(ref), level="5")
    out = tmp_path / "history.csv"

    assert main(["classify", "history", "--out", str(out)]) == 0

    texts = [row[0] for row in csv.reader(out.open(encoding="utf-8", newline=""))]
    assert f"'{words}" in texts
    assert words in classifier.read_texts(out).texts


def bomb(path: Path, name: str, megabytes: int, *, fill: bytes = b"\0", count: int = 1) -> Path:
    with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=9) as archive:
        for number in range(count):
            with archive.open(name.format(number), "w", force_zip64=True) as member:
                for _ in range(megabytes):
                    member.write(fill * 1_000_000)
    return path


@pytest.mark.broad
@pytest.mark.parametrize(
    ("name", "megabytes", "count"),
    [("xl/worksheets/sheet1.xml", 400, 1), ("xl/sharedStrings.xml", 61, 1), ("x{}", 0, 1_001)],
)
def test_a_book_that_would_unpack_to_too_much_is_not_opened(
    tmp_path: Path, name: str, megabytes: int, count: int
) -> None:
    path = bomb(tmp_path / "b.xlsx", name, megabytes, count=count)
    began = process_time()

    with pytest.raises(Invalid, match="展开以后太大"):
        list(read_rows(path, {"code": ("code",)}))

    assert process_time() - began < 1
    assert path.stat().st_size < 1_000_000


def test_a_drawing_that_would_unpack_to_too_much_is_not_opened(tmp_path: Path) -> None:
    path = bomb(tmp_path / "grids.zip", "grids.shp", 50)

    with pytest.raises(Invalid, match="展开以后太大"):
        list(read_features(path))


def test_a_packed_table_that_would_unpack_to_too_much_is_not_read_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "MOST_UNPACKED", 1_000_000)
    path = tmp_path / "list.csv.gz"
    path.write_bytes(gzip.compress(b"code\n" + b"1" * 5_000_000))

    with pytest.raises(Invalid, match="展开以后太大"):
        list(read_rows(path, {"code": ("code",)}))


@pytest.mark.parametrize("name", ["b.xlsx", "g.zip", "l.csv.gz"])
def test_what_is_no_archive_gets_a_sentence(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\3\4 not really")

    with pytest.raises(Invalid):
        list(read_features(path) if name == "g.zip" else read_rows(path, {"code": ("code",)}))


def test_an_archive_that_lies_about_its_sizes_is_broken_and_not_endless(tmp_path: Path) -> None:
    path = bomb(tmp_path / "g.zip", "g.shp", 30)
    told = path.read_bytes()
    real, said = (30_000_000).to_bytes(4, "little"), (1_000).to_bytes(4, "little")
    path.write_bytes(told.replace(real, said))

    with pytest.raises(Invalid):
        list(read_features(path))


def test_words_that_grow_when_read_are_refused(tmp_path: Path) -> None:
    """A thousand laughs of a thousand laughs (XML entities) in a book."""
    laughs = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
        f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9)
    )

    def laugh(part: bytes) -> bytes:
        assert b"code" in part
        return f"{laughs}]>{part.decode().split('?>')[-1].replace('code', '&j;')}".encode()

    path = tampered(tmp_path / "l.xlsx", laugh)
    began = process_time()

    with pytest.raises(Invalid):
        list(read_rows(path, {"code": ("code",)}))

    assert process_time() - began < 2


@pytest.mark.parametrize(
    "damage", [b"<row", b"</row>", b"", b"\0\xff", b"<!DOCTYPE x SYSTEM 'file:///etc/passwd'>"]
)
def test_a_book_that_is_broken_inside_gets_a_sentence(tmp_path: Path, damage: bytes) -> None:
    path = tampered(tmp_path / "l.xlsx", lambda _part: damage)

    with pytest.raises(Invalid):
        list(read_rows(path, {"code": ("code",)}))
