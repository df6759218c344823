"""Real dispute texts (ProMediConv, descriptions only), against the floors written in docs/measurements."""

import csv
import json
from pathlib import Path

import pytest

from lianxin.matters import classifier
from lianxin.matters.classification import suggest

DATA = Path(__file__).parents[2] / ".." / "shared" / "data" / "mediation_promediconv" / "cases.jsonl"
MAP = Path(__file__).parent / "promediconv_labels.csv"
pytestmark = pytest.mark.data


@pytest.fixture(scope="module")
def cases() -> list[tuple[str, str]]:
    if not DATA.exists():
        pytest.skip(f"The dispute texts are not here: {DATA}.")
    lines = DATA.read_text(encoding="utf-8").splitlines()
    return [(row["event_description"], row["event_type"]) for row in map(json.loads, lines)]


def test_three_of_four_disputes_are_understood_on_the_first_day(cases: list[tuple[str, str]]) -> None:
    with MAP.open(encoding="utf-8", newline="") as lines:
        wanted = {row["label"]: row["category"] for row in csv.DictReader(lines)}
    suggestions = [(suggest(text), wanted[label]) for text, label in cases]
    right = sum(said is not None and said.category == category for said, category in suggestions)

    assert right >= 49, "measured 51 of 69"


def test_training_on_the_towns_own_rows_does_better_still(cases: list[tuple[str, str]]) -> None:
    texts, labels = [text for text, _ in cases], [label for _, label in cases]

    given = classifier.trainer().cross_validate(texts, labels, 5)
    measured = classifier.measure(labels, given)

    assert measured.accuracy >= 0.78, "measured 0.81"
    assert measured.macro_f1 >= 0.76
