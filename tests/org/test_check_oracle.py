"""The fast check against the slow oracle, on random small worlds."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lianxin.org.cards import CategoryCard, ItemCard, UnitCard
from lianxin.org.check import Fault, check
from lianxin.org.dutylist import DutyList, Missing
from org import oracle

DAY = date(2026, 6, 1)
COMMUNITIES = [
    f"14{city}{county}{town}{community}"
    for city in ("01", "04")
    for county in ("02", "03")
    for town in ("001", "100")
    for community in ("001", "200")
]
AREAS = sorted({code[:width] for code in COMMUNITIES for width in (0, 2, 4, 6, 9, 12)})
AREAS.append("140403001001001")
CATEGORIES = {
    code: CategoryCard(code, code, code, parent, "event", "ordinary")
    for code, parent in [("a", ""), ("a.x", "a"), ("a.y", "a"), ("b", "")]
}
KINDS = ["street", "county", "water"]
days = st.integers(-2, 2).map(lambda n: DAY + timedelta(days=n))
ends = st.one_of(st.none(), days)


@st.composite
def worlds(draw: st.DrawFn) -> oracle.World:
    communities = draw(st.lists(st.sampled_from(COMMUNITIES), min_size=1, unique=True))
    items = [
        ItemCard(
            UUID(int=number), str(number), draw(st.sampled_from(sorted(CATEGORIES))),
            draw(st.sampled_from(AREAS)), draw(st.sampled_from([4, 6, 9, 12])), draw(st.sampled_from(KINDS)),
            (), "basic", "", "", "", draw(days), draw(ends),
        )
        for number in range(draw(st.integers(0, 7)))
    ]  # fmt: skip
    units = [
        UnitCard(
            UUID(int=100 + number), draw(st.sampled_from(KINDS)), "", f"u{number}",
            draw(st.sampled_from(AREAS)), None, "", draw(days), draw(ends),
        )
        for number in range(draw(st.integers(0, 9)))
    ]  # fmt: skip
    return oracle.World(CATEGORIES, items, units, communities, DAY)


def _list(world: oracle.World) -> DutyList:
    return DutyList({}, {}, [(card, None) for card in CATEGORIES.values()], world.items, world.units)


@pytest.mark.broad
@settings(max_examples=400, deadline=None)
@given(worlds())
def test_check_finds_exactly_what_the_oracle_finds(world: oracle.World) -> None:
    gaps, overlaps = oracle.faults(world)

    found = check(_list(world).on(DAY), world.communities)

    told_gaps = [(f.category, code) for f in found.gaps for code in oracle.below(world.communities, f.area)]
    told_overlaps = [
        (f.category, code, f.tier) for f in found.overlaps for code in oracle.below(world.communities, f.area)
    ]
    assert sorted(told_gaps) == sorted(gaps)  # as lists: nothing is told twice
    assert sorted(told_overlaps) == sorted(overlaps)
    assert found.counts["gap_cells"] == len(gaps)
    assert found.counts["overlap_cells"] == len(overlaps)


@settings(max_examples=200, deadline=None)
@given(worlds())
def test_every_fault_is_told_at_the_highest_area_that_has_it_throughout(world: oracle.World) -> None:
    found = check(_list(world).on(DAY), world.communities)
    faults = [*found.gaps, *found.overlaps]
    told = {(_cause(fault), fault.area) for fault in faults}

    for fault in faults:
        assert fault.communities == len(oracle.below(world.communities, fault.area))
        if fault.area:
            above = fault.area[: {2: 0, 4: 2, 6: 4, 9: 6, 12: 9}[len(fault.area)]]
            throughout = all(
                any(code.startswith(area) for cause, area in told if cause == _cause(fault))
                for code in oracle.below(world.communities, above)
            )
            assert not throughout


def _cause(fault: Fault) -> tuple[object, ...]:
    return fault.category, fault.tier, fault.why, fault.items


@pytest.mark.broad
@settings(max_examples=300, deadline=None)
@given(worlds(), st.sampled_from(COMMUNITIES), st.sampled_from(sorted(CATEGORIES)))
def test_routing_goes_to_the_lowest_tier_that_the_oracle_names(
    world: oracle.World, place: str, category: str
) -> None:
    led = oracle.leaders(world, category, place)

    found = _list(world).on(DAY).find(category, place)

    if isinstance(found, Missing):
        assert not led
    else:
        item, unit = found
        assert item.tier == max(led)
        assert unit.id in led[item.tier]


@settings(max_examples=100, deadline=None)
@given(worlds(), st.sampled_from(["14", "1404", "140403", "140403001", "140403001001"]))
def test_a_check_within_an_area_is_the_whole_check_cut_to_it(world: oracle.World, within: str) -> None:
    gaps, _ = oracle.faults(world)

    found = check(_list(world).on(DAY), world.communities, within=within)

    assert found.counts["gap_cells"] == len([gap for gap in gaps if gap[1].startswith(within)])
    assert all(fault.area.startswith(within) for fault in found.gaps)
