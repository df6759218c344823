"""Browsers without a browser: clients of the cast, and the clock of the town."""

from collections.abc import Callable

import pytest
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from signin import signed_in
from town import Town


@pytest.fixture
def standing(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The town with the pages' clock standing at its own present."""
    monkeypatch.setattr(clock, "now", lambda: town.now)
    return town


@pytest.fixture
def as_(standing: Town) -> Callable[[Actor], Client]:
    """A client signed in as one of the cast."""

    def client(actor: Actor) -> Client:
        return signed_in(Client(), Person.objects.get(id=actor.id))

    return client
