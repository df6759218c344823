"""Somebody writes what belongs on the telephone: the page says so at once, and takes it all the same."""

import json
import re
from uuid import uuid4

import pytest
from django.test import Client

from lianxin.matters.emergency import is_emergency, own_words, signs
from lianxin.matters.models import Matter
from lianxin.matters.queries.slip import slip
from town import Town

WARNING = "请马上打电话"


@pytest.mark.parametrize(
    "text",
    [
        "我家着火了,快来人!",
        "楼道里煤气味很大",
        "煤气好像在漏",
        "老人晕倒在楼梯口",
        "楼下有人持刀",
        "The kitchen is ON FIRE",
        "有人着⽕了",  # a compatibility form of a character is the same word
    ],
)
def test_words_of_danger_are_heard(text: str) -> None:
    assert is_emergency(text)


@pytest.mark.parametrize("text", ["", "井盖坏了", "煤气公司的抄表员总不来,水表那里倒是有点漏", "路灯不亮"])
def test_ordinary_words_are_not(text: str) -> None:
    assert not is_emergency(text)


def test_a_service_of_emergencies_speaks_without_a_word() -> None:
    assert is_emergency("门口", "ordinary", "emergency")
    assert not is_emergency("门口", "ordinary", "")


def test_every_word_of_the_list_is_heard_and_the_page_gets_the_same_list() -> None:
    assert all(is_emergency(word.replace("…", "一直")) for word in own_words())
    assert tuple(signs(["safety.fire"])["words"]) == own_words()


def _said(client: Client, town: Town, text: str) -> str:
    told = {"id": str(uuid4()), "text": text, "area": town.chenghuang}
    return client.post("/", told, follow=True).content.decode()


def test_the_receipt_of_a_fire_tells_whom_to_call_and_the_report_is_taken(
    client: Client, standing: Town
) -> None:
    page = _said(client, standing, "我家着火了,快来人!")

    assert Matter.objects.count() == 1
    assert WARNING in page
    assert page.index(WARNING) < page.index('id="code"')
    assert all(f'href="tel:{number}"' in page for number in ("110", "119", "120"))


def test_a_hazard_known_by_its_category_warns_too(client: Client, standing: Town) -> None:
    assert WARNING in _said(client, standing, "楼道里堆满纸箱,消防通道堵死了")


def test_the_receipt_of_a_manhole_cover_does_not(client: Client, standing: Town) -> None:
    assert WARNING not in _said(client, standing, "城隍庙广场北口井盖坏了")


def test_the_report_page_carries_the_list_and_shows_the_numbers_at_all_times(
    client: Client, standing: Town
) -> None:
    page = client.get("/").content.decode()

    carried = re.search(r'<script id="emergency-signs" type="application/json">(.*?)</script>', page)
    assert carried
    assert json.loads(carried[1])["words"] == list(own_words())
    assert re.search(r"data-emergency[^>]* hidden", page)
    assert page.index("tel:119", page.index("emergency-line")) < page.index("say-send")


def test_without_script_the_page_that_comes_back_warns(client: Client, standing: Town) -> None:
    page = client.post("/", {"id": str(uuid4()), "text": "着火了"}).content.decode()

    assert not Matter.objects.exists()
    assert not re.search(r"data-emergency[^>]* hidden", page)


def test_whoever_takes_it_down_reads_it_on_the_slip(standing: Town) -> None:
    ref = standing.reported("楼道里煤气味很大", by=standing.liwangge)

    assert slip(standing.liwangge, ref, now=standing.now).urgent
