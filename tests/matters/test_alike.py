"""Two reports of one thing are known by place, time, kind and words, whoever said them."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.kernel.points import Point
from lianxin.matters import public as matters
from lianxin.matters.models import Matter
from lianxin.matters.public import Verb, alike
from lianxin.shell.bench.duplicates.judging import curve
from lianxin.shell.bench.duplicates.measured import Worlds
from town import Town

AT = datetime.fromisoformat("2026-11-23T10:30+08:00")
HERE = Point(113.1189, 36.1955)


def heard(text: str, *, after: timedelta = timedelta(0), metres: float = 0.0, **more: Any) -> alike.Heard:
    point = Point(HERE.lon, HERE.lat + metres / 111_320) if metres is not None else None
    suggested = matters.suggest(text)
    facts = {
        "place": "",
        "point": point,
        "area": "140403001004",
        "category": suggested.category if suggested else "",
        "at": AT + after,
        **more,
    }
    return alike.Heard(text=text, **facts)


SAID = "城隍庙广场北口井盖坏了"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    "again",
    [
        heard("马葫芦盖子翘着,差点绊倒", after=HOUR, metres=60),
        heard("广场北边那个窨井盖裂了", after=DAY, metres=110),
        heard("下水道盖子松了咣当响", after=timedelta(minutes=5), metres=20),
        heard("井盖怀了没人修", after=2 * DAY, metres=None, place="城隍庙广场北口"),
    ],
)
def test_other_words_of_the_same_thing_are_known(again: alike.Heard) -> None:
    assert alike.likeness(heard(SAID, place="广场北口"), again).share >= alike.SUGGEST_FROM


@pytest.mark.parametrize(
    "other",
    [
        heard("那边井盖坏了", after=HOUR, metres=390),
        heard("城隍庙广场北口路灯不亮", after=HOUR, metres=5),
        heard("广场北口垃圾没人清运", after=timedelta(minutes=2), metres=0),
        heard("井盖又坏了", after=80 * DAY, metres=0),
        heard("有人吵架", after=timedelta(minutes=1), metres=0),
        heard("昨天晚上锅炉房后头堆着旧家具,坏了也没人搬", after=HOUR / 2, metres=None, place="锅炉房后头"),
    ],
)
def test_elsewhere_another_thing_or_months_later_is_not(other: alike.Heard) -> None:
    assert alike.likeness(heard(SAID, place="广场北口"), other).share < alike.SUGGEST_FROM


def test_another_house_number_speaks_against_it() -> None:
    third = heard("下水道堵了", metres=None, place="幸福小区3号楼")
    same = heard("下水堵死了", metres=None, place="幸福小区三号楼", after=HOUR)
    fifth = heard("下水堵死了", metres=None, place="幸福小区5号楼", after=HOUR)

    assert alike.likeness(third, same).share > alike.likeness(third, fifth).share


def test_it_is_the_same_whichever_comes_first() -> None:
    one, other = heard(SAID), heard("马葫芦盖子翘着", after=HOUR, metres=60)

    assert alike.likeness(one, other) == alike.likeness(other, one)


def test_what_is_out_of_reach_by_place_and_time_could_never_have_been_suggested() -> None:
    """The short cut drops nothing within its bounds of metres and days."""
    dropped = 0
    for number in range(600):
        other = heard(SAID, after=number * 3 * HOUR, metres=number % 34 * 12)
        if alike.out_of_reach(heard(SAID), other):
            dropped += 1
            assert alike.likeness(heard(SAID), other).share < alike.SUGGEST_FROM
    assert dropped > 50
    assert alike.out_of_reach(heard(SAID), heard(SAID, after=91 * DAY))


def test_on_the_planted_half_held_out_nineteen_of_twenty_suggestions_are_right(db: None) -> None:
    rows = curve(Worlds(1, 1, lambda _: None).pairs, alike.share_of)

    row = next(row for row in rows if row.threshold == alike.SUGGEST_FROM)
    assert row.precision > 0.92
    assert row.recall > 0.8


def asked(town: Town, text: str = "广场北边窨井盖裂了", **more: Any) -> list[alike.Found]:
    facts = {"place": "", "point": None, "area": town.chenghuang, "category": "facility.manhole"}
    return alike.around(alike.Heard(text=text, at=town.now, **{**facts, **more}), now=town.now)


def test_what_was_said_before_is_found_and_nothing_else(town: Town) -> None:
    ref = town.reported()
    town.reported("路灯不亮了")
    town.reported(area="140403001002")

    assert [found.ref for found in asked(town.later(hours=2))] == [ref]


def test_a_neighbour_across_the_edge_of_a_grid_is_found(town: Town) -> None:
    """The point lies in one grid, the other was told for another one of its community."""
    point = town.point()
    ref = town.reported(point=Point(point.lon + 0.0007, point.lat), place="")

    assert [found.ref for found in asked(town, point=point)] == [ref]


def test_what_had_ended_before_or_was_taken_back_is_not_found(town: Town) -> None:
    closed, withdrawn = town.closed(), town.reported()
    town.speak(Verb.WITHDRAW, withdrawn, town.resident(withdrawn))

    assert [found.ref for found in asked(town)] == [closed]
    assert asked(town.later(minutes=1)) == []


def test_the_merged_are_counted_in_and_not_named(town: Town) -> None:
    first, second = town.reported(), town.reported("窨井盖坏了")
    town.speak(Verb.MERGE, second, town.qianpaiqian, into=town.told[0].number, reason="同一个")

    (found,) = asked(town)
    assert (found.ref, found.reports) == (first, 2)


def test_it_asks_two_statements_however_many_areas(town: Town) -> None:
    town.reported()
    asked(town)

    with CaptureQueriesContext(connection) as statements:
        asked(town, point=town.point(), area=f"{town.chenghuang}001")

    assert len([one for one in statements if "matters_matter" in one["sql"]]) <= 2


def test_who_said_it_changes_nothing(town: Town) -> None:
    """C2: name, number, channel and reporter are dealt anew, and the answers stay."""
    for number in range(4):
        town.reported(f"{number}号楼下水道堵了", place=f"幸福小区{number}号楼", phone=f"1380000000{number}")
    wanted = [
        (found.ref, found.likeness.share) for found in asked(town, "3号楼下水堵了", category="facility.pipe")
    ]
    assert wanted

    for matter in Matter.objects.all():
        Matter.objects.filter(county=matter.county, id=matter.id).update(
            reporter=town.liwangge.id, channel="call", notice="x"
        )
    again = [
        (found.ref, found.likeness.share) for found in asked(town, "3号楼下水堵了", category="facility.pipe")
    ]
    assert again == wanted
