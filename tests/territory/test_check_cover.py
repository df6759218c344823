"""A set of grids that is no cover is refused, and the fault says where."""

import pytest
import shapely
from shapely.geometry import box, shape

from lianxin.territory.cover import GridShape, check_cover, settled
from lianxin.territory.shapes import square_metres

METRE = 1 / 111_320  # degrees of latitude
AREA = box(113.11, 36.19, 113.13, 36.20)
MIDDLE = 113.12


def grids(*polygons: object) -> list[GridShape]:
    return [GridShape(None, "", "general", polygon) for polygon in polygons]


def halves(gap: float = 0.0) -> list[GridShape]:
    """West and east of the middle, `gap` degrees apart (negative: over one another)."""
    return grids(box(113.11, 36.19, MIDDLE, 36.20), box(MIDDLE + gap, 36.19, 113.13, 36.20))


def test_two_halves_are_a_cover() -> None:
    assert check_cover(AREA, halves()) == []


@pytest.mark.parametrize(("kind", "gap"), [("hole", 2 * METRE), ("overlap", -2 * METRE)])
def test_a_strip_left_out_or_taken_twice_is_shown(kind: str, gap: float) -> None:
    faults = check_cover(AREA, halves(gap))

    assert [fault.kind for fault in faults] == [kind]
    where = shape(faults[0].geojson)
    assert where.bounds[0] == pytest.approx(min(MIDDLE, MIDDLE + gap))
    assert square_metres(where) == pytest.approx(2 * 0.01 * 111_320 * 0.807, rel=0.01)
    assert "平方米" in faults[0].words


def test_what_leaves_the_community_is_shown_with_its_number() -> None:
    west, _east = halves()
    faults = check_cover(AREA, [west, *grids(box(MIDDLE, 36.19, 113.131, 36.20))])

    assert [(fault.kind, fault.numbers) for fault in faults] == [("outside", (2,))]
    assert shape(faults[0].geojson).bounds[0] == pytest.approx(113.13)


def test_a_hole_in_the_middle_is_found_without_any_outline() -> None:
    ring = shapely.difference(AREA, box(113.119, 36.194, 113.121, 36.196))

    assert [fault.kind for fault in check_cover(None, grids(ring))] == ["hole"]


def test_a_line_that_crosses_itself_is_pointed_at() -> None:
    bow = shapely.Polygon([(113.11, 36.19), (113.13, 36.20), (113.13, 36.19), (113.11, 36.20)])

    faults = check_cover(AREA, grids(bow))

    assert [(fault.kind, fault.numbers) for fault in faults] == [("invalid", (1,))]
    assert faults[0].geojson == {
        "type": "Point",
        "coordinates": [pytest.approx(113.12), pytest.approx(36.195)],
    }


def test_a_point_is_no_grid() -> None:
    assert [fault.kind for fault in check_cover(AREA, grids(shapely.Point(113.12, 36.195)))] == ["invalid"]


@pytest.mark.parametrize("gap", [0.1 * METRE, -0.1 * METRE])
def test_a_sliver_of_rounding_is_forgiven_and_closed(gap: float) -> None:
    shapes = halves(gap)
    assert check_cover(AREA, shapes) == []

    exact = settled(AREA, shapes)

    polygons = [grid.polygon for grid in exact]
    assert shapely.coverage_is_valid(polygons)
    assert shapely.equals(shapely.union_all(polygons), AREA)


def test_a_narrow_strip_that_is_wider_than_rounding_is_not_forgiven() -> None:
    assert check_cover(AREA, halves(0.5 * METRE))[0].kind == "hole"


def test_settling_gives_neighbours_the_same_vertices() -> None:
    """The east side has a vertex in the middle of the common edge, the west side has not."""
    west, _east = halves()
    east = shapely.Polygon(
        [(MIDDLE, 36.19), (113.13, 36.19), (113.13, 36.20), (MIDDLE, 36.20), (MIDDLE, 36.1953)]
    )

    exact = settled(AREA, [west, *grids(east)])

    corner = (MIDDLE, 36.1953)
    assert all(corner in {tuple(at) for at in grid.polygon.exterior.coords} for grid in exact)
