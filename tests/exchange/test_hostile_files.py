"""Files as they really come, and files that mean harm."""

import io
import zipfile
from datetime import datetime, timedelta

import openpyxl
import pytest

from exchange.office import HEADINGS, Office, as_book, as_csv, row
from lianxin.exchange import public as exchange
from lianxin.exchange.models import Batch, Piece
from lianxin.exchange.moments import moment_from
from lianxin.kernel.clock import CHINA
from lianxin.kernel.errors import Invalid
from lianxin.kernel.tabular import read_table
from lianxin.matters.models import Matter

SHOWN = datetime(2026, 11, 20, 9, 30)  # noqa: DTZ001  # as a cell of Excel holds it
AT = datetime(2026, 1, 3, 14, 5, tzinfo=CHINA)


@pytest.mark.parametrize(
    "words",
    ["2026-01-03 14:05", "2026/1/3 14:05", "2026年1月3日 14时5分", "2026年1月3日14:05", "2026.1.3 14:05:00",
     "20260103140500", "\uff12\uff10\uff12\uff16/1/3 14:05", "2026/1/3 下午2:05", "2026-01-03T14:05:00+08:00",
     "46025.586805555555", "2026-01-03 星期六 14:05"],
)  # fmt: skip
def test_a_time_is_read_however_it_is_written(words: str) -> None:
    assert moment_from(words) == AT


def test_an_order_that_nobody_can_guess_is_read_only_when_it_was_said() -> None:
    assert moment_from("3/1/2026 14:05") is None
    assert moment_from("3/1/2026 14:05", "dmy") == AT
    assert moment_from("1/3/2026 14:05", "mdy") == AT


@pytest.mark.parametrize(
    "words", ["昨天", "2026-13-40", "2026-02-30", "14:05", "2026-01-03 25:99", "1e9", "99999999"]
)
def test_half_a_date_is_no_date(words: str) -> None:
    assert moment_from(words) is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_csv_comes_in_whatever_encoding(office: Office, encoding: str) -> None:
    done = office.matched().taken(as_csv([row(1, place="龘号楼东门")], encoding=encoding))

    assert done.new == 1
    assert Matter.objects.get().place == "龘号楼东门"


def test_a_file_put_together_from_two_encodings_loses_no_line(office: Office) -> None:
    both = as_csv([row(1), row(2)], encoding="utf-8") + as_csv([row(3)], [], "gb18030").lstrip()

    done = office.matched().taken(both)

    assert (done.new, done.bad) == (3, 0)
    assert all("城隍庙广场北口第" in text for text in Matter.objects.values_list("text", flat=True))


def test_words_with_line_breaks_are_one_row_and_an_open_quote_spoils_its_own(office: Office) -> None:
    raw = as_csv([row(1, text="第一行\n第二行"), row(2)]).decode("utf-8-sig")
    raw += '3,"没有关上的引号,,城隍庙社区\r\n' + ",".join(row(4)) + "\r\n"

    tried = office.matched().tried(raw.encode())

    assert (tried.new, tried.bad) == (3, 1)
    [bad] = exchange.bad_lines(office.by, office.code, tried.id, now=office.now)
    assert (bad.line, bad.reason) == (5, "引号没有成对。")


def test_a_title_above_the_heading_is_no_heading(office: Office) -> None:
    title = [["潞州区12345工单导出表"], ["导出时间:2026-11-23"], list(HEADINGS)]
    raw = as_book([*title[1:], row(1)], title[0])

    assert office.matched().tried(raw).new == 1


def test_cells_merged_downwards_are_told_and_not_guessed(office: Office) -> None:
    book = openpyxl.Workbook()
    for cells in (HEADINGS, row(1), row(2), row(3)):
        book.active.append(list(cells))
    book.active.merge_cells("D2:D3")
    out = io.BytesIO()
    book.save(out)

    tried = office.matched().tried(out.getvalue())

    assert (tried.new, tried.bad) == (2, 1)
    [bad] = exchange.bad_lines(office.by, office.code, tried.id, now=office.now)
    assert bad.line == 3
    assert "合并" in bad.reason


def test_dates_that_excel_keeps_as_numbers(office: Office) -> None:
    cells = row(1)
    cells[5], cells[6] = SHOWN, 46356.75  # a date cell, and one shown as a number

    office.matched().taken(as_book([cells]))

    matter = Matter.objects.get()
    assert matter.made_at == datetime(2026, 11, 20, 9, 30, tzinfo=CHINA)
    assert matter.due_at == datetime(2026, 11, 30, 18, tzinfo=CHINA)


def test_full_width_digits_are_digits(office: Office) -> None:
    """The same number, telephone and place, typed in the wide signs of a Chinese keyboard."""
    office.matched().taken(as_csv([row(1)]))
    wide = {"phone": "13800138000", "area": "140403001004", "number": "CZ20260001"}
    wide = {name: "".join(chr(ord(sign) + 0xFEE0) for sign in told) for name, told in wide.items()}

    again = office.tried(as_csv([row(1, **wide)]))

    assert (again.new, again.changed, again.bad) == (0, 1, 0)


def test_a_number_that_excel_has_cut_is_refused(office: Office) -> None:
    cells = row(1)
    tried = office.matched().tried(as_book([[20260103000000123, *cells[1:]]]))

    [bad] = exchange.bad_lines(office.by, office.code, tried.id, now=office.now)
    assert "Excel 已经把末尾几位改成了 0" in bad.reason


def test_the_same_number_twice_in_one_file(office: Office) -> None:
    raw = as_csv([row(1), row(1), row(2), row(2, text="另一件事,路灯坏了")])

    tried = office.matched().tried(raw)

    assert (tried.new, tried.known, tried.bad) == (2, 1, 1)
    [bad] = exchange.bad_lines(office.by, office.code, tried.id, now=office.now)
    assert bad.reason == "编号和第 4 行相同,写的却不一样。"


def test_a_formula_is_words(office: Office) -> None:
    office.matched().taken(as_csv([row(1, text='=HYPERLINK("http://x","点我")井盖坏了')]))

    assert Matter.objects.get().text.startswith("=HYPERLINK")


def test_nothing_below_the_heading(office: Office) -> None:
    tried = office.matched().tried(as_csv([]))

    assert tried.step == "failed"
    assert tried.fault == "这个文件只有表头,一行内容也没有。"


def _zip(name: str, body: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, body)
    return out.getvalue()


@pytest.mark.parametrize(
    "raw",
    [b"", b"\x00" * 5000, b"PK\x03\x04 broken", b"\xd0\xcf\x11\xe0" + b"x" * 600, b"<html><table></table>",
     _zip("xl/worksheets/sheet1.xml", b"0" * 80_000_000), _zip("a.txt", b"hello"), b'"' * 100_000],
    ids=["empty", "zeros", "torn", "xls", "html", "bomb", "zip", "quotes"],
)  # fmt: skip
def test_what_is_no_table_is_refused_at_once_and_not_kept(office: Office, raw: bytes) -> None:
    with pytest.raises(Invalid):
        office.matched().sent(raw)

    assert not Batch.objects.exists()
    assert not Piece.objects.exists()


def test_sixteen_thousand_columns_are_refused() -> None:
    wide = as_book([["x"] * 300], ["h"] * 300)

    with pytest.raises(Invalid, match="100"):
        list(read_table(wide).lines)


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"area": ""}, "没有写在哪里。"),
        ({"area": "1404"}, "“1404”太大了,要写到县区或更小的地方。"),
        ({"area": "140404001"}, "“140404001”不在这个来源管的地方。"),
        ({"text": ""}, "请写下您想说的事,一句话就行。"),
        ({"phone": "没有"}, "这个电话好像不对:请填 7 到 15 位数字,也可以不填。"),
        ({"made_at": "前天"}, "“什么时候说的”看不懂:前天。请写成 2026-01-03 14:05 这样。"),
        ({"made_at": "2027-01-01"}, "“什么时候说的”在将来:2027-01-01。"),
        ({"text": "长" * 4001}, "太长了:最多 4000 个字,现在是 4001 个字。"),
    ],
)
def test_a_bad_row_says_why(office: Office, changed: dict[str, str], reason: str) -> None:
    tried = office.matched().tried(as_csv([row(1, **changed)]))

    [bad] = exchange.bad_lines(office.by, office.code, tried.id, now=office.now)
    assert bad.reason == reason


def test_what_waits_is_sealed_and_goes_when_its_time_is_over(office: Office) -> None:
    batch = office.matched().sent(as_csv([row(1), row(2, phone="没有")]))
    assert not any("王女士".encode() in bytes(piece.sealed) for piece in Piece.objects.all())
    office.work()
    exchange.confirm(office.code, batch, by=office.by, now=office.now)
    office.work()
    assert Piece.objects.count() == 1  # the row that did not go in

    assert exchange.forget_files(office.now + timedelta(days=6)) == 0
    assert exchange.forget_files(office.now + timedelta(days=8)) == 1
    assert not Piece.objects.exists()
