"""Hostile neighbours at the door of those who serve: who is locked out, and who is not."""

from datetime import datetime

import pytest
from django.conf import LazySettings
from django.http import HttpResponse
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.cast import NOW, PASSWORD, code
from lianxin.accounts.models import Attempt, Person
from lianxin.accounts.public import Reason, end_sessions, register
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM

HOME, OFFICE, ELSEWHERE = "198.51.100.7", "203.0.113.1", "192.0.2.44"
pytestmark = pytest.mark.django_db


@pytest.fixture
def zhao(db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> Person:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(clock, "now", lambda: NOW)
    person = register("zhaojing", "赵警官", PASSWORD, by=SYSTEM, now=NOW)
    TOTPDevice.objects.create(user=person, name="phone", confirmed=True)
    return person


def give(client: Client, address: str, password: str = PASSWORD, **more: str) -> HttpResponse:
    told = {"username": "zhaojing", "password": password}
    return client.post("/sign-in/", told, REMOTE_ADDR=address, **more)  # type: ignore[arg-type]


def enter(client: Client, address: str, moment: datetime = NOW, steps: int = 0) -> None:
    assert give(client, address).status_code == 302
    digits = code(TOTPDevice.objects.get(), moment, steps)
    assert client.post("/sign-in/second/", {"code": digits}, REMOTE_ADDR=address).status_code == 302


def hammer(address: str, times: int = 6) -> list[int]:
    return [give(Client(), address, "wrong").status_code for _ in range(times)]


def test_a_stranger_is_stopped_after_five_and_the_colleague_is_not(zhao: Person) -> None:
    assert hammer(ELSEWHERE) == [403] * 5 + [429]

    enter(Client(), HOME)


def test_from_behind_the_same_address_the_known_computer_still_gets_in(zhao: Person) -> None:
    mine = Client()
    enter(mine, OFFICE)
    mine.post("/sign-out/")
    assert hammer(OFFICE) == [403] * 5 + [429]
    assert give(Client(), OFFICE).status_code == 429

    enter(mine, OFFICE, steps=1)


def test_a_known_computer_of_one_is_not_that_of_another(zhao: Person) -> None:
    chen = register("chen", "陈调解员", PASSWORD, by=SYSTEM, now=NOW)
    TOTPDevice.objects.create(user=chen, name="phone", confirmed=True)
    mine = Client()
    mine.post("/sign-in/", {"username": "chen", "password": PASSWORD}, REMOTE_ADDR=OFFICE)
    digits = code(TOTPDevice.objects.get(user=chen), NOW)
    mine.post("/sign-in/second/", {"code": digits}, REMOTE_ADDR=OFFICE)
    assert mine.cookies["lx_known"].value
    mine.post("/sign-out/")

    assert [give(mine, OFFICE, "wrong").status_code for _ in range(6)] == [403] * 5 + [429]


def test_signing_out_everywhere_makes_the_computer_a_strange_one(zhao: Person) -> None:
    mine = Client()
    enter(mine, OFFICE)
    end_sessions(zhao.id, Reason.SUSPICION, by=SYSTEM, now=NOW)
    hammer(OFFICE)

    assert give(mine, OFFICE).status_code == 429


@pytest.mark.parametrize(
    "cookie", ["", ".", "x", "a" * 32, "a" * 32 + "." + "0" * 32, "a" * 5000, "é.\x7f", "a" * 32 + ".." * 40]
)
def test_a_made_up_cookie_is_no_computer(zhao: Person, cookie: str) -> None:
    hammer(OFFICE)
    mine = Client()
    mine.cookies["lx_known"] = cookie

    assert give(mine, OFFICE).status_code == 429


@pytest.mark.parametrize("header", ["X-Forwarded-For", "X-Real-IP", "Forwarded", "Client-IP"])
def test_no_header_makes_another_place_of_it(zhao: Person, header: str) -> None:
    hammer(ELSEWHERE)
    for last in range(5):
        told = {"username": "zhaojing", "password": "wrong"}
        headers = {header: f"10.0.0.{last}"}
        answer = Client().post("/sign-in/", told, REMOTE_ADDR=ELSEWHERE, headers=headers)
        assert answer.status_code == 429


def test_a_household_of_ipv6_is_one_place(zhao: Person) -> None:
    for last in range(5):
        assert give(Client(), f"2001:db8:1:2::{last}", "wrong").status_code == 403
    assert give(Client(), "2001:db8:1:2:ffff::1").status_code == 429
    assert give(Client(), "2001:db8:1:3::1").status_code == 302


def test_the_cookie_opens_nothing_by_itself(zhao: Person) -> None:
    mine = Client()
    enter(mine, OFFICE)
    other = Client()
    other.cookies["lx_known"] = mine.cookies["lx_known"].value

    assert other.get("/account/").status_code == 302
    assert mine.cookies["lx_known"]["httponly"]
    assert str(zhao.id) not in mine.cookies["lx_known"].value


def test_many_people_at_one_computer_are_all_known_there(zhao: Person) -> None:
    shared = Client()
    for number in range(10):
        one = register(f"p{number}", "人", PASSWORD, by=SYSTEM, now=NOW)
        device = TOTPDevice.objects.create(user=one, name="phone", confirmed=True)
        shared.post("/sign-in/", {"username": f"p{number}", "password": PASSWORD})
        shared.post("/sign-in/second/", {"code": code(device, NOW)})
        shared.post("/sign-out/")
    marks = shared.cookies["lx_known"].value.split(".")

    assert len(marks) == 1 + 8
    assert len(shared.cookies["lx_known"].value) < 400


def test_right_and_wrong_names_are_locked_alike(zhao: Person) -> None:
    answers = []
    for name in ("zhaojing", "nobodyyy"):
        told = {"username": name, "password": "wrong"}
        answers.append(
            [Client().post("/sign-in/", told, REMOTE_ADDR=HOME + "").status_code for _ in range(6)]
        )

    assert answers[0] == answers[1] == [403] * 5 + [429]
    assert not [row for row in Attempt.objects.values_list() if "zhao" in str(row) or HOME in str(row)]
