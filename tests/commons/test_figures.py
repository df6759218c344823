"""The sums beside the list: made once a day, small ones hidden, read from memory."""

from datetime import timedelta

import pytest
from django.test import Client

from commons.board import shown
from lianxin.commons import figures
from lianxin.commons import public as commons
from lianxin.commons.models import Daycount
from lianxin.matters.public import Verb
from town import Town

pytestmark = pytest.mark.django_db


def test_five_are_told_four_are_not_and_today_waits_for_tomorrow(town: Town, client: Client) -> None:
    for _n in range(4):
        town.accepted()
    commons.renew(town.now)
    assert figures.sums(town.chenghuang).asked is None

    commons.renew(town.now + timedelta(days=1))
    assert figures.sums(town.chenghuang).asked is None
    town.accepted()
    commons.renew(town.now + timedelta(days=2))

    told = figures.sums(town.chenghuang)
    assert (told.asked, told.hand, told.done) == (5, 5, None)
    assert figures.sums(town.chenghuang, month="2026-10").asked is None


def test_it_is_counted_once_a_day_however_often_the_clock_asks(town: Town) -> None:
    tomorrow = town.now + timedelta(days=1)

    assert commons.renew(tomorrow) == 1
    assert commons.renew(tomorrow) == 0
    assert commons.renew(tomorrow + timedelta(days=1)) == 1
    assert Daycount.objects.count() == 1


def test_what_is_taken_back_is_not_counted_and_what_is_not_shown_is(town: Town) -> None:
    for number in range(6):
        ref = town.accepted()
        if number == 0:
            town.speak(Verb.WITHDRAW, ref, town.resident(ref))
    town.accepted("隔壁天天吵架", category="dispute.neighbour")

    commons.renew(town.now + timedelta(days=1))

    assert figures.sums(town.county).asked == 5


def test_a_few_beside_the_list_are_not_given_away_by_the_total(town: Town) -> None:
    for _n in range(6):
        shown(town)
    town.accepted()

    commons.renew(town.now + timedelta(days=1))

    assert figures.sums(town.chenghuang).asked is None  # seven less the six of the list would be one


def test_the_page_says_so_and_how_each_figure_is_made(town: Town, client: Client) -> None:
    for _n in range(5):
        shown(town)
    assert "这会儿还没有数到这里" in client.get("/commons/").content.decode()

    commons.renew(town.now + timedelta(days=1))

    page = client.get("/commons/").content.decode()
    assert '<strong class="number">5</strong>' in page
    assert "少于五件,不写" in page
    assert "每一格怎么算" in page
