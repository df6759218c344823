"""Units out of a spreadsheet: a column that nobody reads is never lost without a word."""

from pathlib import Path

import pytest

from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid
from lianxin.org import public as org
from lianxin.org.intake import Taken
from lianxin.org.models import Unit, UnitKind
from lianxin.shell import cli
from org.conftest import Town

HEAD = "单位名称,单位类型,辖区代码,办公电话"


@pytest.fixture
def ready(town: Town) -> Town:
    UnitKind.objects.create(code="police_station", name="派出所")
    return town


def _take(town: Town, *lines: str, take: object = org.imports.import_units) -> Taken:
    return take(town.file("units.csv", *lines), by=SYSTEM, now=town.now)  # type: ignore[operator,no-any-return]


def test_a_unit_serves_the_area_that_was_written(ready: Town) -> None:
    taken = _take(ready, HEAD, "东大街派出所,派出所,140403001000,0355-5550001")

    assert (taken.added, taken.bad) == (1, [])
    assert Unit.objects.get().area == "140403001"


def test_the_area_goes_by_several_names_as_people_write_them(ready: Town) -> None:
    _take(ready, "单位名称,单位类型,区域代码,电话", "东大街派出所,派出所,140403001,")

    assert Unit.objects.get().area == "140403001"


def test_a_column_that_is_not_known_is_refused_and_named_with_those_that_are(ready: Town) -> None:
    with pytest.raises(Invalid) as refused:
        _take(ready, HEAD + ",所在地,备注", "东大街派出所,派出所,140403001,,路口,好")

    assert "所在地、备注" in refused.value.sentence
    assert "单位名称、单位类型、辖区代码、上级单位、办公电话、成立日期、撤销日期" in refused.value.sentence
    assert not Unit.objects.exists()


@pytest.mark.parametrize(
    "take",
    [
        org.imports.import_categories,
        org.imports.import_unit_kinds,
        org.imports.import_units,
        org.imports.import_duty_list,
    ],
)
def test_every_sheet_refuses_what_it_does_not_know(ready: Town, take: object) -> None:
    known = {
        org.imports.import_categories: "代码,名称", org.imports.import_unit_kinds: "代码,名称",
        org.imports.import_units: HEAD, org.imports.import_duty_list: "编号,事项名称",
    }  # fmt: skip

    with pytest.raises(Invalid, match="不认识这些列:心情"):
        _take(ready, known[take] + ",心情", take=take)  # type: ignore[index]


def test_without_a_column_for_the_area_no_unit_is_taken_for_the_whole_country(ready: Town) -> None:
    with pytest.raises(Invalid, match="找不到“辖区代码"):
        _take(ready, "单位名称,单位类型", "东大街派出所,派出所")


def test_an_empty_area_comes_back_and_everywhere_is_said_in_a_word(ready: Town) -> None:
    taken = _take(ready, HEAD, "东大街派出所,派出所,,", "铁路派出所,派出所,全部,")

    assert [(bad.line, "请写“全部”" in bad.reason) for bad in taken.bad] == [(2, True)]
    assert list(Unit.objects.values_list("name", "area")) == [("铁路派出所", "")]


def test_two_columns_of_one_meaning_and_a_cell_without_heading_are_not_guessed(ready: Town) -> None:
    with pytest.raises(Invalid, match="有两列都表示“辖区代码”"):
        _take(ready, "单位名称,单位类型,辖区代码,区划代码", "东大街派出所,派出所,140403001,140404")
    taken = _take(ready, HEAD + ",", "东大街派出所,派出所,140403001,,夜班", "西大街派出所,派出所,140403001,,")

    assert [(bad.line, bad.reason[:9]) for bad in taken.bad] == [(2, "第 5 列没有表头")]
    assert taken.added == 1


def test_help_and_the_guide_name_every_column(capsys: pytest.CaptureFixture[str]) -> None:
    """Both are made from the columns themselves, so that neither can grow old."""
    commands = (Path(__file__).parents[2] / "docs" / "generated" / "commands.md").read_text()
    for name, (columns, _required) in org.COLUMNS.items():
        with pytest.raises(SystemExit):
            cli.main(["import", name.replace("_", "-"), "--help"])
        told = "".join(capsys.readouterr().out.split())
        for aliases in columns.values():
            assert "/".join(aliases) in told
            assert "/".join(aliases) in commands
