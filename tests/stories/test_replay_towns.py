"""`lianxin replay` as a command, and on the real files of ../shared/data (never committed)."""

import argparse
import json
import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

import lianxin.shell.towns
from lianxin.kernel.errors import Invalid
from lianxin.shell.cli.replay import run
from lianxin.shell.replay.run import replay
from lianxin.shell.replay.sheets import codes_for
from lianxin.shell.replay.texts import replay_texts
from lianxin.shell.replay.town import read_town

pytestmark = pytest.mark.django_db
MILLS = Path(__file__).parent / "three_mills"
ROWS = MILLS / "requests.csv"
TOWNS = Path(lianxin.shell.towns.__path__[0])
DATA = Path(__file__).parents[2].parent / "shared" / "data"


def real(name: str) -> Path:
    if not (DATA / name).exists():
        pytest.skip(f"The real data are not here: {DATA / name}.")
    return DATA / name


def test_the_command_writes_its_figures_and_its_sheets(tmp_path: Path) -> None:
    words = {"town": MILLS, "file": ROWS, "data": str(tmp_path), "json": tmp_path / "out.json"}
    assert run(argparse.Namespace(**words, limit=None, prepare=None)) == 0
    told = json.loads((tmp_path / "out.json").read_text(encoding="utf-8"))
    assert told["equal"]
    assert told["lianxin"]["by_request"]["closed"] == 5
    assert set(told["verbs"]) >= {"submit", "accept", "close", "merge", "decline", "sweep"}
    assert run(argparse.Namespace(**words, limit=None, prepare=tmp_path / "sheets")) == 0
    assert "Mill Office,governance_centre,9801" in (tmp_path / "sheets" / "units.csv").read_text()


@pytest.mark.parametrize(("was", "becomes"), [('"id": "ref",', ""), ("980101", "980100"), ("{", "[")])
def test_a_town_told_wrongly_is_refused_in_a_sentence(tmp_path: Path, was: str, becomes: str) -> None:
    shutil.copytree(MILLS, tmp_path / "town")
    told = (MILLS / "town.json").read_text(encoding="utf-8")
    (tmp_path / "town" / "town.json").write_text(told.replace(was, becomes), encoding="utf-8")
    with pytest.raises(Invalid):
        read_town(tmp_path / "town")


def test_words_that_share_a_code_get_numbers() -> None:
    assert codes_for(["A b", "a-B", "ß"], "x.") == {"A b": "x.a_b", "a-B": "x.a_b_2", "ß": "x.other"}


@pytest.mark.broad
@pytest.mark.data
def test_the_first_rows_of_st_louis_come_out_as_the_file_says(tmp_path: Path) -> None:
    done = replay(TOWNS / "st_louis", real("stl_csb_2018w1/requests.csv"), tmp_path, limit=80)
    assert done.compared.differences == []
    assert done.ok
    assert done.compared.by_request["requests"] == 80


@pytest.mark.data
@pytest.mark.long
def test_a_week_of_st_louis_comes_out_to_the_row(tmp_path: Path) -> None:
    done = replay(TOWNS / "st_louis", real("stl_csb_2018w1/requests.csv"), tmp_path)
    assert done.compared.differences == []
    assert done.ok
    by_row = done.compared.by_row
    assert (by_row["requests"], by_row["closed"], by_row["late"], by_row["cancelled"]) == (1059, 980, 354, 24)
    assert done.compared.by_request["requests"] == 1046
    assert done.carried.again == 13


@pytest.mark.data
def test_the_first_rows_of_new_york_need_nothing_but_their_own_folder(tmp_path: Path) -> None:
    done = replay(TOWNS / "new_york", real("nyc311_sample/requests.csv.gz"), tmp_path, limit=40)
    assert done.compared.differences == []
    assert done.ok


@pytest.mark.data
@pytest.mark.long
def test_the_new_york_sample_comes_out_to_the_row(tmp_path: Path) -> None:
    done = replay(TOWNS / "new_york", real("nyc311_sample/requests.csv.gz"), tmp_path)
    assert done.compared.differences == []
    assert done.ok
    assert done.compared.by_request["requests"] == 6331


@pytest.mark.data
@pytest.mark.long
def test_chinese_disputes_are_located_told_apart_and_routed() -> None:
    texts = real("mediation_promediconv/cases.jsonl")
    now = datetime(2026, 11, 23, 2, tzinfo=UTC)
    done = replay_texts(TOWNS / "dongjie_disputes", texts, now=now).report()
    for told in (done["out_of_the_box"], done["after_training"]):
        assert told["located"]["share"] == told["routed"]["share"] == 1
    assert done["out_of_the_box"]["right"]["share"] >= 0.7
    assert done["after_training"]["right"]["share"] >= 0.75
