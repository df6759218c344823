"""Peer failure 2: every verb × every relation × every state. Whoever lacks the relation moves nothing."""

from datetime import timedelta

import pytest
from django.db import transaction

from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotAllowed, NotFound, Refusal
from lianxin.matters import public as matters
from lianxin.matters.lifecycle import TABLE
from lianxin.matters.models import Matter
from lianxin.matters.public import Brought, Ref, Verb
from lianxin.territory import public as territory
from security.cast import STATES, Cast, end_duty, gather, matter_in, sees
from security.policy import EVERYBODY, OVER_THE_PLACE, SEES, SPEAKS
from town import Town

RELATIONS = sorted(EVERYBODY - {"locked"})
VERBS = [step.verb for step in TABLE.steps if step.verb != "submit"]
# The right relation, refused for a reason of the verb's.
GUARDED = {"hand_down", "extend", "verify", "redo", "publish", "rate"}


@pytest.fixture
def cast(town: Town) -> Cast:
    cast = gather(town)
    for relation in ("ended", "locked"):
        end_duty(cast.actors[relation], local(town.now).date())
    return cast


def everything(cast: Cast) -> Brought:
    """So that what is refused is refused for the person, not for something missing."""
    until = local(cast.town.now).date() + timedelta(days=9)
    unit = cast.town.unit("urban_management")
    words = {"reason": "原因", "note": "说明", "route": "另一条路", "level": "4", "into": "x"}
    return Brought(unit=unit, until=until, words="井盖破损", **words)


def outcome(verb: str, ref: Ref, relation: str, cast: Cast, brought: Brought) -> Refusal | None:
    try:
        with transaction.atomic():
            matters.speak(Verb(verb), ref, brought, by=cast.actor(relation, ref), now=cast.town.now)
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal
    return None


def expected(verb: str, relation: str, state: str) -> str:
    if relation != "code" and not sees(relation, state, SEES):
        return "absent"
    return "open" if sees(relation, state, SPEAKS[verb]) else "refused"


def fits(refusal: Refusal | None, wanted: str, verb: str) -> bool:
    if wanted == "absent":
        return isinstance(refusal, NotFound)
    if wanted == "refused":
        return isinstance(refusal, NotAllowed)
    return not isinstance(refusal, NotFound) and (verb in GUARDED or not isinstance(refusal, NotAllowed))


@pytest.mark.broad
@pytest.mark.parametrize("state", STATES)
def test_nobody_speaks_a_verb_that_is_not_theirs(cast: Cast, state: str) -> None:
    ref, brought, wrong, probes = matter_in(state, cast), everything(cast), [], 0
    before = Matter.objects.filter(county=ref.county, id=ref.id).values().get()
    for verb in VERBS:
        for relation in RELATIONS:
            refusal, wanted = outcome(verb, ref, relation, cast, brought), expected(verb, relation, state)
            probes += 1
            if not fits(refusal, wanted, verb):
                wrong.append(f"{relation} {verb} {state}: {wanted}, got {refusal!r}")
    assert Matter.objects.filter(county=ref.county, id=ref.id).values().get() == before
    assert not wrong, "\n".join(wrong[:40])
    assert probes * len(STATES) >= 5_000


def test_every_verb_has_a_policy() -> None:
    assert {step.verb for step in TABLE.steps} == set(SPEAKS)
    assert OVER_THE_PLACE < SEES


def test_a_foreign_matter_and_an_absent_one_are_refused_in_the_same_words(town: Town, cast: Cast) -> None:
    ref = matter_in("handling", cast)
    absent = Ref(ref.county, town.report().id)
    for relation in ("outsider", "ended", "other_handler", "keeper", "audit"):
        refusals = [outcome("accept", one, relation, cast, everything(cast)) for one in (ref, absent)]
        told = [(type(one), one.sentence, one.instead) for one in refusals if one]
        assert len(told) == 2
        assert told[0] == told[1]


def test_nobody_is_let_in_by_asking_a_far_unit_to_help(town: Town, cast: Cast) -> None:
    ref = matter_in("handling", cast)
    far = town.unit("governance_centre", "140404")

    refusal = outcome("assist", ref, "handler", cast, Brought(unit=far, reason="帮忙"))

    assert refusal is not None
    assert refusal.code == "invalid"


def test_numbers_of_other_desks_cannot_be_tried_out(town: Town, cast: Cast) -> None:
    towns = territory.children("140403", local(town.now).date())
    next_town = next(division.code for division in towns if division.code != town.town)
    elsewhere = town.reported("说不清的一件事", area=next_town)
    number = Matter.objects.get(county="140403", id=elsewhere.id).number
    ref = matter_in("routed", cast)
    told = []
    for tried in (number, number[:-7] + "0000000"):
        refusal = outcome("merge", ref, "town_dispatcher", cast, Brought(into=tried, reason="同一件"))
        assert refusal is not None
        told.append((refusal.code, refusal.sentence.replace(tried, "")))
    assert told[0] == told[1]


def test_whoever_reported_has_no_say_once_the_duty_ended(town: Town, cast: Cast) -> None:
    ref = matter_in("handling", cast)
    end_duty(cast.actors["reporter"], local(town.now).date())

    for verb in ("supplement", "withdraw", "chase"):
        assert isinstance(outcome(verb, ref, "reporter", cast, everything(cast)), NotFound)
