"""What holds for every address: no cookie, problems as JSON, tags, languages, methods, bounds."""

from uuid import uuid4

import pytest
from django.conf import LazySettings
from django.test import Client

from calling import V1, Caller, partner_calls, person_calls, told
from lianxin.accounts.models import Person
from lianxin.pages.limits import TooMany
from signin import half_signed_in, signed_in
from town import Town

PROBLEM = "application/problem+json"


def test_a_cookie_opens_nothing_and_is_not_even_read(town: Town) -> None:
    """No page elsewhere can use somebody's session here."""
    for enter in (signed_in, half_signed_in):
        client = enter(Client(enforce_csrf_checks=True), Person.objects.get(id=town.liwangge.id))
        for answer in (client.get(f"{V1}/needle"), client.post(f"{V1}/reports", {}, "application/json")):
            assert answer.status_code == 401
            assert answer["WWW-Authenticate"].startswith("Bearer")
            assert not answer.cookies


def test_a_token_needs_no_csrf_mark_and_gets_no_cookie(town: Town) -> None:
    caller = partner_calls(town)
    caller.client = Client(enforce_csrf_checks=True)

    answer = caller.post("/reports", {"id": str(uuid4()), "text": "井盖坏了", "area": town.chenghuang})

    assert answer.status_code == 201
    assert not answer.cookies


@pytest.mark.parametrize(
    "head",
    ["", "Bearer", "Bearer ", "Basic eDp5", "Bearer lxp_" + "a" * 41, "Token x", "Bearer \x7f", "令牌"],
)
def test_without_a_token_that_holds_there_is_one_answer(town: Town, head: str) -> None:
    answer = Client().get(f"{V1}/categories", HTTP_AUTHORIZATION=head)

    assert (answer.status_code, answer["Content-Type"]) == (401, PROBLEM)
    assert told(answer)["type"] == "urn:lianxin:token_unknown"


def test_refusals_are_problems_in_the_readers_language(hotline: Caller) -> None:
    chinese, english = hotline.get("/needle"), hotline.get("/needle", Accept_Language="en-GB,en;q=0.8")

    assert set(told(chinese)) == {"type", "title", "status", "detail", "errors"}
    assert (chinese["Content-Language"], english["Content-Language"]) == ("zh-hans", "en")
    assert told(chinese)["title"].startswith("这个令牌没有")
    assert told(english)["title"].startswith("This token has no permission")
    assert "Accept-Language" in english["Vary"]


@pytest.mark.parametrize("path", ["/nothing", "/", "/reports/140403/not-an-id", "/api/v1/", "/reports/"])
def test_an_address_that_is_none_is_a_problem_too(hotline: Caller, path: str) -> None:
    answer = hotline.get(path)

    assert answer["Content-Type"] == PROBLEM
    assert answer.status_code in {404, 422}


def test_another_method_is_refused_with_those_that_are_allowed(hotline: Caller) -> None:
    for method in ("PUT", "DELETE", "PATCH", "OPTIONS"):
        answer = hotline.client.generic(method, f"{V1}/reports")
        assert (answer.status_code, answer["Allow"], answer["Content-Type"]) == (405, "POST", PROBLEM)
    assert hotline.client.get(f"{V1}/openapi.json").status_code == 200
    assert hotline.client.post(f"{V1}/openapi.json").status_code == 405


@pytest.mark.parametrize(
    ("body", "kind", "status"),
    [
        (b"{", "application/json", 400),
        (b"", "application/json", 415),
        (b"[]", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b'{"text": NaN}', "application/json", 400),
        (b'{"text": "\\ud800"}', "application/json", 400),
        (b'{"text": "\\u0000"}', "application/json", 400),
        (b"[" * 100_000, "application/json", 400),
        (b"text=x", "application/x-www-form-urlencoded", 415),
        (b"<x/>", "text/xml", 415),
        (b"{}", "application/json", 422),
        (b'{"id": "x", "colour": 1}', "application/json", 422),
    ],
)
def test_a_body_that_cannot_be_used(hotline: Caller, body: bytes, kind: str, status: int) -> None:
    answer = hotline.post("/reports", body, content_type=kind)

    assert (answer.status_code, answer["Content-Type"]) == (status, PROBLEM)


def test_what_one_has_is_not_sent_again(town: Town, hotline: Caller) -> None:
    first = hotline.get("/categories")
    tag = first["ETag"]

    for told_before in (tag, f'"other", {tag}', f"W/{tag}", "*"):
        again = hotline.get("/categories", If_None_Match=told_before)
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    assert hotline.get("/categories", If_None_Match='"other"').content == first.content


def test_a_matters_tag_changes_with_every_step(town: Town) -> None:
    ref = town.reported()
    caller = person_calls(town, town.handler(ref))
    path = f"/matters/{ref.county}/{ref.id}"
    before = caller.get(path)["ETag"]
    assert before.startswith('"v2.')
    assert caller.get(path, If_None_Match=before).status_code == 304

    caller.post(f"{path}/verbs/accept", {}, If_Match=before)

    assert caller.get(path, If_None_Match=before)["ETag"].startswith('"v3.')


def test_the_head_of_an_answer_is_that_of_the_whole(hotline: Caller) -> None:
    heads = {"Authorization": f"Bearer {hotline.secret}"}
    whole, head = hotline.get("/categories"), hotline.client.head(f"{V1}/categories", headers=heads)

    assert (head.status_code, head.content, head["ETag"]) == (200, b"", whole["ETag"])


def test_a_token_that_comes_too_often_waits(town: Town) -> None:
    caller = partner_calls(town, per_minute=2)

    statuses = [caller.get("/categories").status_code for _time in range(3)]
    refused = caller.get("/categories")

    assert statuses == [200, 200, 429]
    assert told(refused)["type"] == f"urn:lianxin:{TooMany.code}"
    assert int(refused["Retry-After"]) == 60
    town.later(minutes=1)
    assert caller.get("/categories").status_code == 200


def test_headers_on_every_answer(town: Town, hotline: Caller) -> None:
    for answer in (hotline.get("/categories"), hotline.get("/needle"), hotline.get("/nothing")):
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_what_is_too_large_is_refused_before_it_is_read(hotline: Caller, settings: LazySettings) -> None:
    answer = hotline.post("/reports", b'{"text": "' + b"x" * 1_100_000 + b'"}')

    assert (answer.status_code, answer["Content-Type"]) == (413, PROBLEM)


def test_people_read_the_document_without_a_token(client: Client, town: Town) -> None:
    page = client.get("/api/").content.decode()

    assert "GET /api/v1/needle" in page
    assert 'src="http' not in page
    assert client.get("/api/v1/openapi.json").json()["openapi"] == "3.1.0"
