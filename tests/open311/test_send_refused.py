"""What is not taken in, and what is said of it."""

import pytest
from django.test import Client

from lianxin.kernel.actor import SYSTEM
from lianxin.matters.models import Matter
from lianxin.tokens import public as tokens
from open311.partners import Partner, partner
from town import Town


@pytest.fixture
def app(town: Town, at_town_time: None) -> Partner:
    return partner(town)


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ({"api_key": None}, 403, "api_key"),
        ({"api_key": "xyz"}, 403, "api_key"),
        ({"api_key": "lxp_" + "a" * 41}, 403, "api_key"),
        ({"service_code": None}, 400, "service_code"),
        ({"service_code": ""}, 400, "service_code"),
        ({"service_code": "nothing"}, 404, "nothing"),
        ({"service_code": "facility"}, 404, "facility"),
        ({"jurisdiction_id": "city.gov"}, 404, "city.gov"),
        ({"lat": None, "long": None}, 400, "lat"),
        ({"lat": None}, 400, "lat"),
        ({"lat": "north"}, 400, "lat"),
        ({"lat": "nan"}, 400, "lat"),
        ({"lat": "91"}, 400, "91"),
        ({"lat": "42.36", "long": "-71.06"}, 400, "12345"),
        ({"lat": None, "long": None, "address_string": "nowhere"}, 400, "address_string"),
        ({"lat": None, "long": None, "address_id": "999999999999"}, 400, "address_id"),
        ({"jurisdiction_id": "140404"}, 400, "jurisdiction_id"),
        ({"description": "井" * 4001}, 400, "4000"),
        ({"phone": "12"}, 400, "phone"),
        ({"email": "nobody"}, 400, "email"),
        ({"media_url": "ftp://example.org/a.jpg"}, 400, "media_url"),
        ({"media_url": "javascript:alert(1)"}, 400, "media_url"),
        ({"attribute[NOTHING]": "1"}, 400, "NOTHING"),
    ],
)
def test_a_fault_is_named(app: Partner, words: dict[str, str | None], status: int, told: str) -> None:
    answer = app.send(**words)

    assert answer.status_code == status
    (error,) = answer.json()
    assert error["code"] == status
    assert told in error["description"]
    assert not Matter.objects.exists()


def test_every_fault_is_told_at_once(app: Partner) -> None:
    answer = app.send(lat="north", phone="12", media_url="nowhere", lang="en")

    assert answer.status_code == 400
    told = [error["description"] for error in answer.json()]
    assert [word for word in ("lat", "media_url", "phone") if any(word in line for line in told)] == [
        "lat", "media_url", "phone",
    ]  # fmt: skip


def test_a_key_that_was_taken_back_opens_nothing(town: Town, app: Partner) -> None:
    tokens.close_partner(app.id, by=SYSTEM, now=town.now)

    assert app.send().status_code == 403


def test_a_key_that_was_not_made_for_it_opens_nothing(town: Town, at_town_time: None) -> None:
    reader = partner(town, "只读", scopes=("reports:read",))

    assert reader.send().status_code == 403


def test_a_key_speaks_for_its_own_areas_only(town: Town, at_town_time: None) -> None:
    elsewhere = partner(town, "隔壁县", area="140404")

    answer = elsewhere.send()

    assert answer.status_code == 403
    assert "城隍庙社区" in answer.json()[0]["description"]
    assert not Matter.objects.exists()


def test_a_key_comes_so_often_and_no_more(town: Town, at_town_time: None) -> None:
    busy = partner(town, "很忙的应用", per_minute=2)
    for number in range(2):
        busy.sent(description=f"第 {number} 件")

    answer = busy.send(description="又一件")

    assert answer.status_code == 429
    assert 0 < int(answer["Retry-After"]) <= 60
    assert answer.json()[0]["code"] == 429
    assert Matter.objects.count() == 2


@pytest.mark.parametrize("kind", ["application/json", "text/xml", "text/plain"])
def test_anything_but_a_form_is_said_to_be_none(app: Partner, kind: str) -> None:
    answer = Client().post("/open311/v2/requests.json", data="<a/>", content_type=kind)

    assert answer.status_code == 415
    assert answer.json()[0]["code"] == 415


def test_an_empty_request_is_asked_for_its_key(town: Town, at_town_time: None) -> None:
    answer = Client().post("/open311/v2/requests.xml")

    assert answer.status_code == 403
    assert b"<code>403</code>" in answer.content


def test_a_broken_form_is_said_to_be_broken(app: Partner) -> None:
    broken = Client().post(
        "/open311/v2/requests.json", data=b"--x\r\nnot a part", content_type="multipart/form-data; boundary="
    )

    assert broken.status_code == 400


def test_a_session_is_no_key(town: Town, at_town_time: None) -> None:
    from lianxin.accounts import public as accounts
    from signin import signed_in

    client = Client()
    signed_in(client, accounts.find_person("liwangge"))

    assert client.post("/open311/v2/requests.json", {"service_code": "other"}).status_code == 403
