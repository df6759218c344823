"""Each finds in the menu what is theirs, and nothing that is not."""

import pytest
from django.test import Client

from lianxin.accounts import public as accounts
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
