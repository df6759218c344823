"""Disputes in need of a mediator, and people who might be: plain values for the tests of the pure part."""

from datetime import date
from typing import Any
from uuid import UUID

from hypothesis import strategies as st

from lianxin.mediation.proposing import Candidate, Group, Need, Side, Tie

COMMUNITY = "140403001004"
NEXT = "140403001005"
GRID = COMMUNITY + "003"
DEADLINE = date(2026, 4, 1)


def id_of(number: int) -> UUID:
    return UUID(int=number)


def someone(number: int, **told: Any) -> Candidate:
    """A mediator of the community who can be asked about anything."""
    usual: dict[str, Any] = {
        "groups": frozenset({Group.OTHER}),
        "mediates": True,
        "leads": True,
        "areas": frozenset({COMMUNITY}),
        "cap": 10,
    }
    return Candidate(id_of(number), **(usual | told))


def need(*sides: Side, **told: Any) -> Need:
    usual: dict[str, Any] = {
        "lot": id_of(77),
        "category": "dispute.neighbour",
        "area": GRID,
        "deadline": DEADLINE,
        "sides": sides or (Side(), Side()),
    }
    return Need(**(usual | told))


ids = st.integers(1, 8).map(id_of)
languages = st.frozensets(st.sampled_from(["普通话", "长治话", "手语"]), max_size=2)
homes = st.frozensets(st.sampled_from(["B1", "B2", GRID]), max_size=2)
employers = st.sampled_from(["", "纺织厂", "社区居委会"])
sides = st.builds(
    Side,
    languages=languages,
    homes=homes,
    employer=employers,
    ties=st.frozensets(st.tuples(ids, st.sampled_from(list(Tie))), max_size=2),
    again=st.frozensets(ids, max_size=4),
    struck=st.none() | ids,
)
needs = st.builds(
    Need,
    lot=st.integers(1, 10**6).map(id_of),
    category=st.sampled_from(["dispute.neighbour", "dispute.medical"]),
    area=st.sampled_from([GRID, COMMUNITY, NEXT]),
    deadline=st.just(DEADLINE),
    sides=st.lists(sides, min_size=2, max_size=3).map(tuple),
    gender=st.sampled_from(["", "", "f"]),
    certified=st.booleans(),
)
candidates = st.builds(
    Candidate,
    id=ids,
    groups=st.frozensets(st.sampled_from(list(Group)), min_size=1, max_size=2),
    mediates=st.booleans(),
    leads=st.booleans(),
    areas=st.frozensets(st.sampled_from([GRID, COMMUNITY, NEXT, "140403001", ""]), min_size=1, max_size=2),
    cap=st.integers(0, 4),
    open=st.integers(0, 4),
    categories=st.frozensets(st.sampled_from(["dispute.neighbour", "dispute.medical"]), max_size=2),
    languages=languages,
    gender=st.sampled_from(["", "f", "m"]),
    employer=employers,
    homes=homes,
    ties=st.frozensets(st.sampled_from(list(Tie)), max_size=1),
    free_on=st.none() | st.sampled_from([date.min, DEADLINE, date(2026, 5, 1)]),
)
pools = st.lists(candidates, max_size=8, unique_by=lambda one: one.id)
