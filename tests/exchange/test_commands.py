"""The command line does what the pages do."""

import csv
import json
from pathlib import Path

import pytest

from exchange.office import COLUMNS, HEADINGS, Office, as_book, as_csv, row
from lianxin.exchange.models import Batch
from lianxin.matters.models import Matter
from lianxin.shell.cli import main


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "gongdan.csv"
    made.write_bytes(as_csv([row(1), row(2), row(3, area="月亮社区")]))
    return made


def test_rows_come_in_from_a_file_and_bad_ones_are_said(
    office: Office, file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    mapping, bad = tmp_path / "mapping.json", tmp_path / "bad.csv"
    mapping.write_text(json.dumps({"columns": COLUMNS}))
    asked = ["import", "matters", str(file), "--source", office.code, "--bad", str(bad)]

    assert main([*asked, "--mapping", str(mapping), "--dry-run"]) == 1
    assert not Matter.objects.exists()
    assert main(asked) == 1

    assert "new 2  known 0  changed 0 bad 1" in capsys.readouterr().out
    heading, whole = csv.reader(bad.read_text(encoding="utf-8-sig").splitlines())
    assert dict(zip(heading, whole, strict=True)) == {
        **dict(zip(HEADINGS, row(3, area="月亮社区"), strict=True)),
        "原因(连心)": "不知道“月亮社区”是哪里。可以在对照里选一个地方。",
    }
    assert Matter.objects.count() == 2
    assert not Batch.objects.exists()


def test_what_did_not_go_in_comes_in_mended_under_its_own_headings(
    office: Office, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad, again = tmp_path / "bad.csv", tmp_path / "again.csv"
    first, second = tmp_path / "1.csv", tmp_path / "2.csv"
    office.matched()
    first.write_bytes(as_csv([row(1, area="月亮社区")]))
    second.write_bytes(as_csv([row(2, area="月亮社区")], [*HEADINGS]))
    asked = ["import", "matters", "--source", office.code, "--bad"]

    assert main([*asked, str(bad), str(first), str(second)]) == 1
    assert main([*asked, str(again), str(bad)]) == 1
    assert again.read_text("utf-8-sig") == bad.read_text("utf-8-sig")
    mended = bad.read_text("utf-8-sig").replace("月亮社区,", "城隍庙社区,")
    bad.write_text(mended, encoding="utf-8-sig")

    assert main(["import", "matters", "--source", office.code, str(bad)]) == 0
    assert Matter.objects.count() == 2


def test_a_source_or_a_mapping_that_is_not_there_is_a_wrong_call(
    office: Office, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "matters", str(file), "--source", "nobodys"]) == 2
    assert main(["import", "matters", str(file), "--source", office.code]) == 2
    assert "没有人说过这些列是什么意思。" in capsys.readouterr().err


def test_answers_and_a_list_go_into_files(office: Office, tmp_path: Path) -> None:
    office.matched().taken(as_book([row(1), row(2)]))
    answers, listed = tmp_path / "answers.csv", tmp_path / "list.xlsx"

    assert main(["export", "matters", str(answers), "--source", office.code]) == 0
    assert main(["export", "matters", str(listed), "--as", "luxianpai"]) == 0
    assert main(["export", "matters", str(listed)]) == 2

    lines = answers.read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in lines[:3]] == ["工单编号", "CZ20260001", "CZ20260002"]
    assert listed.stat().st_size > 3000
