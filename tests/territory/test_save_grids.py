"""Saving puts a whole set of grids in the place of another, or refuses it whole."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
import shapely

from lianxin.journal.public import Entry, verify
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import NotAllowed
from lianxin.kernel.ids import uuid7
from lianxin.pages.public import permission
from lianxin.territory import models
from lianxin.territory import public as territory
from lianxin.territory.cover import GridShape, NotACover
from territory.cast import CHENGHUANGMIAO, NOW, TODAY

LATER = NOW + timedelta(days=30)


def standing(on: date | None = None) -> set[str]:
    rows = models.Grid.objects.filter(code__startswith=CHENGHUANGMIAO)
    return {
        row.code[-3:] for row in rows if on is None or (row.valid_until or date.max) > on >= row.valid_from
    }


def test_the_old_grids_are_closed_and_the_new_ones_opened(dongjie: None) -> None:
    territory.draw_grids(CHENGHUANGMIAO, 3, by=SYSTEM, now=LATER)

    assert [grid.code[-3:] for grid in territory.grids_of(CHENGHUANGMIAO)] == ["001", "002", "003"]
    assert standing(TODAY) == {"001", "002", "003", "004", "005"}
    assert standing(date(2026, 7, 1)) == {"001", "002", "003"}
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


def test_redrawn_on_the_day_it_was_drawn_leaves_no_span_of_no_days(dongjie: None) -> None:
    territory.draw_grids(CHENGHUANGMIAO, 2, by=SYSTEM, now=NOW)

    assert standing() == {"001", "002"}
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


def test_a_grid_keeps_its_code_and_the_others_take_the_free_numbers(dongjie: None) -> None:
    shapes = [replace(grid, code=None, name="") for grid in territory.grids_of(CHENGHUANGMIAO)]
    shapes[4] = replace(shapes[4], code=f"{CHENGHUANGMIAO}001", name="老网格")

    saved = territory.save_grids(CHENGHUANGMIAO, shapes, by=SYSTEM, now=LATER)

    assert [grid.name for grid in saved][:2] == ["老网格", "城隍庙社区第2网格"]
    assert saved[0].polygon.equals(shapes[4].polygon)


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
