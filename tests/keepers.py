"""Somebody who keeps the deployment and somebody who does not, without laying out the whole of org."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.test import Client

from lianxin.accounts.public import Person, register
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.pages.public import permission
from signin import signed_in

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Two:
    keeper: Client
    other: Client
    wu: Person

    @property
    def by(self) -> Actor:
        return Actor.staff(self.wu.id)


@pytest.fixture
def two(db: None, monkeypatch: pytest.MonkeyPatch) -> Two:
    wu = register("wuguanli", "吴管理", None, by=SYSTEM, now=NOW)
    li = register("liwangge", "李网格员", None, by=SYSTEM, now=NOW)
    only_wu = [lambda actor, duty, over, on: (actor.id, duty, over) == (wu.id, "keeper", "")]
    monkeypatch.setattr(permission, "_checks", only_wu)
    monkeypatch.setattr(permission, "_keeps", [lambda request: request.user.id == wu.id])
    return Two(signed_in(Client(), wu), signed_in(Client(), li), wu)
