"""Drawing splits a community into balanced grids, numbered west to east, then north to south."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as some
from shapely.geometry import box

from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.territory import public as territory
from lianxin.territory.cover import GridShape, check_cover, settled
from lianxin.territory.drawing import numbering, split, weight_inside
from lianxin.territory.shapes import square_metres
from territory.cast import CHENGHUANGMIAO, NOW

SQUARE = box(113.11, 36.19, 113.13, 36.20)


def test_a_drawn_community_is_covered_exactly_in_equal_parts(dongjie: None) -> None:
    drawn = territory.draw_grids(CHENGHUANGMIAO, 7, by=SYSTEM, now=NOW)

    outline = territory.outline_of(CHENGHUANGMIAO)
    assert [grid.code for grid in drawn] == [f"{CHENGHUANGMIAO}{n:03d}" for n in range(6, 13)]
    assert check_cover(outline, drawn) == []
    assert shapely.coverage_is_valid([grid.polygon for grid in drawn])
    areas = [square_metres(grid.polygon) for grid in drawn]
    assert max(areas) / min(areas) < 1.01
    assert {grid.polygon.geom_type for grid in drawn} == {"Polygon"}
    assert drawn[0].name == "城隍庙社区第6网格"


def test_the_whole_sample_township_is_one_clean_cover(dongjie: None) -> None:
    grids = territory.grids_of("140403001")

    assert len(grids) == 40
    whole = shapely.union_all([grid.polygon for grid in grids])
    town = territory.outline_of("140403001")
    assert check_cover(town, grids) == []
    assert square_metres(shapely.symmetric_difference(whole, town)) < 1
    assert shapely.contains(territory.outline_of("140403"), town)


def test_households_weigh_and_not_fields(dongjie: None) -> None:
    """Nine in ten households live in the west: most of the grids do too."""
    rng = np.random.default_rng(3)
    west, south, east, north = territory.outline_of(CHENGHUANGMIAO).bounds
    lon = np.concatenate([rng.uniform(west, west + (east - west) / 3, 900), rng.uniform(west, east, 100)])
    homes = [(float(x), float(y), 2.0) for x, y in zip(lon, rng.uniform(south, north, 1000), strict=True)]

    drawn = territory.draw_grids(CHENGHUANGMIAO, 6, by=SYSTEM, now=NOW, weights=homes)

    counted = [round(weight_inside(grid.polygon, homes)) for grid in drawn]
    assert [grid.households for grid in drawn] == counted
    assert max(counted) / min(counted) < 1.15
    areas = [square_metres(grid.polygon) for grid in drawn]
    assert max(areas) / min(areas) > 2


def test_numbers_read_like_a_page() -> None:
    cells = [box(x, y, x + 1, y + 1 + 0.1 * x) for y in (0, 1.4, 2.8) for x in (2, 0, 1)]

    order = [cells[i].bounds[:2] for i in numbering(cells)]

    assert order == [(0, 2.8), (1, 2.8), (2, 2.8), (0, 1.4), (1, 1.4), (2, 1.4), (0, 0), (1, 0), (2, 0)]


@settings(max_examples=15, deadline=None)
@given(
    corners=some.lists(some.tuples(some.floats(0.3, 1.0), some.floats(0.0, 0.1)), min_size=5, max_size=12),
    parts=some.integers(1, 6),
)
def test_any_star_shaped_community_is_split_into_whole_parts(
    corners: list[tuple[float, float]], parts: int
) -> None:
    turns = [2 * np.pi * (i + jitter) / len(corners) for i, (_r, jitter) in enumerate(corners)]
    star = shapely.Polygon(
        [
            (113.12 + 0.01 * r * np.cos(t), 36.19 + 0.01 * r * np.sin(t))
            for (r, _j), t in zip(corners, turns, strict=True)
        ]
    )
    shapes = [GridShape(None, "", "general", polygon) for polygon in split(star, parts)]

    assert len(shapes) == parts
    assert check_cover(star, shapes) == []
    assert shapely.coverage_is_valid([grid.polygon for grid in settled(star, shapes)])


def test_a_community_in_two_places_is_drawn_too() -> None:
    apart = shapely.union(SQUARE, box(113.14, 36.19, 113.15, 36.20))

    parts = split(apart, 3)

    assert [square_metres(part) for part in parts] == pytest.approx([square_metres(apart) / 3] * 3, rel=0.01)


def test_what_cannot_be_drawn_says_why(dongjie: None) -> None:
    with pytest.raises(Invalid, match="还没有边界"):
        territory.draw_grids("140403002001", 3, by=SYSTEM, now=NOW)
    with pytest.raises(Invalid, match="1 到 999"):
        territory.draw_grids(CHENGHUANGMIAO, 0, by=SYSTEM, now=NOW)
    with pytest.raises(NotFound):
        territory.draw_grids("140403001", 3, by=SYSTEM, now=NOW)
