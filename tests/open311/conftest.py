"""A client as other people's software is one: no cookie, no session."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from open311.asking import Ask
from town import Town


@pytest.fixture
def at_town_time(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    """The clock of the edges says what the town's says."""
    monkeypatch.setattr("lianxin.kernel.clock.now", lambda: town.now)


@pytest.fixture
def ask(at_town_time: None) -> Ask:
    """`ask("services.json", lang="en")` → the answer of the live endpoint; `base` names another one."""

    def asked(
        path: str, base: str = "/open311/v2/", headers: dict[str, str] | None = None, **words: Any
    ) -> HttpResponse:
        return Client(raise_request_exception=True).get(f"{base}{path}", words, headers=headers or {})

    return asked
