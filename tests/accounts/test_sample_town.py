"""Passwords and codes of the sample town show on loopback in the sample town, and nowhere else ever."""

import pytest
from django.test import Client

from accounts.cast import NOW
from lianxin.accounts.errors import SignInRefused
from lianxin.accounts.public import register_sample, sample_people
from lianxin.accounts.signing import admit
from lianxin.kernel.errors import NotAllowed

pytestmark = pytest.mark.django_db
HOME = {"REMOTE_ADDR": "127.0.0.1", "HTTP_HOST": "localhost:8000"}


@pytest.fixture
def town(settings, door: Client, _quick_hash: None) -> Client:  # type: ignore[no-untyped-def]
    settings.SAMPLE_TOWN = True
    settings.ALLOWED_HOSTS = ["*"]
    register_sample("liwangge", "李网格员", now=NOW)
    register_sample("anquan", "安全管理员", "security", now=NOW)
    return door


def test_a_newcomer_signs_in_with_two_taps(town: Client) -> None:
    page = town.get("/sign-in/", **HOME)
    assert "样板城镇的人" in page.content.decode()
    first = sample_people(now=NOW)[0]
    assert (first.name, first.administrator) == ("李网格员", "")

    town.post("/sign-in/", {"username": first.username, "password": first.password}, **HOME)
    second = town.get("/sign-in/second/", **HOME).content.decode()
    assert f'value="{first.code}"' in second
    town.post("/sign-in/second/", {"code": first.code}, **HOME)

    assert town.get("/work/", **HOME).status_code == 200


def test_the_same_person_signs_in_many_times_in_a_minute_and_no_code_twice(town: Client) -> None:
    seen = set()
    for _ in range(30):
        visitor = Client()
        one = sample_people(now=NOW)[0]
        visitor.post("/sign-in/", {"username": one.username, "password": one.password}, **HOME)
        visitor.post("/sign-in/second/", {"code": one.code}, **HOME)
        assert visitor.get("/work/", **HOME).status_code == 200
        seen.add(one.code)

    assert len(seen) >= 29


@pytest.mark.parametrize(
    "elsewhere",
    [
        {"REMOTE_ADDR": "192.168.1.7"},
        {"REMOTE_ADDR": ""},
        {"REMOTE_ADDR": "10.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_FORWARDED_FOR": "127.0.0.1"},
        {"HTTP_X_REAL_IP": "203.0.113.9"},
        {"HTTP_FORWARDED": "for=203.0.113.9"},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "lianxin.example:8000"},
    ],
)
def test_nothing_of_it_shows_to_anybody_else(town: Client, elsewhere: dict[str, str]) -> None:
    one = sample_people(now=NOW)[0]
    page = town.get("/sign-in/", **{**HOME, **elsewhere}).content.decode()
    town.post("/sign-in/", {"username": one.username, "password": one.password}, **HOME)
    second = town.get("/sign-in/second/", **{**HOME, **elsewhere}).content.decode()

    for secret in ("样板城镇", "data-sample-town", one.password, one.code, one.name + "</strong>"):
        assert secret not in page
        assert secret not in second


def test_in_a_real_deployment_the_sample_people_are_nobody(town: Client, settings) -> None:  # type: ignore[no-untyped-def]
    one = sample_people(now=NOW)[0]
    settings.SAMPLE_TOWN = False

    assert sample_people(now=NOW) == []
    assert "data-sample-town" not in town.get("/sign-in/", **HOME).content.decode()
    with pytest.raises(SignInRefused):
        admit(one.username, one.password, now=NOW)
    with pytest.raises(NotAllowed):
        register_sample("sunyijing", "孙义警", now=NOW)
