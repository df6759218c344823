"""A12, without chance: every state × every verb × everybody, against the model; each transition walked."""

from collections.abc import Iterator
from copy import deepcopy

import pytest
from django.db import transaction

from lianxin.journal import public as journal
from reliability import model
from reliability.hamlet import settle
from reliability.house import Tell
from reliability.machine import SAYERS, Lifecycle
from reliability.model import PAIRS, ROWS

BOUNCED = ["send_back", "route", "send_back"]
WORK = ["accept", "begin", "finish", "verify", "close", "rate"]
WAYS = {
    "submitted": BOUNCED,
    "routed": [],
    **{state: WORK[:n] for n, state in enumerate(["accepted", "handling", "handled", "verified"], 1)},
    "closed": WORK[:5],
    "rated": WORK,
    "called": [*WORK, "follow_up"],  # rated, and called back: the resident may rate once more
    "shelved": [*WORK[:2], "shelve"],
    "declined": ["decline"],
    "merged": ["merge"],
    "answered": ["merge"],  # into what was closed, so that there is an answer to speak of
    "withdrawn": ["withdraw"],
}  # from a routed report; "fresh" is one that no lexicon knew
pytestmark = pytest.mark.django_db


@pytest.fixture
def life(warm: None) -> Iterator[Lifecycle]:
    settle()
    journal.forget_all()
    life = Lifecycle()
    life._report(0, "")
    yield life
    life.teardown()


def brought_to(life: Lifecycle, state: str) -> int:
    """A new matter on its way to a state, each verb by the first who may."""
    life._report(4 if state == "fresh" else 0, "li")
    place = len(life.told) - 1
    if state == "answered":  # the first one of all is what it is merged into
        for verb in WORK[:5]:
            life._say(0, legal(life, 0, verb)[0])
    for verb in WAYS.get(state, []):
        life._say(place, legal(life, place, verb)[0])
    after = {"fresh": "submitted", "called": "rated", "answered": "merged"}
    assert life.told[place].state == after.get(state, state)
    return place


def legal(life: Lifecycle, place: int, verb: str) -> list[model.Said]:
    told = life.told[place]
    may = [said for said in life._sayings(place) if said.verb == verb and not model.refusal(told, said)]
    return sorted(
        may, key=lambda said: said.brought.get("unit") not in {"patrol", "police"}
    )  # they have staff


def rolled_back(life: Lifecycle, place: int, said: model.Said) -> None:
    """Say it, compare with the model, and make it unsaid in both."""
    kept = {at: deepcopy(life.told[at]) for at in (place, *life.lying_in(place))}
    with transaction.atomic():
        life._say(place, said)
        transaction.set_rollback(True)
    for at, told in kept.items():
        life.told[at] = told


def test_every_transition_of_the_table_is_walked(life: Lifecycle) -> None:
    walked = set()
    for state in [*WAYS, "fresh"]:
        place = brought_to(life, state)
        for verb in ROWS:
            may = legal(life, place, verb)
            if may:
                rolled_back(life, place, may[0])
                walked.add((verb, life.told[place].state))

    assert walked == PAIRS


@pytest.mark.parametrize("state", ["submitted", "fresh", "routed", "accepted", "handling", "shelved"])
def test_what_is_taken_back_under_others_is_handed_on(life: Lifecycle, state: str) -> None:
    place = brought_to(life, state)
    for _n in range(3):
        life._report(0, "")
        follower = len(life.told) - 1
        life._say(follower, life._said("merge", "qian", follower, into=place))

    life._say(place, life._said("withdraw", "resident", place))
    life.the_database_says_what_the_model_says()

    heir, *others = life.told[place + 1 :]
    assert heir.state == ("submitted" if state in {"submitted", "fresh"} else "routed")
    assert {told.into for told in others} == {life.answers[place + 1].number}


@pytest.mark.long
def test_everybody_tries_every_verb_in_every_state(life: Lifecycle, tell: Tell) -> None:
    tried = 0
    for state in [*WAYS, "fresh"]:
        place = brought_to(life, state)
        for verb in ROWS:
            for who in SAYERS:
                for unit in ("patrol", "police", "other_patrol") if "unit" in ROWS[verb][3] else ("",):
                    rolled_back(life, place, life._said(verb, who, place, unit=unit))
                    tried += 1

    tell(f"{tried} of state × verb × person; {dict(Lifecycle.refused)} refused as the model says")
    assert tried > 4000
