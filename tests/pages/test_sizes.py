"""What no form takes is refused by its announced length, before a byte of it is kept."""

import pytest
from django.test import Client

from lianxin.accounts import public as accounts
from signin import signed_in
from town import Town


@pytest.mark.django_db
def test_a_stranger_cannot_fill_the_disk(client: Client) -> None:
    answer = client.post("/sign-in/", b"x" * 1_000_001, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 413
    assert "太大" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/matters/new/", "/p/ABCDEFGHJK/supplement/"])
def test_where_photos_are_taken_four_fit_and_not_a_fifth(client: Client, address: str) -> None:
    four = client.generic("POST", address, b"", CONTENT_LENGTH="60900000")
    five = client.generic("POST", address, b"", CONTENT_LENGTH="75000000")

    assert four.status_code != 413
    assert five.status_code == 413
    assert "少选一两张" in five.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/p/", "/p/ABCDEFGHJK/rate/", "/needle/", "/matters/new"])
def test_no_other_address_takes_more_than_before(client: Client, address: str) -> None:
    assert client.generic("POST", address, b"", CONTENT_LENGTH="1000001").status_code == 413


def test_a_keeper_may_send_a_spreadsheet_but_not_anything(town: Town, client: Client) -> None:
    signed_in(client, accounts.find_person("wuguanli"))

    large = client.generic("POST", "/duties/import/", b"", CONTENT_LENGTH="40000000")
    huge = client.generic("POST", "/duties/import/", b"", CONTENT_LENGTH="46000000")

    assert large.status_code != 413
    assert huge.status_code == 413


@pytest.mark.django_db
def test_a_cookie_that_anybody_can_write_opens_no_wider_door(client: Client) -> None:
    client.cookies["lx_session"] = "0" * 32

    answer = client.post("/p/", b"x" * 1_000_001, content_type="multipart/form-data; boundary=x")

    assert answer.status_code == 413
