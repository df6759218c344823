"""An outside system keeps its own addresses by token; the next one's are as if they were not there."""

import json
from typing import Any

import pytest

from away import Away, away
from calling import Caller, partner_calls, person_calls, told
from lianxin.journal.models import Entry
from lianxin.webhooks.envelopes import PREFIX
from lianxin.webhooks.models import Delivery, Hook
from town import Town

__all__ = ["away"]
HOOK = {"name": "进展", "url": "https://hook.example.org/in", "kinds": ["matter.closed", "matter.routed"]}


@pytest.fixture(autouse=True)
def _world(away: Away) -> None:
    away.host("hook.example.org")


@pytest.fixture
def beside(town: Town) -> Caller:
    return partner_calls(town, name="城管平台")


def added(caller: Caller, **more: Any) -> str:
    id_: str = told(caller.post("/hooks", {**HOOK, **more}))["id"]
    return id_


def test_an_address_is_added_and_its_secret_is_shown_once(hotline: Caller) -> None:
    answer = hotline.post("/hooks", HOOK, idempotency_key="a")

    assert answer.status_code == 201
    assert told(answer)["secret"].startswith(PREFIX)
    again = hotline.post("/hooks", HOOK, idempotency_key="a")
    assert (again.status_code, Hook.objects.count()) == (409, 1)
    (one,) = told(hotline.get("/hooks"))["hooks"]
    assert (one["url"], one["kinds"], "secret" in one) == (
        HOOK["url"],
        ["matter.routed", "matter.closed"],
        False,
    )


def test_the_journal_says_which_program_it_was(hotline: Caller) -> None:
    added(hotline)

    entry = Entry.objects.get(action="webhooks.add_hook")
    assert entry.actor == "system"
    assert {"partner", "token", "kinds"} <= json.loads(entry.payload).keys()


@pytest.mark.parametrize(
    "url",
    [
        "http://hook.example.org/",
        "https://127.0.0.1/",
        "https://10.1.2.3/in",
        "x",
        "https://nowhere.example.org/",
    ],
)
def test_no_program_sends_our_news_into_the_house(hotline: Caller, url: str) -> None:
    assert hotline.post("/hooks", {**HOOK, "url": url}).status_code == 422
    assert not Hook.objects.exists()


def test_only_areas_of_the_outside_system_and_news_that_there_is(hotline: Caller) -> None:
    for wrong in ({"areas": ["140404"]}, {"kinds": []}, {"kinds": ["matter.secret"]}, {"colour": "red"}):
        assert hotline.post("/hooks", {**HOOK, **wrong}).status_code == 422, wrong


def test_it_is_changed_by_whoever_has_seen_how_it_stands(hotline: Caller) -> None:
    at = f"/hooks/{added(hotline)}"
    tag = hotline.get(at)["ETag"]
    wanted = {**HOOK, "url": "https://hook.example.org/new"}

    assert hotline.post(f"{at}/change", wanted).status_code == 428
    assert hotline.post(f"{at}/change", wanted, if_match=tag).status_code == 200
    assert hotline.post(f"{at}/change", HOOK, if_match=tag).status_code == 412
    assert told(hotline.get(at))["url"] == wanted["url"]


def test_paused_resumed_and_closed(hotline: Caller) -> None:
    at = f"/hooks/{added(hotline)}"

    assert hotline.post(f"{at}/verbs/pause").status_code == 200
    assert hotline.post(f"{at}/verbs/pause").status_code == 409
    assert told(hotline.get(at))["standing"] == "paused"
    assert hotline.post(f"{at}/verbs/resume").status_code == 200
    assert hotline.post(f"{at}/verbs/close").status_code == 200
    assert hotline.get(at).status_code == 404


def test_a_new_secret_takes_the_place_of_the_old_one(hotline: Caller) -> None:
    first = told(hotline.post("/hooks", HOOK))

    second = told(hotline.post(f"/hooks/{first['id']}/secret"))

    assert second["secret"] != first["secret"]


def test_what_went_there_is_read_and_sent_again(hotline: Caller) -> None:
    at = f"/hooks/{added(hotline)}"
    for _n in range(52):
        assert hotline.post(f"{at}/verbs/ping").status_code == 200
    Delivery.objects.filter(county="000000").update(
        tries=16, given_up_at="2026-11-24T00:00:00Z", fault="timeout"
    )

    first = told(hotline.get(f"{at}/deliveries?only=given_up"))
    rest = told(hotline.get(f"{at}/deliveries?after={first['next_after']}"))

    assert (len(first["deliveries"]), len(rest["deliveries"]), rest["next_after"]) == (50, 2, "")
    for nowhere in ("87-9f0f67422d59504dcc78bd07b-903eb43", "x", "-" * 36):  # 36 signs make no id
        assert hotline.get(f"{at}/deliveries?after={nowhere}").status_code == 422
    assert hotline.get(f"{at}/deliveries?after=").status_code == 200
    one = first["deliveries"][0]
    assert (one["kind"], one["fault"], one["tries"]) == ("ping", "timeout", 16)
    again = f"/deliveries/{one['county']}/{one['id']}/again"
    assert hotline.post(again).status_code == 200
    assert hotline.post(again).status_code == 409


def test_the_next_outside_system_and_people_who_serve_find_nothing(
    town: Town, hotline: Caller, beside: Caller
) -> None:
    id_ = added(hotline)
    hotline.post(f"/hooks/{id_}/verbs/ping")
    row = Delivery.objects.get()

    assert told(beside.get("/hooks")) == {"hooks": []}
    for path in (f"/hooks/{id_}", f"/hooks/{id_}/deliveries"):
        assert beside.get(path).content == beside.get(path.replace(id_, str(row.id))).content
        assert beside.get(path).status_code == 404
    for path, body in (
        (f"/hooks/{id_}/change", HOOK),
        (f"/hooks/{id_}/secret", {}),
        (f"/hooks/{id_}/verbs/close", {}),
        (f"/deliveries/{row.county}/{row.id}/again", {}),
    ):
        assert beside.post(path, body, if_match="*").status_code == 404, path
    assert person_calls(town, town.qianpaiqian).get("/hooks").status_code == 403


def test_a_token_that_was_not_made_for_it_keeps_none(town: Town) -> None:
    caller = partner_calls(town, "reports:write", name="只报事")

    assert caller.post("/hooks", HOOK).status_code == 403
