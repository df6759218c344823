"""`lianxin classify train|evaluate`, as somebody with a file of their own would use it."""

import csv
import json
from pathlib import Path

import pytest

from lianxin.shell.cli import main

ROWS = [
    ("井盖坏了", "facility.manhole"),
    ("井盖丢了", "facility.manhole"),
    ("Street light is out", "Lamps"),
    ("street lights flicker", "Lamps"),
] * 4


def write(path: Path, rows: list[tuple[str, str]], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows([("text", "category"), *rows])
    return path


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_file_is_learnt_and_measured_whatever_wrote_it(
    encoding: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file, model, out = write(tmp_path / "rows.csv", ROWS, encoding), tmp_path / "m.npz", tmp_path / "o.json"

    assert main(["classify", "train", str(file), "--model", str(model)]) == 0
    assert main(["classify", "evaluate", str(file), "--model", str(model), "--json", str(out)]) == 0

    figures = json.loads(out.read_text(encoding="utf-8"))
    assert (figures["n"], figures["accuracy"], figures["macro_f1"]) == (16, 1.0, 1.0)
    assert figures["labels"] == ["Lamps", "facility.manhole"]
    assert figures["confusion"] == [[8, 0], [0, 8]]
    said = capsys.readouterr().out
    assert "accuracy 1.0000" in said
    assert "1 labels are not in the catalogue" in said


def test_empty_rows_are_left_out_and_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write(tmp_path / "rows.csv", [*ROWS, ("", "Lamps"), ("井盖", "")])

    assert main(["classify", "train", str(file), "--model", str(tmp_path / "m.npz")]) == 0

    said = capsys.readouterr().err
    assert "2 rows left out, 16 kept" in said
    assert "line 18" in said


def test_folds_need_no_model(tmp_path: Path) -> None:
    file, out = write(tmp_path / "rows.csv", ROWS), tmp_path / "o.json"

    assert main(["classify", "evaluate", str(file), "--folds", "4", "--json", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["accuracy"] == 1.0


def test_a_category_the_model_never_met_counts_as_wrong(tmp_path: Path) -> None:
    file, model, out = write(tmp_path / "rows.csv", ROWS), tmp_path / "m.npz", tmp_path / "o.json"
    main(["classify", "train", str(file), "--model", str(model)])
    other = write(tmp_path / "other.csv", [("井盖坏了", "facility.manhole"), ("树倒了", "green.tree")])

    assert main(["classify", "evaluate", str(other), "--model", str(model), "--json", str(out)]) == 0
    assert json.loads(out.read_text(encoding="utf-8"))["accuracy"] == 0.5


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("text,category\n井盖坏了,a\n路灯坏了,a\n", "同一个类别"),
        ("words,kind\n井盖坏了,a\n", "没有 text 和 category"),
        ("text,category\n,\n", "没有可用的行"),
        ("", "没有 text 和 category"),
    ],
)
def test_what_cannot_be_learnt_gets_a_sentence_and_exit_code_two(
    content: str, sentence: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rows.csv").write_text(content, encoding="utf-8")

    assert main(["classify", "train", str(tmp_path / "rows.csv"), "--model", str(tmp_path / "m.npz")]) == 2
    assert sentence in capsys.readouterr().err
    assert not (tmp_path / "m.npz").exists()


def test_missing_files_and_folders_are_said_before_the_work(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = write(tmp_path / "rows.csv", ROWS)

    assert main(["classify", "train", str(tmp_path / "none.csv"), "--model", str(tmp_path / "m")]) == 2
    assert main(["classify", "train", str(file), "--model", str(tmp_path / "no" / "m")]) == 2
    assert main(["classify", "evaluate", str(file), "--model", str(tmp_path / "none")]) == 2
    assert "打不开" in capsys.readouterr().err
    with pytest.raises(SystemExit) as wrong:
        main(["classify", "evaluate", str(file)])
    assert wrong.value.code == 2
