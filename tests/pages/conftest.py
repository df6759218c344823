"""Browsers without a browser: clients of the cast."""

from collections.abc import Callable

import pytest
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.kernel.actor import Actor
from signin import signed_in
from town import Town


@pytest.fixture
def as_(standing: Town) -> Callable[[Actor], Client]:
    """A client signed in as one of the cast."""

    def client(actor: Actor) -> Client:
        return signed_in(Client(), Person.objects.get(id=actor.id))

    return client
