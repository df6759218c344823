"""An edition of the codes goes in; what is wrong with it comes back."""

import time
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from lianxin.journal.public import NATION, Entry, verify
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.kernel.ids import uuid7
from lianxin.kernel.spreadsheets import bad_rows_csv
from lianxin.territory import models
from lianxin.territory import public as territory
from territory.cast import NOW, TODAY, rows

CHAIN = rows(("14", "山西省"), ("1404", "长治市"), ("140403", "潞州区"), ("140403001", "东街街道"))
TEN_YEARS_ON = date(2036, 1, 1)


def take(*given: Any, **options: Any) -> Any:
    return territory.import_divisions(*given, by=SYSTEM, now=NOW, **options)


def test_all_of_shanxi_goes_in_within_three_seconds(db: None) -> None:
    began = time.process_time()
    result = territory.seed_shanxi(by=SYSTEM, now=NOW)
    took = time.process_time() - began

    assert (result.added, result.bad) == (1 + 11 + 121 + 1352 + 21895, [])
    assert took < 3
    assert verify(NATION) is None
    assert len(territory.children("1404", TODAY)) == 12


def test_the_same_file_again_changes_nothing(luzhou: None) -> None:
    before = (models.Division.objects.count(), Entry.objects.count())

    result = take(rows(("14", "山西省"), ("140403000000", "潞州区")))

    assert (result.added, result.changed, result.closed, result.bad) == (0, 0, 0, [])
    assert (models.Division.objects.count(), Entry.objects.count()) == before


def test_a_broken_row_comes_back_with_its_reason_and_the_others_go_in(db: None, tmp_path: Path) -> None:
    file = tmp_path / "区划.csv"
    file.write_text(
        "区划代码,名称\n140000000000,山西省\n140400000000,长治市\n14o4,坏了\n140403,潞州区\n"
        '140404,"没关的引号\n1.40405E+11,长子县\n140403001,\n140406,屯留区,多,出,来\n140499001,哪里\n140403,别名\n',
        encoding="utf-8",
    )

    result = take(file)

    assert result.added == 3
    assert [row.line for row in result.bad] == [4, 6, 7, 8, 9, 10, 11]
    reasons = [row.reason for row in result.bad]
    assert "不是区划代码" in reasons[0]
    assert "引号" in reasons[1]
    assert "科学计数法" in reasons[2]
    assert "上级代码 140499" in reasons[5]
    assert "第 5 行已经用过" in reasons[6]
    assert bad_rows_csv(result.bad).startswith("﻿")
    assert '"4","“14o4”' in bad_rows_csv(result.bad)


def villages(file: Path, encoding: str, count: int) -> None:
    """A file of 999 townships and `count` villages, one of its lines broken."""
    towns = [f"140403{n:03d}" for n in range(1, 1000)]
    lines = ["code,name", "14,山西省", "1404,长治市", "140403,潞州区"]
    lines += [f"{town},第{town}街道" for town in towns]
    lines += [f"{towns[n % 999]}{n // 999 + 100:03d},第{n}村村委会" for n in range(count)]
    lines[-2] = "坏行"
    file.write_bytes("\r\n".join(lines).encode(encoding))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "utf-16"])
def test_a_file_in_any_encoding_goes_in(db: None, tmp_path: Path, encoding: str) -> None:
    villages(tmp_path / "villages.csv", encoding, 2_000)

    result = take(tmp_path / "villages.csv")

    assert (result.added, [row.line for row in result.bad]) == (3_001, [3_002])
    assert territory.name_of("140403001100") == "第0村村委会"


@pytest.mark.long
def test_a_hundred_thousand_rows_of_gbk_go_in_with_progress(db: None, tmp_path: Path) -> None:
    villages(tmp_path / "villages.csv", "gbk", 100_000)
    seen: list[tuple[int, int]] = []

    result = take(tmp_path / "villages.csv", progress=lambda done, total: seen.append((done, total)))

    assert (result.added, [row.line for row in result.bad]) == (101_001, [101_002])
    assert seen[-1] == (101_001, 101_001)
    assert len(seen) == 21


def test_an_excel_sheet_with_numbers_for_codes_goes_in(db: None, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for line in [
        ["编码", "名称"],
        [14, "山西省"],
        [1404.0, "长治市"],
        [140403000000, "潞州区"],
        [None, None],
    ]:
        book.active.append(line)
    book.save(tmp_path / "a.xlsx")

    assert take(tmp_path / "a.xlsx").added == 3


def test_a_file_without_codes_or_that_is_no_sheet_is_refused(db: None, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("甲,乙\n1,2\n")
    (tmp_path / "b.xlsx").write_bytes(b"not a zip")
    (tmp_path / "c.csv").write_bytes(b"")

    for name in ("a.csv", "b.xlsx", "c.csv"):
        with pytest.raises(Invalid):
            take(tmp_path / name)


def test_a_city_without_counties_gets_the_county_its_towns_pass_through(db: None) -> None:
    result = take(rows(("44", "广东省"), ("441900000000", "东莞市"), ("441900003000", "东城街道")))

    assert (result.added, result.bad) == (4, [])
    assert territory.name_of("441900") == "东莞市"
    assert territory.full_name("441900003") == "东莞市东城街道"


def test_only_a_keeper_of_everything_may_import(db: None) -> None:
    with pytest.raises(NotAllowed):
        territory.import_divisions(CHAIN, by=Actor.staff(uuid7()), now=NOW)
