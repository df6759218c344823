"""What a verb of a dispute costs the database: each has its bound."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.mediation.contracts import Done, Signed, SittingDraft
from lianxin.mediation.public import Ref, Verb
from quarrel import (
    CALM,
    agreed_to_talk,
    drafted,
    in_force,
    mediating,
    parties,
    party,
    recorded,
    registered,
    said,
    signed,
    sitting,
    taken,
)
from town import Town

Deed = Callable[[], object]


def statements(deed: Deed) -> int:
    with CaptureQueriesContext(connection) as seen:
        deed()
    return sum("SAVEPOINT" not in query["sql"] for query in seen.captured_queries)


def _record(town: Town, ref: Ref) -> Deed:
    held = sitting(town, ref)
    draft = SittingDraft(place=held.place, seen=held.version, rights_told=True, said="说了", result="on")
    return lambda: said(town, Verb.RECORD, ref, sitting=draft)


def _sign(town: Town, ref: Ref) -> Deed:
    hand = Signed("party", "ink", parties(ref)[0].id, 1)
    return lambda: said(town, Verb.SIGN, ref, signature=hand)


def _consent(town: Town, ref: Ref) -> Deed:
    by = party(ref, 1)
    return lambda: said(town, Verb.CONSENT, ref, by, will="yes")


PREPARED: dict[str, Callable[[Town], Deed]] = {
    "take": lambda town: _saying(town, Verb.TAKE, registered(town), harms=CALM),
    "consent": lambda town: _consent(town, taken(town)),
    "open": lambda town: _saying(town, Verb.OPEN, agreed_to_talk(town)),
    "record": lambda town: _record(town, mediating(town)),
    "sign": lambda town: _sign(town, drafted(town, mediating(town))),
    "settle": lambda town: _saying(town, Verb.SETTLE, signed(town, drafted(town, _sat(town)))),
    "perform": lambda town: _performing(town, in_force(town)),
}


def _saying(town: Town, verb: Verb, ref: Ref, **brought: object) -> Deed:
    return lambda: said(town, verb, ref, **brought)


def _sat(town: Town) -> Ref:
    ref = mediating(town)
    recorded(town, ref)
    return ref


def _performing(town: Town, ref: Ref) -> Deed:
    return _saying(town, Verb.PERFORM, ref, term=Done(1, town.now.date(), "收条"))


# Settling writes down each of its two promises, and starts a clock for each of six days.
BOUNDS = {"take": 22, "consent": 9, "open": 10, "record": 14, "sign": 12, "settle": 31, "perform": 17}


@pytest.mark.usefixtures("warm")
@pytest.mark.parametrize("verb", BOUNDS)
def test_a_verb_costs_no_more_than_its_statements(town: Town, verb: str) -> None:
    PREPARED[verb](town)()  # what a process learns once is learnt
    deed = PREPARED[verb](town)

    assert statements(deed) <= BOUNDS[verb]
