"""What the stories of finding need besides the town."""

from collections.abc import Callable
from datetime import date

import pytest

from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.org import public as org
from town import Town


@pytest.fixture
def appointed(town: Town) -> Callable[[Actor, str, str, str], None]:
    """Give somebody one more duty in a unit of the township."""

    def appoint(actor: Actor, unit_kind: str, title: str, duty: str) -> None:
        assert actor.id is not None
        post = org.open_post(town.unit(unit_kind), f"{title}(兼)", duty, by=SYSTEM, now=town.now)
        org.appoint(actor.id, post, town.town, date(2026, 1, 1), by=SYSTEM, now=town.now)

    return appoint
