"""Many waiting disputes are given their leads at once: most first, then who waits longest, then by merit."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.mediation.allotting import allot
from lianxin.mediation.proposing import Candidate, Need, bars_of, merits_of
from mediation import asking
from mediation.asking import id_of, need, someone

MEDICAL = {"category": "dispute.medical", "certified": True}
DOCTOR = {"categories": frozenset({"dispute.medical"})}


def test_the_first_does_not_take_the_one_whom_only_the_last_can_have() -> None:
    doctor = someone(1, cap=1, **DOCTOR)
    neighbours = someone(2, cap=1)

    assert allot([need(), need(**MEDICAL)], [doctor, neighbours]) == [neighbours, doctor]


def test_where_not_all_can_be_served_those_are_who_wait_longest() -> None:
    waiting = [need(lot=id_of(number)) for number in range(1, 5)]

    assert [bool(one) for one in allot(waiting, [someone(1, cap=3, open=1)])] == [True, True, False, False]


def test_who_waits_longer_comes_before_who_would_fit_better() -> None:
    doctor = someone(1, cap=1, **DOCTOR)

    assert allot([need(), need(category="dispute.medical")], [doctor]) == [doctor, None]


def test_nobody_gets_more_than_their_cap_and_equals_share() -> None:
    waiting = [need(lot=id_of(number)) for number in range(1, 25)]
    led = allot(waiting, [someone(1, cap=20), someone(2, cap=20)])

    assert sorted(led.count(one) for one in set(led)) == [12, 12]


def test_who_may_not_lead_or_is_barred_leads_nothing() -> None:
    assert allot([need()], [someone(1, leads=False), someone(2, open=10)]) == [None]
    assert allot([], [someone(1)]) == []


Plan = Sequence[Candidate | None]


def plans(waiting: list[Need], pool: list[Candidate]) -> Iterator[Plan]:
    """Every way there is."""
    options = [[None, *(one for one in pool if one.leads and not bars_of(wanted, one))] for wanted in waiting]
    for plan in product(*options):
        if all(plan.count(one) <= one.cap - one.open for one in set(plan) if one):
            yield plan


def value(waiting: list[Need], plan: Plan) -> tuple[int, tuple[bool, ...], Fraction]:
    served = tuple(one is not None for one in plan)
    merits = Fraction()
    for at, (wanted, one) in enumerate(zip(waiting, plan, strict=True)):
        if one:
            busier = replace(one, open=one.open + list(plan[:at]).count(one))
            merits += sum(merits_of(wanted, busier).values(), Fraction())
    return sum(served), served, merits


@settings(max_examples=60, deadline=None)
@given(
    st.lists(asking.needs, min_size=1, max_size=3),
    st.lists(asking.candidates, max_size=3, unique_by=lambda one: one.id),
)
def test_no_other_giving_out_serves_more_or_longer_waiting_or_better(
    waiting: list[Need], pool: list[Candidate]
) -> None:
    found = allot(waiting, pool)

    best = max(value(waiting, plan) for plan in plans(waiting, pool))
    assert value(waiting, found) == best
    assert found in [list(plan) for plan in plans(waiting, pool)]
