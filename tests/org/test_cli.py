"""`lianxin duties check` and `lianxin import duties`: exit codes that scripts can trust."""

import json
import os

import pytest

from lianxin.shell import cli
from org.conftest import Town


@pytest.fixture
def listed(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    monkeypatch.setattr(cli, "_choose_data_folder", list)
    assert os.environ["DJANGO_SETTINGS_MODULE"]
    town.category("facility")
    town.item("1", "facility", "bureau", 6)
    town.unit("bureau", "潞州区住建局", "140403")
    return town


def test_a_county_without_faults_exits_with_zero(listed: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["duties", "check", "--area", "140403"]) == 0
    assert "2 个社区 × 1 类事项" in capsys.readouterr().out


def test_a_gap_exits_with_one_and_is_told_at_the_highest_area(
    listed: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    file = listed.folder / "check.json"

    assert cli.main(["duties", "check", "--json", str(file)]) == 1

    assert "上党区 (140404):全部 1 个社区" in capsys.readouterr().out
    told = json.loads(file.read_text(encoding="utf-8"))
    assert [(gap["category"], gap["area"], gap["communities"]) for gap in told["gaps"]] == [
        ("facility", "140404", 1)
    ]
    assert told["gap_cells"] == 1


def test_an_unknown_area_is_a_wrong_call_and_said(listed: Town, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["duties", "check", "--area", "999999"]) == 2
    assert "没有编码为 999999 的区域" in capsys.readouterr().err


def test_bad_rows_come_back_in_a_file_while_the_good_go_in(listed: Town) -> None:
    head = "number,category,area,tier,lead,title"
    file = listed.file("list.csv", head, "7,facility,,6,bureau,好", "8,nothing,,6,bureau,坏")
    bad = listed.folder / "bad.csv"

    assert cli.main(["import", "duties", str(file), "--bad", str(bad)]) == 1
    assert cli.main(["import", "duties", str(listed.file("ok.csv", head, "7,facility,,6,bureau,好"))]) == 0

    assert "nothing" in bad.read_text(encoding="utf-8")


def test_a_file_without_a_heading_that_can_be_used_is_a_wrong_call(
    listed: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["import", "duties", str(listed.file("list.csv", "甲,乙", "1,2"))]) == 2
    assert cli.main(["import", "duties", str(listed.file("list.csv", "编号,心情", "1,2"))]) == 2
    assert "不认识这些列:心情" in capsys.readouterr().err


def test_who_reads_only_the_first_lines_gets_no_traceback(
    listed: Town, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as closed:
        monkeypatch.setattr("sys.stdout", closed)
        assert cli.main(["duties", "check"]) == 141
    assert "Traceback" not in capfd.readouterr().err
