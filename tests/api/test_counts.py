"""What a request costs: the page's own statements, and two for the token."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from calling import Caller, partner_calls, person_calls
from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Wanted
from town import Town

TOKEN = 2  # the token with its owner; one more in its minute


def statements(call: Callable[[], Any]) -> int:
    with CaptureQueriesContext(connection) as asked:
        answer = call()
    assert getattr(answer, "status_code", 200) in {200, 201, 302}, answer.content.decode()
    words = [
        query["sql"] for query in asked if not query["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN"))
    ]
    return len(words)


@pytest.mark.usefixtures("warm")
def test_reads_cost_what_the_same_read_costs_and_two(town: Town) -> None:
    ref = town.handling(phone="13800001234")
    by = town.handler(ref)
    caller = person_calls(town, by)
    reads: dict[str, Callable[[], Any]] = {
        "/matters": lambda: matters.listing(by, Wanted(), now=town.now),
        "/needle": lambda: matters.needle(by, now=town.now),
        f"/matters/{ref.county}/{ref.id}": lambda: matters.dossier(by, ref, now=town.now),
    }
    for path, read in reads.items():
        caller.get(path)
        assert statements(lambda p=path: caller.get(p)) == statements(read) + TOKEN, path  # type: ignore[misc]


@pytest.mark.usefixtures("warm")
def test_a_report_costs_what_the_page_costs_and_two(town: Town) -> None:
    caller, page = partner_calls(town), Client()

    def sent() -> dict[str, Any]:
        return {"id": str(uuid4()), "text": "井盖坏了", "area": town.chenghuang, "phone": "13800001234"}

    for _warm in range(2):
        caller.post("/reports", sent())
        page.post("/", sent())
    by_page = statements(lambda: page.post("/", sent()))
    by_api = statements(lambda: caller.post("/reports", sent()))

    assert by_api <= by_page + TOKEN
    assert statements(lambda: caller.post("/reports", sent(), Idempotency_Key=str(uuid4()))) == by_api + 2


@pytest.mark.usefixtures("warm")
def test_a_verb_costs_what_the_verb_costs_and_two(town: Town) -> None:
    first, second = town.reported(), town.reported("路口井盖响")
    by = town.handler(first)
    caller = person_calls(town, by)
    caller.get("/needle")

    spoken = statements(lambda: accept(first, by, town))
    asked = statements(lambda: caller.post(at(second), {}, If_Match='"v2"'))

    assert asked == spoken + TOKEN


def accept(ref: Ref, by: Actor, town: Town) -> object:
    return matters.speak(matters.Verb.ACCEPT, ref, by=by, now=town.now)


def at(ref: Ref) -> str:
    return f"/matters/{ref.county}/{ref.id}/verbs/accept"


def test_the_catalogue_costs_only_the_token(town: Town, warm: None, hotline: Caller) -> None:
    hotline.get("/categories")

    assert statements(lambda: hotline.get("/categories")) == TOKEN
