"""Twelve programs with one key at the same moment: one deed, one answer, on both engines."""

from datetime import timedelta
from typing import Any

import orjson
import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from lianxin.api.models import Once
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.clock import local
from lianxin.matters import public as matters
from lianxin.matters.models import Matter, Movement
from lianxin.tokens import public as tokens
from lianxin.tokens.public import PartnerDraft, TokenDraft
from reliability.hamlet import COUNTY, NOW, Hamlet, report_of
from reliability.test_races import RACERS, Race, assert_whole, race, town

__all__ = ["race", "town"]
pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]
BOTH = pytest.mark.parametrize("town", ["sqlite", "postgresql"], indirect=True)


@pytest.fixture(autouse=True)
def _at_noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOW)


def draft(*scopes: str) -> TokenDraft:
    day = local(NOW).date()
    return TokenDraft("赛跑", scopes, day, day + timedelta(days=30), 6000)


def post(secret: str, path: str, body: dict[str, Any], **heads: str) -> HttpResponse:
    told = {"Authorization": f"Bearer {secret}", **{name.replace("_", "-"): v for name, v in heads.items()}}
    return Client().post(f"/api/v1{path}", orjson.dumps(body), "application/json", headers=told)


@BOTH
def test_twelve_reports_with_one_key_are_one_matter_and_one_answer(
    race: Race, town: Hamlet, warm: None
) -> None:
    partner = tokens.register_partner(PartnerDraft("热线", "热线办 1", [COUNTY]), by=SYSTEM, now=NOW)
    secret = tokens.issue(partner, draft("reports:write"), by=SYSTEM, now=NOW).secret
    for number in range(4):
        report = report_of(number)
        body = {"id": str(report.id), "text": report.text, "point": {"lon": 113.12, "lat": 36.19}}
        answers: Any = race.run(lambda b=body, n=number: post(secret, "/reports", b, Idempotency_Key=f"k{n}"))

        assert {answer.status_code for answer in answers} == {201}, [a.content for a in answers]
        assert len({answer.content for answer in answers}) == 1
        assert sum("Idempotency-Replayed" in answer for answer in answers) == RACERS - 1
    assert Matter.objects.count() == Once.objects.count() == 4
    assert_whole()


@BOTH
def test_of_twelve_verbs_with_one_key_one_is_spoken(race: Race, town: Hamlet, warm: None) -> None:
    """A supplement may be said as often as one likes: only the key keeps it to once."""
    ref = matters.submit_report(report_of(0), by=Actor.resident(), now=NOW).ref
    secret = tokens.make_own(draft("matters:write"), by=town.actor("li"), now=NOW).secret
    path = f"/matters/{ref.county}/{ref.id}/verbs/supplement"
    body = {"note": "又陷了一点"}

    answers: Any = race.run(lambda: post(secret, path, body, If_Match="*", Idempotency_Key="same"))
    others: Any = race.run(lambda: post(secret, path, {"note": "别的"}, If_Match="*", Idempotency_Key="same"))

    assert {answer.status_code for answer in answers} == {200}, [a.content for a in answers]
    assert len({answer.content for answer in answers}) == 1
    assert {answer.status_code for answer in others} == {422}
    assert Movement.objects.filter(verb="supplement").count() == 1
    assert_whole()


@BOTH
def test_of_twelve_who_have_seen_one_state_one_takes_the_step(race: Race, town: Hamlet, warm: None) -> None:
    ref = matters.submit_report(report_of(0), by=Actor.resident(), now=NOW).ref
    secret = tokens.make_own(draft("matters:write"), by=town.actor("gao"), now=NOW).secret
    path = f"/matters/{ref.county}/{ref.id}/verbs/accept"

    answers: Any = race.run(lambda: post(secret, path, {}, If_Match='"v2"'))

    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [200] + [412] * (RACERS - 1), connection.vendor
    assert_whole()
