"""Each finds in the menu what is theirs, and nothing that is not."""

from datetime import date

import pytest
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.matters import public as matters
from lianxin.org import public as org
from signin import signed_in
from town import Town


def menu_of(client: Client, who: str) -> str:
    signed_in(client, accounts.find_person(who))
    page = client.get("/account/").content.decode()
    return page[page.index("<nav") : page.index("</nav>")]


@pytest.mark.parametrize("who", ["xitong", "anquan", "shenji"])
def test_administrators_are_not_led_to_matters(town: Town, client: Client, who: str) -> None:
    shown = menu_of(client, who)

    assert "/needle/" not in shown
    assert "/matters/" not in shown


def test_a_grid_officer_finds_the_needle_and_no_settings(town: Town, client: Client) -> None:
    shown = menu_of(client, "liwangge")

    assert "/needle/" in shown
    for settings in ("/calendar/", "/service-times/", "/people/", "/journal/", "/oversight/"):
        assert settings not in shown


@pytest.mark.parametrize(
    ("who", "page"),
    [
        ("xitong", "/partners/"),
        ("anquan", "/people/"),
        ("shenji", "/journal/"),
        ("zhouzhuren", "/oversight/"),
        ("wuguanli", "/duties/"),
        ("liwangge", "/needle/"),
        ("zhaojing", "/needle/"),
    ],
)
def test_each_begins_on_the_page_that_is_theirs(town: Town, client: Client, who: str, page: str) -> None:
    signed_in(client, accounts.find_person(who))

    assert client.get("/start/")["Location"] == page


def test_an_overseer_for_whom_something_waits_begins_on_the_needle(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    ref = town.reported()
    unit = matters.whereabouts(ref).unit
    assert unit
    assert town.zhouzhuren.id
    post = org.open_post(unit, "兼经办", "handler", by=SYSTEM, now=town.now)
    org.appoint(town.zhouzhuren.id, post, town.town, date(2026, 1, 1), by=SYSTEM, now=town.now)
    signed_in(client, accounts.find_person("zhouzhuren"))

    assert client.get("/start/")["Location"] == "/needle/"


@pytest.mark.parametrize("who", ["xitong", "anquan", "shenji"])
def test_what_would_be_refused_is_not_offered(town: Town, client: Client, who: str) -> None:
    signed_in(client, accounts.find_person(who))

    needle = client.get("/needle/").content.decode()

    assert "/matters/new/" not in needle
    assert "没有任职" in needle
    assert client.get("/matters/new/").status_code == 403
