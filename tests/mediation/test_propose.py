"""Three panels with their reasons; whoever may not sit is told why; parties are never weighed."""

import random
from dataclasses import fields, replace
from datetime import timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lianxin.kernel.errors import NotNow
from lianxin.mediation.proposing import (
    Bar,
    Candidate,
    Group,
    Merit,
    Need,
    Panel,
    Side,
    Tie,
    bars_of,
    propose,
    strike,
)
from mediation import asking
from mediation.asking import COMMUNITY, DEADLINE, GRID, NEXT, id_of, need, someone

EVERYWHERE = {"areas": frozenset({""})}
KNOWS = {"categories": frozenset({"dispute.neighbour"})}


def leads(wanted: Need, *candidates: Candidate) -> list[UUID]:
    return [panel.lead.who for panel in propose(wanted, candidates).panels]


def seated(panel: Panel) -> set[UUID]:
    return {seat.who for seat in (panel.lead, panel.second, panel.adviser) if seat}


def test_three_panels_are_proposed_each_with_another_lead() -> None:
    found = leads(need(), *(someone(number) for number in range(1, 6)))

    assert len(found) == len(set(found)) == 3


def test_who_knows_the_kind_comes_before_who_knows_the_place_and_who_has_time() -> None:
    knows = someone(1, **EVERYWHERE, **KNOWS, open=9)
    local = someone(2, open=9)
    free = someone(3, **EVERYWHERE, open=0)

    assert leads(need(), free, local, knows) == [knows.id, local.id, free.id]


def test_the_points_of_every_seat_are_told() -> None:
    both = frozenset({id_of(1)})
    one = someone(1, **KNOWS, open=4)
    [panel] = propose(need(Side(again=both), Side(again=both)), [one]).panels

    assert {merit: float(points) for merit, points in panel.lead.merits.items()} == {
        Merit.TYPE: 4,
        Merit.LOCAL: 2,
        Merit.BALANCE: 0.6,
        Merit.AGAIN: 1,
    }
    assert panel.lead.score == Fraction(76, 10)


def test_having_mediated_before_counts_only_when_every_side_wants_it() -> None:
    [panel] = propose(need(Side(again=frozenset({id_of(1)})), Side()), [someone(1)]).panels

    assert Merit.AGAIN not in panel.lead.merits


def test_the_second_is_of_another_group_and_an_elder_advises() -> None:
    lead, colleague = someone(1, **KNOWS), someone(2, open=1)
    chief = someone(3, groups=frozenset({Group.CHIEF}), open=5)
    elder = someone(4, groups=frozenset({Group.ELDER}), leads=False)  # has more time than the chief
    first = propose(need(), [lead, colleague, chief, elder]).panels[0]

    assert first.second is not None
    assert first.adviser is not None
    assert (first.lead.who, first.second.who, first.adviser.who) == (lead.id, chief.id, elder.id)


def test_somebody_who_only_advises_is_no_second_and_a_second_need_not_be_able_to_lead() -> None:
    lawyer = someone(2, groups=frozenset({Group.CHIEF}), mediates=False, leads=False)
    teacher = someone(3, groups=frozenset({Group.ELDER}), leads=False, open=5)
    [panel] = propose(need(), [someone(1), lawyer, teacher]).panels

    assert panel.second is not None
    assert panel.adviser is not None
    assert (panel.second.who, panel.adviser.who) == (teacher.id, lawyer.id)


def test_nobody_sits_on_two_seats_of_a_panel() -> None:
    elder = someone(2, groups=frozenset({Group.ELDER}))
    first = propose(need(), [someone(1, **KNOWS), elder]).panels[0]

    assert first.second is not None
    assert first.second.who == elder.id
    assert first.adviser is None


def test_one_alone_is_a_panel_too_and_an_elder_who_may_not_lead_is_none() -> None:
    elder = someone(2, groups=frozenset({Group.ELDER}), leads=False)

    assert leads(need(), elder) == []
    [panel] = propose(need(), [someone(1)]).panels
    assert seated(panel) == {id_of(1)}


def test_a_colleague_of_the_same_group_neither_helps_nor_advises() -> None:
    for panel in propose(need(), [someone(1), someone(2)]).panels:
        assert seated(panel) == {panel.lead.who}


BARRED = [
    (Side(ties=frozenset({(id_of(1), Tie.RELATIVE)})), {}, Tie.RELATIVE),
    (Side(), {"ties": frozenset({Tie.MONEY})}, Tie.MONEY),
    (Side(homes=frozenset({"B7"})), {"homes": frozenset({"B7", GRID})}, Tie.NEIGHBOUR),
    (Side(employer="纺织厂"), {"employer": "纺织厂"}, Tie.EMPLOYER),
    (Side(struck=id_of(1)), {}, Bar.STRUCK),
    (Side(), {"areas": frozenset({NEXT})}, Bar.ELSEWHERE),
    (Side(), {"open": 10}, Bar.FULL),
    (Side(languages=frozenset({"手语"})), {"languages": frozenset({"普通话"})}, Bar.LANGUAGE),
    (Side(), {"free_on": DEADLINE + timedelta(1)}, Bar.ABSENT),
    (Side(), {"free_on": None}, Bar.ABSENT),
]


@pytest.mark.parametrize(("side", "told", "why"), BARRED)
def test_each_bar_is_told_as_the_only_reason(side: Side, told: dict[str, object], why: Tie | Bar) -> None:
    proposal = propose(need(Side(), side), [someone(1, **told)])

    assert proposal.panels == ()
    assert proposal.barred == {id_of(1): (why,)}


def test_who_is_free_on_the_last_day_is_in_time() -> None:
    assert bars_of(need(), someone(1, free_on=DEADLINE)) == ()


def test_a_kind_for_the_certified_is_closed_to_who_is_not_listed_for_it() -> None:
    doctor = someone(2, categories=frozenset({"dispute.medical"}))
    proposal = propose(need(category="dispute.medical", certified=True), [someone(1, **KNOWS), doctor])

    assert proposal.barred == {id_of(1): (Bar.UNCERTIFIED,)}
    assert [panel.lead.who for panel in proposal.panels] == [doctor.id]


def test_a_wish_for_a_woman_is_kept_and_who_told_nothing_is_not_one() -> None:
    proposal = propose(need(gender="f"), [someone(1, gender="m"), someone(2), someone(3, gender="f")])

    assert set(proposal.barred.values()) == {(Bar.WISH,)}
    assert [panel.lead.who for panel in proposal.panels] == [id_of(3)]


def test_a_grid_leader_may_be_asked_when_only_the_community_is_known() -> None:
    leader = someone(1, areas=frozenset({GRID}))

    assert bars_of(need(area=COMMUNITY), leader) == ()
    assert bars_of(need(area=COMMUNITY + "009"), leader) == (Bar.ELSEWHERE,)


def test_a_untold_language_and_an_unnamed_employer_bind_nobody() -> None:
    assert bars_of(need(Side(employer=""), Side(employer="")), someone(1, employer="")) == ()


def test_each_side_may_strike_once_and_says_no_why() -> None:
    once = strike(need(), 0, id_of(1))

    assert leads(once, someone(1), someone(2)) == [id_of(2)]
    with pytest.raises(NotNow):
        strike(once, 0, id_of(2))
    assert leads(strike(once, 1, id_of(2)), someone(1), someone(2)) == []


def test_equals_are_told_apart_by_the_lot_of_the_dispute() -> None:
    pool = [someone(number) for number in range(1, 4)]
    firsts = {leads(need(lot=id_of(lot)), *pool)[0] for lot in range(1, 60)}

    assert firsts == {one.id for one in pool}


@settings(max_examples=300, deadline=None)
@given(asking.needs, asking.pools)
def test_whoever_is_barred_never_sits(wanted: Need, pool: list[Candidate]) -> None:
    proposal = propose(wanted, pool)

    for panel in proposal.panels:
        for who in seated(panel):
            one = next(one for one in pool if one.id == who)
            assert not bars_of(wanted, one)
            assert not one.ties
            assert one.open < one.cap
            for side in wanted.sides:
                assert side.struck != who
                assert not {tie for tied, tie in side.ties if tied == who}
                assert not side.homes & one.homes
                assert not side.employer or side.employer != one.employer
                assert not side.languages or side.languages & one.languages
    free = {one.id for one in pool} - proposal.barred.keys()
    assert all(seated(panel) <= free for panel in proposal.panels)


@settings(max_examples=200, deadline=None)
@given(asking.needs, asking.pools, st.randoms())
def test_the_order_of_sides_and_of_candidates_changes_nothing(
    wanted: Need, pool: list[Candidate], dice: random.Random
) -> None:
    sides, others = list(wanted.sides), list(pool)
    dice.shuffle(sides)
    dice.shuffle(others)

    assert propose(replace(wanted, sides=tuple(sides)), others) == propose(wanted, pool)


@settings(max_examples=300, deadline=None)
@given(asking.needs, asking.pools, st.data())
def test_more_in_hand_never_raises_anybody(wanted: Need, pool: list[Candidate], data: st.DataObject) -> None:
    assume(pool)
    busy = data.draw(st.sampled_from(pool))
    busier = replace(busy, open=busy.open + data.draw(st.integers(1, 3)))
    after = [busier if one is busy else one for one in pool]

    assert place(wanted, after, busy.id) >= place(wanted, pool, busy.id)


def place(wanted: Need, pool: list[Candidate], who: UUID) -> int:
    """On which panel somebody first sits; after the last when on none."""
    panels = propose(wanted, pool).panels
    return next((at for at, panel in enumerate(panels) if who in seated(panel)), 99)


def test_nothing_told_of_a_side_is_a_number() -> None:
    """It bars people or lets them in: there is no place to write down how a party is rated."""
    kinds = {field.name: str(field.type) for field in fields(Side)}

    assert not {
        name for name, kind in kinds.items() if "int" in kind or "float" in kind or "Fraction" in kind
    }
