"""Saving puts a whole set of grids in the place of another, or refuses it whole."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import shapely

from lianxin.journal.public import Entry, verify
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.kernel.ids import uuid7
from lianxin.pages.public import permission
from lianxin.territory import models
from lianxin.territory import public as territory
from lianxin.territory.actions.grids import Checked, propose_grids, write_grids
from lianxin.territory.cover import GridShape, NotACover
from lianxin.territory.queries import geojson_of
from lianxin.territory.shapes import square_metres
from territory.cast import CHENGHUANGMIAO, NOW, TODAY

LATER = NOW + timedelta(days=30)


def standing(on: date | None = None) -> set[str]:
    rows = models.Grid.objects.filter(code__startswith=CHENGHUANGMIAO)
    return {
        row.code[-3:] for row in rows if on is None or (row.valid_until or date.max) > on >= row.valid_from
    }


def test_the_old_grids_are_closed_and_the_new_ones_opened(dongjie: None) -> None:
    territory.draw_grids(CHENGHUANGMIAO, 3, by=SYSTEM, now=LATER)

    assert [grid.code[-3:] for grid in territory.grids_of(CHENGHUANGMIAO)] == ["006", "007", "008"]
    assert standing(TODAY) == {"001", "002", "003", "004", "005"}
    assert standing(date(2026, 7, 1)) == {"006", "007", "008"}
    entry = (
        Entry.objects.filter(county="140403", subject=f"area:{CHENGHUANGMIAO}").order_by("position").last()
    )
    assert entry is not None
    assert f'"closed":["{CHENGHUANGMIAO}001"' in entry.payload
    assert verify("140403") is None


def test_saving_the_same_again_changes_nothing(dongjie: None) -> None:
    before = (set(models.Grid.objects.values_list("pk", flat=True)), Entry.objects.count())

    territory.save_grids(CHENGHUANGMIAO, territory.grids_of(CHENGHUANGMIAO), by=SYSTEM, now=LATER)

    assert (set(models.Grid.objects.values_list("pk", flat=True)), Entry.objects.count()) == before


def test_only_the_grids_that_moved_get_a_new_span(dongjie: None) -> None:
    first, *others = territory.grids_of(CHENGHUANGMIAO)

    territory.save_grids(CHENGHUANGMIAO, [replace(first, name="城隍庙广场"), *others], by=SYSTEM, now=LATER)

    assert models.Grid.objects.filter(valid_from=date(2026, 7, 1)).count() == 1
    assert territory.name_of(first.code or "") == "城隍庙广场"


def test_redrawn_on_the_day_it_was_drawn_gives_up_its_numbers_all_the_same(dongjie: None) -> None:
    """A matter may have been reported in them within the hour."""
    territory.draw_grids(CHENGHUANGMIAO, 2, by=SYSTEM, now=NOW)

    assert [grid.code[-3:] for grid in territory.grids_of(CHENGHUANGMIAO)] == ["006", "007"]
    assert standing() == {"001", "002", "003", "004", "005", "006", "007"}


def test_a_name_mended_on_the_day_leaves_no_span_of_no_days(dongjie: None) -> None:
    first, *others = territory.grids_of(CHENGHUANGMIAO)

    territory.save_grids(CHENGHUANGMIAO, [replace(first, name="城隍庙广场"), *others], by=SYSTEM, now=NOW)

    assert not models.Grid.objects.exclude(valid_until=None).exists()


def test_a_set_with_a_hole_is_refused_whole_and_says_where(dongjie: None) -> None:
    grids = territory.grids_of(CHENGHUANGMIAO)

    with pytest.raises(NotACover) as refused:
        territory.save_grids(CHENGHUANGMIAO, grids[1:], by=SYSTEM, now=LATER)

    hole = shapely.geometry.shape(refused.value.faults[0].geojson)
    assert refused.value.faults[0].kind == "hole"
    assert shapely.symmetric_difference(hole, grids[0].polygon).area < 1e-12
    assert len(territory.grids_of(CHENGHUANGMIAO)) == 5


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (f"{CHENGHUANGMIAO}002", "相同"),
        ("140403001001001", "不是这个社区的"),
        (f"{CHENGHUANGMIAO}00x", "不是这个社区的"),
    ],
)
def test_a_code_twice_or_of_another_community_is_refused(dongjie: None, code: str, words: str) -> None:
    first, *others = territory.grids_of(CHENGHUANGMIAO)

    with pytest.raises(NotACover) as refused:
        territory.save_grids(CHENGHUANGMIAO, [replace(first, code=code), *others], by=SYSTEM, now=LATER)

    assert words in refused.value.faults[0].words


def test_no_grids_at_all_is_no_cover(dongjie: None) -> None:
    with pytest.raises(NotACover):
        territory.save_grids(CHENGHUANGMIAO, [], by=SYSTEM, now=LATER)


def parted(grid: GridShape) -> list[GridShape]:
    west, south, east, north = grid.polygon.bounds
    middle = (west + east) / 2
    return [
        GridShape(None, "", "general", shapely.intersection(grid.polygon, half))
        for half in (shapely.box(middle, south, east, north), shapely.box(west, south, middle, north))
    ]


def test_a_grid_that_stays_keeps_its_code_and_name_and_new_ones_go_on_beyond_the_last(dongjie: None) -> None:
    first, *others = territory.grids_of(CHENGHUANGMIAO)
    named = [replace(first, name="城隍庙广场", households=312), *others]
    territory.save_grids(CHENGHUANGMIAO, named, by=SYSTEM, now=NOW)
    shapes = [replace(grid, code=None, name="", households=None) for grid in named[:4]] + parted(named[4])

    saved = territory.save_grids(CHENGHUANGMIAO, shapes, by=SYSTEM, now=LATER)

    assert [grid.code[-3:] for grid in saved if grid.code] == ["001", "002", "003", "004", "006", "007"]
    assert (saved[0].name, saved[0].households) == ("城隍庙广场", 312)
    assert saved[4].polygon.centroid.x < saved[5].polygon.centroid.x
    assert saved[4].name == "城隍庙社区第6网格"


def test_a_code_is_never_given_to_another_piece_of_land(dongjie: None) -> None:
    first, second, *others = territory.grids_of(CHENGHUANGMIAO)
    swapped = [replace(first, code=second.code), replace(second, code=first.code), *others]

    with pytest.raises(NotACover) as refused:
        territory.save_grids(CHENGHUANGMIAO, swapped, by=SYSTEM, now=LATER)

    assert ["图形改动太大" in fault.words for fault in refused.value.faults] == [True, True]


def test_a_code_that_ended_comes_back_only_for_its_own_shape(dongjie: None) -> None:
    before = territory.grids_of(CHENGHUANGMIAO)
    whole = territory.draw_grids(CHENGHUANGMIAO, 1, by=SYSTEM, now=LATER)

    with pytest.raises(NotACover, match="1 处问题") as refused:
        territory.save_grids(CHENGHUANGMIAO, [replace(whole[0], code=before[0].code)], by=SYSTEM, now=LATER)
    territory.save_grids(CHENGHUANGMIAO, before, by=SYSTEM, now=LATER)

    assert "旧事项还指着那块地方" in refused.value.faults[0].words
    assert [grid.code for grid in territory.grids_of(CHENGHUANGMIAO)] == [grid.code for grid in before]


def test_a_line_that_a_survey_corrects_leaves_the_code(dongjie: None) -> None:
    """The wall between two grids moves by some metres: a place that people know is not renamed for that."""
    west, east = parted(territory.grids_of(CHENGHUANGMIAO)[4])
    others = territory.grids_of(CHENGHUANGMIAO)[:4]
    saved = territory.save_grids(CHENGHUANGMIAO, [*others, west, east], by=SYSTEM, now=NOW)
    left, right = saved[4:]
    strip = shapely.intersection(
        right.polygon, shapely.box(*left.polygon.bounds[:2], left.polygon.bounds[2] + 3e-5, 90)
    )
    moved = [
        replace(left, polygon=shapely.union(left.polygon, strip)),
        replace(right, polygon=shapely.difference(right.polygon, strip)),
    ]

    again = territory.save_grids(CHENGHUANGMIAO, [*others, *moved], by=SYSTEM, now=LATER)

    assert [grid.code for grid in again] == [grid.code for grid in saved]
    assert square_metres(again[4].polygon) > square_metres(left.polygon) + 50


def test_when_the_numbers_are_used_up_it_is_said(dongjie: None) -> None:
    territory.draw_grids(CHENGHUANGMIAO, 1, by=SYSTEM, now=NOW)
    models.Grid.objects.filter(code=f"{CHENGHUANGMIAO}006").update(code=f"{CHENGHUANGMIAO}998")

    with pytest.raises(Invalid, match="已经用到 998 号,最大是 999,还要 3 个新号"):
        territory.draw_grids(CHENGHUANGMIAO, 3, by=SYSTEM, now=LATER)


def test_two_hands_at_once_do_not_give_one_number_twice(dongjie: None) -> None:
    mine = Checked(CHENGHUANGMIAO, propose_grids(CHENGHUANGMIAO, 3))
    territory.draw_grids(CHENGHUANGMIAO, 2, by=SYSTEM, now=LATER)

    with pytest.raises(NotNow, match="别人刚刚改了"):
        write_grids([mine], by=SYSTEM, now=LATER)


def test_an_old_matter_finds_its_grid_as_it_was(dongjie: None) -> None:
    old = territory.grids_of(CHENGHUANGMIAO)[0]
    territory.draw_grids(CHENGHUANGMIAO, 2, by=SYSTEM, now=LATER)
    code = old.code or ""

    assert territory.outline_of(code).equals(old.polygon)
    assert territory.full_name(code) == "长治市潞州区东街街道城隍庙社区第1网格"
    (shown,) = geojson_of(code)["features"]
    assert shown["properties"]["code"] == code
    assert not territory.known(code, LATER.date())
    codes = [feature["properties"]["code"] for feature in geojson_of(CHENGHUANGMIAO)["features"]]
    assert code not in codes


def test_a_keeper_of_the_area_may_and_the_one_next_door_may_not(
    dongjie: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper, neighbour = Actor.staff(uuid7()), Actor.staff(uuid7())
    monkeypatch.setattr(permission, "_checks", [])
    grids: list[GridShape] = territory.grids_of(CHENGHUANGMIAO)

    with pytest.raises(NotAllowed):
        territory.save_grids(CHENGHUANGMIAO, grids, by=keeper, now=LATER)
    areas = {keeper: "140403", neighbour: "140404"}
    permission.register(lambda actor, duty, over, on: duty == "keeper" and over.startswith(areas[actor]))
    territory.save_grids(CHENGHUANGMIAO, grids, by=keeper, now=LATER)
    with pytest.raises(NotAllowed):
        territory.save_grids(CHENGHUANGMIAO, grids, by=neighbour, now=LATER)
