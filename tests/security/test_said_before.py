"""What a stranger can read out by asking what was said before: kinds of public space, and no metres."""

import re

import pytest
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.kernel.errors import Invalid
from lianxin.kernel.points import Point
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref, Verb, resident_code
from signin import signed_in
from town import Town

pytestmark = pytest.mark.django_db
LIFT, COVER = "三单元电梯坏了,老人下不来", "广场北边的窨井盖裂了"


def asked(town: Town, text: str, **more: str) -> str:
    answer = Client().post("/before/", {"text": text, "area": town.chenghuang, **more})
    return re.sub(r'value="[^"]*"', "", answer.content.decode())


def filed_as(ref: Ref, category: str) -> None:
    """As a dispatcher would have it, whatever the machine thought."""
    Matter.objects.filter(county=ref.county, id=ref.id).update(category=category)


def test_what_was_filed_as_a_quarrel_is_told_to_nobody(standing: Town) -> None:
    ref = standing.reported(COVER)
    assert "说过同一件事" in asked(standing, COVER)

    filed_as(ref, "dispute.neighbour")

    assert "说过同一件事" not in asked(standing, COVER)


def test_who_asks_of_a_home_is_told_nothing_whatever_lies_there(standing: Town) -> None:
    filed_as(standing.reported(LIFT), "facility.fitness")

    assert asked(standing, LIFT).strip() == ""


def test_a_kind_that_is_sent_along_opens_nothing(standing: Town) -> None:
    filed_as(standing.reported(LIFT), "facility.fitness")

    assert asked(standing, LIFT, category="facility.fitness").strip() == ""


def test_points_of_one_rounded_square_get_one_answer_on_both_sides_of_the_step(standing: Town) -> None:
    """The other stands where the step from near to far would cut the square in two."""
    square = standing.point()
    corner = Point(round(square.lon, 3), round(square.lat, 3))
    standing.reported(COVER, place="", point=Point(corner.lon, corner.lat + 120 / 111_320))

    told = {
        asked(standing, COVER, point=f"{corner.lon},{corner.lat + step}")
        for step in (-0.0004, -0.0002, 0.0, 0.0002, 0.0004)
    }

    assert len(told) == 1
    assert "说过同一件事" in told.pop()


def answers(town: Town, *texts: str, **more: str) -> list[str]:
    return [asked(town, text, **more) for text in texts]


@pytest.mark.parametrize("days", [0, 1, 2, 4])
@pytest.mark.parametrize("steps", range(4))
@pytest.mark.parametrize("theirs", ["place", "text"])
def test_no_asking_tells_a_name_or_a_door_in_a_neighbours_words(
    standing: Town, days: int, steps: int, theirs: str
) -> None:
    """Where the answer hangs by a hair, a word that stands there tips it no more than another."""
    corner = Point(round(standing.point().lon, 3), round(standing.point().lat, 3))
    said = {"text": "窨井盖裂了", "place": ""}
    said[theirs] += "王小军家门口,三单元"
    standing.reported(said["text"], place=said["place"], point=corner)
    standing.later(hours=24 * days + 1)
    at = f"{corner.lon},{corner.lat + steps * 0.001}"

    doors = ("", "王小军家门口", "李大伟家门口", "三单元", "五单元")
    assert len({asked(standing, "井盖裂了", place=door, point=at) for door in doors}) == 1
    assert len(set(answers(standing, *(f"井盖裂了{door}" for door in doors), point=at))) == 1


def test_no_asking_tells_where_within_a_hundred_metres_a_neighbour_stood(standing: Town) -> None:
    corner = Point(round(standing.point().lon, 3), round(standing.point().lat, 3))
    ref = standing.reported("窨井盖裂了", place="", point=corner)
    told = set()
    for north, east in ((-0.0004, -0.0004), (0.0004, 0.0004), (-0.0004, 0.0004), (0.0, 0.0)):
        Matter.objects.filter(county=ref.county, id=ref.id).update(
            lat=corner.lat + north, lon=corner.lon + east
        )
        asks = [
            asked(standing, text, point=f"{corner.lon + x * 0.001},{corner.lat + y * 0.001}")
            for text in ("井盖裂了", "窨井盖裂了好几天", "井盖")
            for x in range(-1, 2)
            for y in range(-2, 3)
        ]
        told.add(tuple(asks))

    assert len(told) == 1
    assert any("说过同一件事" in answer for answer in told.pop())


def test_of_a_neighbour_it_tells_the_kind_the_nearness_the_hours_and_how_often(standing: Town) -> None:
    """No word, name, number, place or door of theirs, on any page that suggests: while one writes, on the
    page after it, on the page of whoever joined."""
    told = {
        "text": f"{COVER},王桂兰家门口",
        "place": "炉坊巷七号院三单元",
        "name": "王桂兰",
        "phone": "13966778899",
    }
    lead = standing.reported(told["text"], **{key: told[key] for key in ("place", "name", "phone")})
    row = Matter.objects.get(county=lead.county, id=lead.id)
    theirs = {*told.values(), "王桂兰", "炉坊巷", "七号", row.number, str(row.id), resident_code(row.id)}
    theirs |= {str(row.lon), str(row.lat), str(row.received_at)} - {"None"}
    mine = standing.reported(f"{COVER},要当心", place="")
    code = resident_code(mine.id)
    client = Client()

    pages = [client.post("/before/", {"text": COVER, "area": standing.chenghuang}).content.decode()]
    pages.append(client.get(f"/p/{code}/said/").content.decode())
    offered = re.search(r'name="join" value="([^"]+)"', pages[1])
    assert offered
    pages.append(client.post(f"/p/{code}/join/", {"join": offered[1]}, follow=True).content.decode())
    pages += [client.get(f"/p/{code}/{tail}").content.decode() for tail in ("", "said/", "mine/")]

    assert "附近有 2 件差不多的事" in pages[0]
    assert "说过同一件事" in pages[1]
    assert "已经并在一起办" in pages[2]
    for number, page in enumerate(pages):
        assert [word for word in theirs if word in page] == [], f"page {number}"


def test_whoever_takes_it_down_reads_words_only_of_what_is_theirs_to_see(standing: Town) -> None:
    """An officer of another unit types the same thing: they read that it was said, and not what."""
    lead = standing.reported(f"{COVER},王桂兰家门口", place="炉坊巷七号院")
    number = Matter.objects.get(id=lead.id).number
    draft = {"text": COVER, "area": standing.chenghuang}

    pages = {
        who: signed_in(Client(), Person.objects.get(id=getattr(standing, who).id))
        .post("/matters/hints/", draft)
        .content.decode()
        for who in ("liwangge", "zhaojing")
    }

    assert all("说过同一件事" in page for page in pages.values())
    assert number in pages["liwangge"]
    for secret in ("王桂兰", "炉坊巷", number):
        assert secret not in pages["zhaojing"]


def test_a_resident_tries_out_no_numbers_of_what_they_could_not_know_of(town: Town) -> None:
    town.reported("楼上天天吵架", category="dispute.family")
    number, mine = town.told[-1].number, town.reported(COVER)

    refused = []
    for told in (number, "140403-000000-XXXXXXX"):
        with pytest.raises(Invalid) as wrong:
            town.speak(Verb.MERGE, mine, town.resident(mine), into=told, reason="是同一件")
        refused.append(wrong.value.sentence.replace(told, ""))

    assert refused[0] == refused[1]
    assert Matter.objects.get(id=mine.id).merged_into is None
