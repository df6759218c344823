"""What a stranger can read out by asking what was said before: kinds of public space, and no metres."""

import re

import pytest
from django.test import Client

from lianxin.kernel.points import Point
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref
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
