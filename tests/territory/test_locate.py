"""Every point has one answer, the same everywhere."""

import numpy as np
import pytest
import shapely
from django.db import connection
from django.test.utils import CaptureQueriesContext
from shapely.geometry import box

from lianxin.journal.public import Snapshot
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.points import Point
from lianxin.territory import public as territory
from lianxin.territory.atlas import Atlas, Place, locate_many
from territory.cast import CHENGHUANGMIAO, NOW

SQUARES = [("140403001004002", box(1, 0, 2, 1)), ("140403001004001", box(0, 0, 1, 1))]


def test_a_point_in_a_grid_is_certain(dongjie: None) -> None:
    for grid in territory.grids_of("140403001"):
        inside = grid.polygon.representative_point()
        assert territory.locate(Point(inside.x, inside.y)) == Place(grid.code or "", True)


def test_a_point_in_no_grid_goes_to_its_county_and_beyond_them_to_nobody(dongjie: None) -> None:
    assert territory.locate(Point(113.05, 36.30)) == Place("140403", False)
    assert territory.locate(Point(116.4, 39.9)) == Place("", False)


def test_a_shared_edge_belongs_to_the_lower_code() -> None:
    atlas = Atlas.of(SQUARES)

    assert atlas.locate(1, 0.5).code == "140403001004001"
    assert list(atlas.locate_many([0.5, 1, 1.5, 3], [0.5] * 4)) == [
        "140403001004001",
        "140403001004001",
        "140403001004002",
        "",
    ]


def test_many_at_once_answer_as_one_by_one(dongjie: None) -> None:
    rng = np.random.default_rng(7)
    lon, lat = rng.uniform(113.10, 113.14, 500), rng.uniform(36.18, 36.21, 500)

    together = locate_many(lon, lat)

    alone = [territory.locate(Point(float(x), float(y))).code for x, y in zip(lon, lat, strict=True)]
    assert together.tolist() == alone
    assert {len(code) for code in alone} == {6, 15}


def test_every_point_of_the_township_lies_in_exactly_one_grid(dongjie: None) -> None:
    town = territory.outline_of("140403001")
    rng = np.random.default_rng(11)
    west, south, east, north = town.bounds
    points = shapely.points(rng.uniform(west, east, 20_000), rng.uniform(south, north, 20_000))
    points = points[shapely.contains(town, points)]

    codes = locate_many(shapely.get_x(points), shapely.get_y(points))

    assert {len(code) for code in codes} == {15}


def test_no_points_and_no_grids_are_no_trouble(db: None) -> None:
    assert locate_many([], []).tolist() == []
    assert territory.locate(Point(113.12, 36.19)) == Place("", False)
    assert locate_many([113.12], [36.19]).tolist() == [""]


def test_looking_asks_the_database_nothing(dongjie: None, monkeypatch: pytest.MonkeyPatch) -> None:
    territory.locate(Point(113.12, 36.195))
    monkeypatch.setattr(Snapshot, "look_every", 60.0)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        for _i in range(1000):
            territory.locate(Point(113.12, 36.195))

    assert len(asked) == 0


def test_a_redrawn_community_answers_with_its_new_grids(dongjie: None) -> None:
    territory.draw_grids(CHENGHUANGMIAO, 1, by=SYSTEM, now=NOW)

    inside = territory.outline_of(CHENGHUANGMIAO).representative_point()
    assert territory.locate(Point(inside.x, inside.y)).code == f"{CHENGHUANGMIAO}006"
