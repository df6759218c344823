"""C7: small counts hidden. Whoever takes figures from each other learns of no count below five."""

import random
from functools import cache
from itertools import product

import pytest

from lianxin.kernel.blocks import LEAST, Block, Cell, blocks

COMMUNITIES = [f"14040300{town}{number:03d}" for town in (1, 2) for number in (1, 2, 3, 4)]
KINDS = ["facility.manhole", "facility.road", "appearance.garbage", "green.tree"]
MONTHS = ["2026-09", "2026-10", "2026-11"]
OUTCOMES = ["hand", "done", "declined"]
PAIRS_TRIED = 10_000
Filter = tuple[str, str, str, str]


def drawn(dice: random.Random, scale: int) -> list[Cell]:
    """A county at random: many cells empty, many small, some large, some with everything listed."""
    cells = []
    for area in COMMUNITIES:
        for kind in KINDS:
            for month in MONTHS:
                for outcome in OUTCOMES:
                    n = dice.choice([0, 0, 1, 2, 3, 4, 5, 6, dice.randint(0, scale)])
                    shown = dice.choice([0, n, dice.randint(0, n)])
                    late, bad = (dice.randint(0, n), dice.randint(0, n)) if outcome == "done" else (0, 0)
                    kept = n - late if outcome == "done" else 0
                    good = dice.randint(0, n - bad) if outcome == "done" else 0
                    if n:
                        cells.append(Cell(area, kind, month, outcome, n, shown, kept, late, good, bad))
    return cells


def a_filter(dice: random.Random) -> Filter:
    area = dice.choice(["140403", "140403001", "140403002", *COMMUNITIES])
    kind = dice.choice(["", "", "facility", *KINDS])
    return area, kind, dice.choice(["", "", *MONTHS]), dice.choice(["", "", *OUTCOMES])


def narrowed(wide: Filter, inner: Filter) -> Filter:
    """A filter that lies inside another."""
    area, kind, month, outcome = wide
    return (
        inner[0] if inner[0].startswith(area) else area,
        inner[1] if not kind or inner[1].startswith(f"{kind}.") else kind,
        month or inner[2],
        outcome or inner[3],
    )


def figured(told: list[Block], wanted: Filter) -> int:
    return sum(block.n for block in told if not block.measure and block.inside(*wanted))


@pytest.mark.parametrize("seed", range(4))
def test_no_pair_of_filters_tells_a_count_below_five(seed: int) -> None:
    dice = random.Random(seed)
    told = blocks(drawn(dice, scale=[4, 9, 30, 200][seed]))
    figure = cache(lambda wanted: figured(told, wanted))
    recovered = []
    for _pair in range(PAIRS_TRIED):
        wide = a_filter(dice)
        narrow = narrowed(wide, a_filter(dice))
        difference = figure(wide) - figure(narrow)
        if 0 < difference < LEAST or difference < 0:
            recovered.append((wide, narrow, difference))

    assert recovered == []
    assert figure(("140403", "", "", "")) > 0


def test_whoever_knows_the_rule_and_reads_the_list_still_cannot_tell_a_small_count() -> None:
    """Every county of three communities there can be, told apart by what is read of it: figures and list. Of
    no community is a hidden count of one to four the only one that fits."""
    fits: dict[object, list[tuple[int, ...]]] = {}
    one = [(hidden + shown, shown) for hidden in range(7) for shown in (0, 2, 5)]
    for three in product(one, repeat=3):
        cells = [cell(place, n, shown) for place, (n, shown) in enumerate(three) if n]
        read = (tuple(blocks(cells)), tuple(shown for _n, shown in three))
        fits.setdefault(read, []).append(tuple(n - shown for n, shown in three))
    recovered = [
        (read, hidden[0])
        for read, hidden in fits.items()
        for place in range(3)
        if len({one[place] for one in hidden}) == 1 and 0 < hidden[0][place] < LEAST
    ]

    assert recovered == []
    assert len(fits) > 100


@pytest.mark.parametrize("seed", range(3))
def test_every_figure_is_made_of_whole_blocks_that_share_no_cell(seed: int) -> None:
    cells = drawn(random.Random(seed), scale=20)
    told = [block for block in blocks(cells) if not block.measure]

    assert all(block.n >= LEAST for block in told)
    assert sum(block.n for block in told) <= sum(cell.n for cell in cells)
    assert sum(cell.n for cell in cells) - sum(block.n for block in told) < len(cells) * LEAST


def test_parts_of_what_was_done_are_told_only_where_each_is_five() -> None:
    told = blocks(drawn(random.Random(5), scale=200))
    pairs = [block for block in told if block.measure]

    assert {block.measure for block in pairs} == {"promise", "rating"}
    assert all(part == 0 or part >= LEAST for block in pairs for part in block.parts)
    assert all(block.parts[0] >= LEAST and block.parts[1] >= LEAST for block in pairs)
    assert all(sum(block.parts) == block.n for block in pairs)


def cell(community: int, n: int, shown: int = 0) -> Cell:
    return Cell(COMMUNITIES[community], "facility.road", "2026-11", "hand", n, shown)


def test_a_sum_that_can_come_about_in_one_way_only_is_not_told() -> None:
    assert blocks([cell(0, 4), cell(1, 4)]) == []  # eight of two that hold at most four each
    assert [block.n for block in blocks([cell(0, 4), cell(1, 3)])] == [7]


def test_what_is_left_beside_the_list_is_none_or_five() -> None:
    assert blocks([cell(0, 9, shown=7)]) == []
    assert [block.n for block in blocks([cell(0, 9, shown=9)])] == [9]
    assert [block.n for block in blocks([cell(0, 12, shown=7)])] == [12]


def test_small_ones_of_a_street_are_told_of_the_street_and_of_no_community() -> None:
    told = blocks([cell(0, 2), cell(1, 4), cell(2, 1)])

    assert [(block.area, block.n) for block in told] == [("140403001", 7)]
    assert figured(told, (COMMUNITIES[0], "", "", "")) == 0
    assert figured(told, ("140403001", "facility", "", "")) == 0
    assert figured(told, ("140403", "", "", "hand")) == 7
