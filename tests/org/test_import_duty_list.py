"""The duty list out of a spreadsheet: good rows go in, bad ones come back, twice does no harm."""

from pathlib import Path

import openpyxl
import pytest

from lianxin.journal.public import Entry
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.org import public as org
from lianxin.org.exports import duty_list_csv
from lianxin.org.models import Category, DutyItem, UnitKind
from org.conftest import Town

HEAD = (
    "编号,事项类别,适用区域,牵头层级,牵头单位,配合单位,履职类型,事项名称,法律依据,办理时限,生效日期,失效日期"
)
GOOD = (
    "1,facility,,乡镇(街道),street_office,bureau,基本履职,"
    "井盖,城市道路管理条例第二十三条,市政公用,2026-01-01,"
)
LOCAL = "2,facility,140403000000,6,bureau,,上级收回,路灯,,,2026年1月1日,2027-01-01"


@pytest.fixture
def ready(town: Town) -> Town:
    town.category("facility")
    for kind in ("street_office", "bureau"):
        town.unit(kind, kind, "140403")
    return town


def _take(town: Town, *rows: str, by: object = SYSTEM, dry_run: bool = False) -> object:
    path = town.file("list.csv", HEAD, *rows)
    return org.imports.import_duty_list(path, by=by, now=town.now, dry_run=dry_run)


def test_good_rows_go_in_and_are_journaled(ready: Town) -> None:
    taken = _take(ready, GOOD, LOCAL)

    assert (taken.added, taken.changed, taken.bad) == (2, 0, [])
    item = DutyItem.objects.get(number="1")
    assert (item.tier, item.lead_id, item.helpers, item.service) == (
        9,
        "street_office",
        ["bureau"],
        "utilities",
    )
    told = Entry.objects.filter(action="org.import_duty_item").order_by("county")
    assert [entry.county for entry in told] == ["000000", "140403"]


def test_the_same_file_twice_changes_nothing(ready: Town) -> None:
    _take(ready, GOOD, LOCAL)
    entries = Entry.objects.count()

    taken = _take(ready, GOOD, LOCAL)

    assert (taken.added, taken.changed, taken.unchanged) == (0, 0, 2)
    assert Entry.objects.count() == entries


def test_what_goes_out_comes_in_again_without_a_change(ready: Town) -> None:
    _take(ready, GOOD, LOCAL)
    path = ready.folder / "out.csv"
    path.write_text(duty_list_csv(), encoding="utf-8")

    taken = org.imports.import_duty_list(path, by=SYSTEM, now=ready.now)

    assert (taken.added, taken.changed, taken.unchanged, taken.bad) == (0, 0, 2, [])


def test_the_list_goes_out_in_names_and_in_codes_only_where_a_name_is_not_enough(ready: Town) -> None:
    Category.objects.filter(code="facility").update(name="公共设施")
    UnitKind.objects.filter(code="bureau").update(name="住房城乡建设")
    for code, name in (("twin", "同名"), ("other_twin", "同名"), ("two", "水务、河道"), ("odd", "bureau")):
        UnitKind.objects.create(code=code, name=name)
    _take(ready, GOOD, LOCAL, LOCAL.replace("2,", "3,", 1).replace(",,上级收回", ",twin、two、odd,上级收回"))
    before = list(DutyItem.objects.order_by("number").values())
    path = ready.folder / "out.csv"
    path.write_text(duty_list_csv(), encoding="utf-8")

    taken = org.imports.import_duty_list(path, by=SYSTEM, now=ready.now)

    words = path.read_text(encoding="utf-8")
    assert "1,公共设施,,乡镇(街道),street_office,住房城乡建设,基本履职" in words
    assert "twin、two、odd" in words
    assert (taken.changed, taken.unchanged, taken.bad) == (0, 3, [])
    assert list(DutyItem.objects.order_by("number").values()) == before


def test_a_workbook_is_read_like_a_csv(ready: Town) -> None:
    book = openpyxl.Workbook()
    for row in (HEAD, GOOD, LOCAL):
        book.active.append(row.split(","))
    path: Path = ready.folder / "list.xlsx"
    book.save(path)

    assert org.imports.import_duty_list(path, by=SYSTEM, now=ready.now).added == 2


def test_a_dry_run_tells_everything_and_keeps_nothing(ready: Town) -> None:
    taken = _take(ready, GOOD, "x,no_such,,9,bureau,,,题,,,,", dry_run=True)

    assert (taken.added, len(taken.bad), taken.dry_run) == (1, 1, True)
    assert not DutyItem.objects.exists()
    assert not Entry.objects.filter(action="org.import_duty_item").exists()


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (GOOD.replace("facility", "no_such"), "事项类别“no_such”不在册"),
        (GOOD.replace("street_office", "消防局"), "牵头单位“消防局”不在册"),
        (GOOD.replace("乡镇(街道)", "天庭"), "看不懂"),
        (GOOD.replace("facility,,", "facility,140499,"), "没有编码为140499的区域"),
        (GOOD.replace("facility,,", "facility,东街,"), "不是区划代码"),
        (GOOD.replace("2026-01-01,", "去年,"), "日期“去年”看不懂"),
        (GOOD + "2025-01-01", "失效日期要晚于生效日期"),
        (GOOD.replace("井盖", ""), "缺少事项名称"),
        (GOOD.replace("井盖", "盖" * 201), "最多 200 个字"),
        (GOOD[1:], "缺少编号"),
        (GOOD.replace("市政公用", "随便"), "办理时限“随便”不在册"),
        (GOOD.replace("基本履职", "推给别人"), "履职类型“推给别人”不在册"),
    ],
)
def test_a_bad_row_comes_back_with_its_line_and_reason_while_the_good_go_in(
    ready: Town, row: str, reason: str
) -> None:
    taken = _take(ready, LOCAL, row)

    assert taken.added == 1
    assert [(bad.line, reason in bad.reason) for bad in taken.bad] == [(3, True)], taken.bad


def test_two_versions_of_a_line_are_never_in_force_together(ready: Town) -> None:
    newer = GOOD.replace("2026-01-01", "2026-05-01")

    taken = _take(ready, GOOD, newer)
    mended = _take(ready, newer, GOOD + "2026-05-01")

    assert ["不能有两个版本" in bad.reason for bad in taken.bad] == [True]
    assert (mended.added, mended.changed, mended.bad) == (1, 1, [])


def test_a_keeper_of_one_county_changes_only_its_own_lines(ready: Town) -> None:
    keeper = ready.officer("wu", "keeper", "140403")

    taken = _take(ready, GOOD, LOCAL, by=keeper)

    assert taken.added == 1
    assert ["业务管理员" in bad.reason for bad in taken.bad] == [True]
    assert list(DutyItem.objects.values_list("number", flat=True)) == ["2"]


def test_who_keeps_nothing_imports_nothing(ready: Town) -> None:
    with pytest.raises(NotAllowed):
        _take(ready, LOCAL, by=ready.officer("zhao", "handler", "140403"))


def test_a_file_without_headings_is_refused_whole(ready: Town) -> None:
    path = ready.file("list.csv", GOOD)

    with pytest.raises(Invalid):
        org.imports.import_duty_list(path, by=SYSTEM, now=ready.now)
