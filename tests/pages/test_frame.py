"""The frame: language, large print, menu, refusals."""

import json
from collections.abc import Callable

import pytest
from django.test import Client

from lianxin.kernel.actor import Actor
from town import Town

pytestmark = pytest.mark.django_db


def test_the_language_is_remembered_and_the_person_stays_where_they_were(client: Client) -> None:
    answer = client.post("/preferences/", {"language": "en", "next": "/p/?code=ABC"})

    assert answer["Location"] == "/p/?code=ABC"
    page = client.get("/p/").content.decode()
    assert '<html lang="en"' in page
    assert "Follow up" in page


def test_large_print_is_one_tap_there_and_one_back(client: Client) -> None:
    client.post("/preferences/", {"large": "1"})
    assert 'class="large"' in client.get("/").content.decode()

    client.post("/preferences/", {"large": "0"})
    assert 'class="large"' not in client.get("/").content.decode()


@pytest.mark.parametrize(
    "onward", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"]
)
def test_a_preference_never_leads_elsewhere(client: Client, onward: str) -> None:
    assert client.post("/preferences/", {"language": "en", "next": onward})["Location"] == "/"


def test_an_unknown_preference_sets_nothing(client: Client) -> None:
    assert not client.post("/preferences/", {"language": "fr", "large": "2"}).cookies


def test_the_menu_suits_who_looks(as_: Callable[[Actor], Client], town: Town, client: Client) -> None:
    resident = client.get("/").content.decode()
    overseer = as_(town.zhouzhuren).get("/needle/").content.decode()
    handler = as_(town.zhaojing).get("/needle/").content.decode()

    assert "/needle/" not in resident
    assert 'href="/oversight/"' in overseer
    assert 'href="/oversight/"' not in handler


def test_a_page_that_is_not_there_says_what_can_be_done(client: Client) -> None:
    answer = client.get("/nowhere/")

    assert answer.status_code == 404
    assert "查询码" in answer.content.decode()


def test_a_form_from_elsewhere_is_refused_in_words() -> None:
    answer = Client(enforce_csrf_checks=True).post("/", {"text": "井盖"})

    assert answer.status_code == 403
    assert "放得太久" in answer.content.decode()


def test_whoever_asks_for_json_reads_a_problem(as_: Callable[[Actor], Client], town: Town) -> None:
    answer = as_(town.zhaojing).get("/oversight/140403/", headers={"accept": "application/json"})

    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["type"] == "urn:lianxin:not_allowed"


@pytest.mark.parametrize("address", ["/", "/p/", "/sign-in/"])
def test_nothing_comes_from_outside_and_nothing_is_kept(client: Client, address: str) -> None:
    answer = client.get(address)

    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    page = answer.content.decode()
    assert "http://" not in page.replace("http://www.w3.org/", "")
    assert "https://" not in page
    assert "style=" not in page
    assert "<script>" not in page
