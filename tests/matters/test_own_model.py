"""The town learns from its own closed matters; a human's word always wins."""

import csv
from pathlib import Path
from typing import Any

import pytest

from lianxin.matters.models import Matter
from lianxin.shell.cli import main
from town import Town

SAID = "那个东西又响了"  # nothing in it stands in the lexicon


@pytest.fixture
def own_model(town: Town, settings: Any, tmp_path: Path) -> Path:
    """Forty closed matters that say SAID under one category, forty about street lights under another."""

    settings.CLASSIFIER = tmp_path / "classifier.npz"
    rows = tmp_path / "history.csv"
    with rows.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["text", "category"])
        writer.writerows([[f"{SAID}第{n}回", "home.lift"] for n in range(40)])
        writer.writerows([[f"路灯不亮第{n}盏", "facility.streetlight"] for n in range(40)])
    assert main(["classify", "train", str(rows), "--model", str(settings.CLASSIFIER)]) == 0
    return rows


def test_what_the_lexicon_does_not_know_the_towns_model_may(town: Town, own_model: Path) -> None:
    ref = town.reported(SAID)

    matter = Matter.objects.get(county=ref.county, id=ref.id)
    assert (matter.category, matter.suggested["by"]) == ("home.lift", "model")


def test_a_residents_pick_wins_over_the_model(town: Town, own_model: Path) -> None:
    ref = town.reported(SAID, category="order.dogs")

    matter = Matter.objects.get(county=ref.county, id=ref.id)
    assert (matter.category, matter.suggested["category"]) == ("order.dogs", "home.lift")


def test_a_broken_model_file_never_holds_up_a_report(town: Town, settings: Any, tmp_path: Path) -> None:
    settings.CLASSIFIER = tmp_path / "classifier.npz"
    settings.CLASSIFIER.write_bytes(b"not a model")

    assert town.reported("井盖坏了")


def test_history_is_what_was_worked_to_the_end(
    town: Town, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    town.closed("城隍庙广场北口井盖坏了")
    town.reported("还没办的事,路灯不亮")
    out = tmp_path / "history.csv"

    assert main(["classify", "history", "--out", str(out)]) == 0

    rows = list(csv.DictReader(out.open(encoding="utf-8")))
    assert rows == [{"text": "城隍庙广场北口井盖坏了", "category": "facility.manhole"}]
    assert out.stat().st_mode & 0o077 == 0
