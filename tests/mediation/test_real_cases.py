"""The 69 real cases go through the room, word for word: no exception, and what becomes of each is counted.

The cases are read where they lie and are in no part of this repository. `real_cases.csv` answers what a
mediator is asked about each (our reading of its words: what they do not tell is answered no), and what the
law then puts before the talks."""

import csv
import json
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from lianxin.mediation import hearing, triage
from mediation.walking import Walked, walk
from town import Town

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "data" / "mediation_promediconv" / "cases.jsonl"
LABELS = ROOT / "tests" / "matters" / "promediconv_labels.csv"
ANSWERS = Path(__file__).parent / "real_cases.csv"
DANGERS = frozenset(fact.value for fact in triage.DANGERS)
pytestmark = pytest.mark.data


def looked_up() -> dict[str, dict[str, str]]:
    with ANSWERS.open(encoding="utf-8", newline="") as lines:
        return {row["case"]: row for row in csv.DictReader(lines)}


def answers_of(row: Mapping[str, str]) -> dict[str, bool]:
    """Every question: yes where our reading says so, no everywhere else."""
    yes, asked = set(row["answers"].split()), {fact.value for fact in triage.QUESTIONS}
    assert yes <= asked
    return {code: code in yes for code in asked}


def categories() -> dict[str, str]:
    with LABELS.open(encoding="utf-8", newline="") as lines:
        return {row["label"]: row["category"] for row in csv.DictReader(lines)}


@pytest.fixture
def cases() -> list[dict[str, Any]]:
    if not CASES.exists():
        pytest.skip(f"The cases are not here: {CASES}.")
    return [json.loads(line) for line in CASES.read_text("utf-8").splitlines()]


@pytest.mark.broad
def test_every_real_case_goes_from_its_first_word_to_the_filed_record(
    town: Town, cases: list[dict[str, Any]], tell: Callable[[str], None]
) -> None:
    told, kinds = looked_up(), categories()
    walked = [
        walk(case, answers_of(told[case["case_id"]]), kinds[case["event_type"]], reports=place % 2 == 0)
        for place, case in enumerate(cases)
    ]

    tell(_figures(walked))
    assert {one.end for one in walked} == {"filed"}
    assert [one.hindrances for one in walked] == [told[case["case_id"]]["before"].split() for case in cases]
    assert Counter(one.way for one in walked) == {"registered": 34, "reported": 14, "passed on": 21}
    assert Counter(min(one.panels, 1) for one in walked) == {1: 65, 0: 4}, "the four were barred"
    assert sum(one.promises > 0 for one in walked) == 11, "ten agreements; one case stands there twice"


def test_four_are_barred_and_sixteen_reported_before_anybody_talks(cases: list[dict[str, Any]]) -> None:
    told, kinds = looked_up(), categories()
    found: Counter[str] = Counter()
    for case in cases:
        harm = triage.harm_of(answers_of(told[case["case_id"]]))
        before = triage.may_open(harm, (), kinds[case["event_type"]])
        found[_fate(before)] += 1

    assert found == {"opened": 49, "told": 16, "barred": 1, "barred and told": 3}


def _fate(before: list[triage.Hindrance]) -> str:
    barred = any(isinstance(one, triage.Bar) for one in before)
    told = any(isinstance(one, triage.StatutoryReport) for one in before)
    return " and ".join([*["barred"] * barred, *["told"] * told]) or "opened"


def test_of_four_texts_with_a_danger_in_them_three_are_asked_about_by_their_own_words(
    cases: list[dict[str, Any]],
) -> None:
    """Half the dangers are put in words that are not listed: the desk asks every question all the same."""
    told = looked_up()
    texts = {case["case_id"]: case["event_description"] for case in cases}
    heard = {name: {fact.value for fact in hearing.heard(text)} & DANGERS for name, text in texts.items()}
    real = {name: set(told[name]["answers"].split()) & DANGERS for name in texts}

    assert sum(len(heard[name] & real[name]) for name in texts) == 33
    assert sum(len(real[name]) for name in texts) == 61
    assert sum(bool(real[name]) for name in texts) == 39
    assert sum(bool(heard[name]) for name in texts if real[name]) == 30
    assert sum(bool(heard[name]) for name in texts if not real[name]) == 4


def _figures(walked: list[Walked]) -> str:
    spent = {what: sum(one.seconds[what] for one in walked) for what in ("pdf", "word")}
    pages, papers = (sum(one.papers[what] for one in walked) for what in ("pages", "word"))
    return (
        f"{Counter(' '.join(one.hindrances) for one in walked)}; {Counter(one.way for one in walked)}; "
        f"{sum(one.promises for one in walked)} promises; "
        f"{pages} pages, {spent['pdf'] / len(walked) * 1000:.0f} ms a file as PDF; "
        f"{papers} Word papers, {spent['word'] / papers * 1000:.0f} ms each"
    )
