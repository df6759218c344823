"""Signing in through the pages: session ids, ends, and where one lands."""

import re
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.cast import NOW, PASSWORD, code
from lianxin.accounts.actions import reset_second_factor
from lianxin.accounts.models import Person
from lianxin.accounts.public import Reason, end_sessions, lock
from lianxin.kernel.actor import SYSTEM
from signin import half_signed_in, signed_in

pytestmark = pytest.mark.django_db
At = Callable[[datetime], None]


def give_password(door: Client, onward: str = "") -> str:
    answer = door.post("/sign-in/", {"username": "zhaojing", "password": PASSWORD, "next": onward})
    assert answer.status_code == 302
    return str(answer["Location"])


def test_both_factors_lead_back_to_where_one_wanted_to_go(
    door: Client, zhao: Person, phone: TOTPDevice
) -> None:
    wanted = door.get("/work/")["Location"]
    assert wanted == "/sign-in/?next=%2Fwork%2F"
    assert "/work/" in door.get(wanted).content.decode()

    assert give_password(door, "/work/") == "/sign-in/second/"
    assert door.get("/work/")["Location"] == "/sign-in/second/"
    landed = door.post("/sign-in/second/", {"code": code(phone, NOW)})

    assert landed["Location"] == "/work/"
    assert door.get("/work/").content.decode() == "work for 赵警官"
    assert door.get("/sign-in/", {"next": "/work/"})["Location"] == "/work/"


def test_the_session_id_changes_at_each_factor(door: Client, zhao: Person, phone: TOTPDevice) -> None:
    session = door.session
    session["planted"] = "by a stranger"
    session.save()
    planted = session.session_key
    door.cookies["lx_session"] = planted

    give_password(door)
    half = door.session.session_key
    door.post("/sign-in/second/", {"code": code(phone, NOW)})
    full = door.session.session_key

    assert len({planted, half, full}) == 3
    assert "planted" not in door.session


@pytest.mark.parametrize(
    "onward",
    [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "javascript:alert(1)",
        "\\\\evil.example",
        "https:evil.example",
        "evil.example",
        "///evil.example",
        "/\t/evil.example",
        "http://testserver@evil.example",
    ],
)
def test_no_address_leads_away(door: Client, zhao: Person, phone: TOTPDevice, onward: str) -> None:
    give_password(door, onward)
    landed = door.post("/sign-in/second/", {"code": code(phone, NOW)})

    assert "evil" not in landed["Location"]
    assert "alert" not in landed["Location"]


def test_the_pages_say_what_was_wrong_and_never_which(door: Client, zhao: Person) -> None:
    known = door.post("/sign-in/", {"username": "zhaojing", "password": "wrong"})
    unknown = door.post("/sign-in/", {"username": "nobodyyy", "password": "wrong"})

    assert known.status_code == unknown.status_code == 403
    token = re.compile(rb'csrfmiddlewaretoken" value="[^"]+"')
    assert token.sub(b"", known.content).replace(b"zhaojing", b"nobodyyy") == token.sub(b"", unknown.content)
    assert "用户名或密码不对" in known.content.decode()


@pytest.mark.parametrize(("minutes", "stays"), [(119, True), (121, False)])
def test_a_silent_session_ends_after_two_hours(
    door: Client, zhao: Person, at: At, minutes: int, stays: bool
) -> None:
    signed_in(door, zhao)
    at(NOW + timedelta(minutes=minutes))

    assert (door.get("/work/").status_code == 200) == stays


def test_a_busy_session_ends_after_twelve_hours(door: Client, zhao: Person, at: At) -> None:
    signed_in(door, zhao)
    for hour in range(1, 13):
        at(NOW + timedelta(hours=hour))
        assert door.get("/work/").status_code == 200

    at(NOW + timedelta(hours=12, minutes=1))
    assert door.get("/work/").status_code == 302


def test_half_a_sign_in_lasts_ten_minutes_and_opens_nothing(door: Client, zhao: Person, at: At) -> None:
    half_signed_in(door, zhao)
    assert door.get("/work/")["Location"] == "/sign-in/second/"
    assert door.get("/account/")["Location"] == "/sign-in/second/"

    at(NOW + timedelta(minutes=11))
    assert door.get("/sign-in/second/")["Location"] == "/sign-in/"


def test_a_session_that_nobody_signed_in_to_is_no_session(door: Client, zhao: Person) -> None:
    signed_in(door, zhao)
    session = door.session
    del session["began"]
    session.save()

    assert door.get("/work/").status_code == 302


@pytest.mark.parametrize("change", [lock, end_sessions, reset_second_factor])
def test_revocation_holds_at_the_very_next_request(
    door: Client, zhao: Person, change: Callable[..., None]
) -> None:
    elsewhere = signed_in(Client(), zhao)
    signed_in(door, zhao)
    assert door.get("/work/").status_code == elsewhere.get("/work/").status_code == 200

    change(zhao.id, Reason.SUSPICION, by=SYSTEM, now=NOW)

    assert door.get("/work/").status_code == elsewhere.get("/work/").status_code == 302


def test_signing_out_everywhere_and_a_new_password_end_the_others(door: Client, zhao: Person) -> None:
    elsewhere = signed_in(Client(), zhao)
    signed_in(door, zhao)
    told = {"old": PASSWORD, "password": "four younger willows"}
    changed = door.post("/account/password/", told, follow=True)

    assert "密码换好了" in changed.content.decode()
    assert door.get("/work/").status_code == 200
    assert elsewhere.get("/work/").status_code == 302
    door.post("/account/sign-out-everywhere/")
    assert door.get("/work/").status_code == 302


def test_a_new_password_needs_the_old_one_and_must_be_a_good_one(door: Client, zhao: Person) -> None:
    signed_in(door, zhao)

    assert (
        door.post("/account/password/", {"old": "wrong", "password": "four younger willows"}).status_code
        == 403
    )
    assert door.post("/account/password/", {"old": PASSWORD, "password": "short"}).status_code == 422
    assert door.post("/account/password/", {"old": PASSWORD}).status_code == 422


def test_signing_out_wipes_the_session_and_needs_a_form(door: Client, zhao: Person) -> None:
    signed_in(door, zhao)
    key = door.session.session_key

    assert door.get("/sign-out/").status_code == 405
    door.post("/sign-out/")

    assert not door.session.exists(key)
    assert door.get("/work/").status_code == 302
