"""B3, API9: the API against its own document. Whatever schemathesis makes of it, well formed or not, nothing
answers 5xx, and every answer is one that the document speaks of, in the shape it gives.

LIANXIN_SCHEMATHESIS chooses how many requests the long run sends (5,000)."""

import logging
import os
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
import schemathesis
from django.conf import LazySettings
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from calling import Caller, partner_calls, person_calls
from lianxin.kernel import clock, outbound
from lianxin.matters import public as matters
from media.conftest import shelf_here
from security.api_policy import OPERATIONS
from security.cast import gather, matter_in, sent
from security.test_api_matrix import pictured
from town import Town

__all__ = ["shelf_here"]
load_all_checks()
WANTED = [
    CHECKS.get_one(name)
    for name in (
        "not_a_server_error",
        "status_code_conformance",
        "content_type_conformance",
        "response_headers_conformance",
        "response_schema_conformance",
    )
]
MODES = (GenerationMode.POSITIVE, GenerationMode.NEGATIVE)
SEED, QUICK = 20261127, 3  # cases of each kind for each operation
LONG = int(os.environ.get("LIANXIN_SCHEMATHESIS", "5000"))


@dataclass
class Sender:
    """Sends what schemathesis makes, with somebody's token, now and then about things that are there."""

    callers: list[Caller]
    known: dict[str, str]
    dice: random.Random
    statuses: Counter[int] = field(default_factory=Counter)

    def send(self, case: Case) -> None:
        for name in case.path_parameters if isinstance(case.path_parameters, dict) else ():
            if name in self.known and self.dice.random() < 0.6:
                case.path_parameters[name] = self.known[name]
        token = self.dice.choice(self.callers).secret
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        self.statuses[answer.status_code] += 1
        case.validate_response(answer, checks=WANTED)


@pytest.fixture
def one_connection() -> Iterator[None]:
    """The whole application is asked from within the test's own transaction: as Django's client does, keep it
    from being taken for one that a request left open, which is closed. (SQLite in memory is never closed.)"""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def sender(
    one_connection: None, town: Town, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> Iterator[Sender]:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    monkeypatch.setattr(outbound, "resolve", lambda _host, _port: ["93.184.216.34"])
    settings.WRONG_CODES = settings.LOOKS_PER_HOUR = 10**8
    logging.disable(logging.WARNING)
    ref = matter_in("handling", gather(town))
    callers = [person_calls(town, who) for who in (town.zhaojing, town.wuguanli, town.qianpaiqian)]
    callers += [partner_calls(town), partner_calls(town, name="试接", test=True)]
    known = {
        "county": ref.county,
        "matter_id": str(ref.id),
        "code": matters.resident_code(ref.id),
        "unit_id": str(town.unit("police_station")),
        "area": town.town,
        "community": town.chenghuang,
    }
    known |= {"batch_id": str(sent(town)), "step": "1", "name": pictured(ref, town)}
    yield Sender(callers, known, random.Random(SEED))
    logging.disable(logging.NOTSET)


def run(sender: Sender, each: int) -> None:
    told = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
    for found in told.get_all_operations():
        operation: Any = found.ok()
        for mode in MODES:
            _throw(sender, operation.as_strategy(generation_mode=mode), each)
    print(f"{sum(sender.statuses.values())} requests: {dict(sorted(sender.statuses.items()))}")
    assert not [status for status in sender.statuses if status >= 500]


def _throw(sender: Sender, strategy: Any, times: int) -> None:
    @seed(SEED)
    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=strategy)
    def thrown(case: Case) -> None:
        sender.send(case)

    thrown()


@pytest.mark.broad
def test_every_operation_answers_as_the_document_says(sender: Sender) -> None:
    run(sender, QUICK)


@pytest.mark.long
def test_five_thousand_requests_and_no_5xx(sender: Sender) -> None:
    run(sender, -(-LONG // (len(MODES) * len(OPERATIONS))))
    assert sum(sender.statuses.values()) >= LONG * 0.9
