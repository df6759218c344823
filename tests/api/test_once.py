"""Idempotency-Key: done once, answered alike, forgotten after a day."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from calling import Caller, partner_calls, person_calls, told
from lianxin.api.models import Once
from lianxin.matters.models import Matter, Movement
from lianxin.shell import work
from town import Town


def report(town: Town, **more: Any) -> dict[str, Any]:
    return {"id": str(uuid4()), "text": "广场北口井盖坏了", "area": town.chenghuang, **more}


def test_the_same_key_and_words_are_done_once_and_answered_alike(town: Town) -> None:
    ref = town.reported()
    caller = person_calls(town, town.liwangge)
    path = f"/matters/{ref.county}/{ref.id}/verbs/supplement"
    first = caller.post(path, {"note": "又陷了"}, If_Match="*", Idempotency_Key="k-1")

    again = caller.post(path, b'{ "note":"\\u53c8\\u9677\\u4e86" }', If_Match="*", Idempotency_Key="k-1")

    assert first.status_code == again.status_code == 200
    assert first.content == again.content
    assert (first.get("Idempotency-Replayed"), again["Idempotency-Replayed"]) == (None, "true")
    assert Movement.objects.filter(verb="supplement").count() == 1


def test_a_report_is_answered_with_its_code_again_and_the_code_lies_nowhere_open(town: Town) -> None:
    caller, sent = partner_calls(town), report(town)

    first = caller.post("/reports", sent, Idempotency_Key="k-1")
    again = caller.post("/reports", sent, Idempotency_Key="k-1")

    assert (again.status_code, again.content) == (201, first.content)
    kept = Once.objects.get()
    assert told(first)["code"].encode() not in bytes(kept.sealed)
    assert "k-1" not in kept.key


@pytest.mark.parametrize("change", ["words", "address"])
def test_the_same_key_with_something_else_is_refused(town: Town, change: str) -> None:
    caller, sent = partner_calls(town), report(town)
    caller.post("/reports", sent, Idempotency_Key="k-1")

    if change == "words":
        other = caller.post("/reports", {**sent, "text": "别的事"}, Idempotency_Key="k-1")
    else:
        other = caller.post("/progress/ZZZZZZZZZZ/chase", sent, Idempotency_Key="k-1")

    assert other.status_code == 422
    assert Matter.objects.count() == 1


def test_keys_belong_to_a_token(town: Town) -> None:
    one, other = partner_calls(town), partner_calls(town, name="城管平台")

    answers = [caller.post("/reports", report(town), Idempotency_Key="k-1") for caller in (one, other)]

    assert [answer.status_code for answer in answers] == [201, 201]
    assert Matter.objects.count() == 2


def test_what_was_refused_may_be_sent_again_under_its_key(town: Town) -> None:
    ref = town.reported()
    caller = person_calls(town, town.liwangge)
    path = f"/matters/{ref.county}/{ref.id}/verbs/supplement"

    wrong = caller.post(path, {"note": ""}, If_Match="*", Idempotency_Key="k-1")
    mended = caller.post(path, {"note": "又陷了"}, If_Match="*", Idempotency_Key="k-1")

    assert (wrong.status_code, mended.status_code) == (422, 200)


@pytest.mark.parametrize("key", ["x" * 201, "有中文", "a b", "\x7f"])
def test_a_key_is_short_and_plain(town: Town, key: str) -> None:
    caller = partner_calls(town)

    answer = caller.client.post(
        "/api/v1/reports",
        report(town),
        "application/json",
        HTTP_AUTHORIZATION=f"Bearer {caller.secret}",
        HTTP_IDEMPOTENCY_KEY=key,
    )

    assert answer.status_code == 422
    assert not Matter.objects.exists()


def test_after_a_day_it_is_forgotten(town: Town) -> None:
    caller = partner_calls(town)
    caller.post("/reports", report(town), Idempotency_Key="k-1")

    assert work.TASKS["forget_answers"](town.now + timedelta(hours=23)) == 0
    assert work.TASKS["forget_answers"](town.now + timedelta(hours=25)) == 1
    assert not Once.objects.exists()


def test_what_is_sent_for_tests_leaves_not_even_a_key(town: Town) -> None:
    caller = partner_calls(town, test=True)
    caller.post("/reports", report(town), Idempotency_Key="k-1")

    assert not Once.objects.exists()


def test_a_token_taken_back_gets_no_answer_again(town: Town, hotline: Caller) -> None:
    from lianxin.tokens import public as tokens
    from lianxin.tokens.models import Token

    sent = report(town)
    hotline.post("/reports", sent, Idempotency_Key="k-1")
    tokens.revoke(Token.objects.get().id, by=town.xitong, now=town.now)

    assert hotline.post("/reports", sent, Idempotency_Key="k-1").status_code == 401
