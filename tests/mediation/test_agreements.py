"""Agreements for real cases out of the library: nothing grave in them, and whatever spoils one is found."""

import csv
import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lianxin.mediation import lawful
from lianxin.mediation.checking import check
from lianxin.mediation.clauses import clauses_for
from lianxin.mediation.concerns import Concern
from lianxin.mediation.reading import amount, amounts
from lianxin.mediation.terms import Term
from mediation.drafts import DRAFTS, SIGNED, Draft

ROOT = Path(__file__).parents[2]
CASES = ROOT.parent / "shared" / "data" / "mediation_promediconv" / "cases.jsonl"
LABELS = ROOT / "tests" / "matters" / "promediconv_labels.csv"

GIVEN_AWAY = {
    "bars_routes": {
        "pmcfe9ef1002f0b",
        "pmc00c47ad6b8a5",  # only told of
        "pmca3840f1ec233",
        "pmc6153355fafa4",
        "pmce9b40bab4c5c",
        "pmc2419ea8d7e43",
    },
    "waives_everything": {"pmc6d1992d3a1ca", "pmc5572667f5a98"},
    "hides_crime": {"pmcbaa39d0ab21e"},
    "outsider": {"pmc88ef676f2c16", "pmc7f40b7ca1e31"},
    "register_home": {"pmcfd40ec5e69e2"},
}

every = pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.category)
paying = pytest.mark.parametrize("draft", [d for d in DRAFTS if d.sums], ids=lambda draft: draft.category)


def read(draft: Draft, terms: list[Term]) -> list[Concern]:
    return check(terms, category=draft.category, parties=draft.parties, today=SIGNED)


def grave(draft: Draft, terms: list[Term]) -> set[str]:
    return {concern.code for concern in read(draft, terms) if concern.grave}


def spoilt(terms: list[Term], at: int, **change: object) -> list[Term]:
    return [*terms[:at], replace(terms[at], **change), *terms[at + 1 :]]  # type: ignore[arg-type]


def dated(terms: list[Term]) -> int:
    return next(at for at, term in enumerate(terms) if term.by)


@pytest.fixture(scope="module")
def cases() -> dict[str, dict[str, Any]]:
    if not CASES.exists():
        pytest.skip(f"The cases are not here: {CASES}.")
    return {case["case_id"]: case for case in map(json.loads, CASES.read_text("utf-8").splitlines())}


@pytest.mark.data
@every
def test_a_draft_is_of_its_case_and_sums_what_was_agreed_there(
    draft: Draft, cases: dict[str, dict[str, Any]]
) -> None:
    with LABELS.open(encoding="utf-8", newline="") as lines:
        labels = {row["label"]: row["category"] for row in csv.DictReader(lines)}
    case = cases[draft.case]
    said = "".join(turn["text"] for turn in case["dialog"])

    assert labels[case["event_type"]] == draft.category
    assert set(draft.parties) <= {name.strip() for name in case["disputing_parties"].split(",")}
    assert [words for words in draft.sums if words not in said] == []


@pytest.mark.data
def test_agreements_of_real_cases_that_ask_for_too_much_are_noticed(cases: dict[str, dict[str, Any]]) -> None:
    """All closing turns were read: this is what they give away. One only tells of petitions."""
    found: dict[str, set[str]] = {}
    for name, case in cases.items():
        parties = [party.strip() for party in case["disputing_parties"].split(",")]
        for turn in case["dialog"]:
            if turn.get("strategy") == "达成调解协议":
                for code, _word in lawful.findings(Term("", turn["text"]), "", parties):
                    found.setdefault(code, set()).add(name)

    assert found == GIVEN_AWAY


@paying
def test_every_sum_agreed_on_stands_in_the_draft(draft: Draft) -> None:
    written = "".join(sentence for _term, sentence in draft.written())

    assert {amount(words) for words in draft.sums} <= set(amounts(written))


def test_the_drafts_are_of_ten_kinds() -> None:
    assert len({draft.category for draft in DRAFTS}) == len(DRAFTS) == 10


@every
def test_a_draft_uses_what_is_offered_for_its_kind(draft: Draft) -> None:
    offered = {clause.code for clause in clauses_for(draft.category)}

    assert {code for code, _given in draft.clauses} <= offered


@every
def test_nothing_grave_is_in_a_draft(draft: Draft) -> None:
    assert [concern for concern in read(draft, draft.terms()) if concern.grave] == []


@every
def test_a_day_left_out_is_found(draft: Draft) -> None:
    terms = draft.terms()

    assert grave(draft, spoilt(terms, dated(terms), by=None, parts=())) == {"no_day"}


@every
def test_a_day_gone_by_is_found(draft: Draft) -> None:
    terms = draft.terms()

    assert grave(draft, spoilt(terms, dated(terms), by=SIGNED.replace(day=1, month=11))) == {"past_day"}


@paying
def test_a_sum_left_out_is_found(draft: Draft) -> None:
    terms = draft.terms()
    paid = [at for at, term in enumerate(terms) if term.amount]
    change = {"amount": None, "parts": (), "does": "支付赔偿款"}

    assert [grave(draft, spoilt(terms, at, **change)) for at in paid] == [{"no_amount"}] * len(paid)
    assert paid


@paying
def test_a_sum_that_differs_from_its_parts_is_found(draft: Draft) -> None:
    terms = draft.terms()
    for at, term in enumerate(terms):
        made_of_several = term.parts or amounts(term.does)
        if term.amount and made_of_several:
            wrong = grave(draft, spoilt(terms, at, amount=term.amount + Decimal(1)))
            assert wrong == {"parts_differ" if term.parts else "amounts_differ"}


@every
def test_a_waiver_slipped_in_is_found(draft: Draft) -> None:
    waiver = Term(draft.parties[0], "放弃就此事起诉、仲裁、信访的权利", draft.parties[1])

    assert grave(draft, [*draft.terms(), waiver]) == {"bars_routes"}


@every
def test_a_promise_of_somebody_else_is_found(draft: Draft) -> None:
    terms = draft.terms()

    assert grave(draft, spoilt(terms, 0, who="邻居孙某")) == {"stranger"}
