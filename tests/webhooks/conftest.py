"""热线 of the county with an address at hook.example.org that answers as a test says."""

import json
import socket
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from away import Away, Host, away
from lianxin.journal.public import deliver
from lianxin.kernel.actor import Actor
from lianxin.matters.public import Ref
from lianxin.tokens import public as tokens
from lianxin.webhooks import actions, sending
from lianxin.webhooks.actions import HookDraft
from lianxin.webhooks.kinds import KINDS
from lianxin.webhooks.models import Delivery, Hook
from lianxin.webhooks.sending import send_due
from town import Town

__all__ = ["away"]
URL = "https://hook.example.org/in"


@dataclass
class Line:
    """The outside system, its hook, and what arrived there."""

    town: Town
    away: Away
    partner: UUID
    host: Host
    secrets: list[str] = field(default_factory=list)
    hook: UUID = field(default_factory=lambda: UUID(int=0))

    @property
    def by(self) -> Actor:
        return self.town.xitong

    @property
    def now(self) -> datetime:
        return self.town.now

    def add(
        self, url: str = URL, kinds: Any = tuple(KINDS), areas: Any = (), partner: UUID | None = None
    ) -> UUID:
        draft = HookDraft("进展", url, kinds, areas)
        made = actions.add_hook(partner or self.partner, draft, by=self.by, now=self.now)
        self.secrets.append(made.secret)
        return made.hook

    def sent_in(self, text: str = "城隍庙广场北口井盖坏了", **more: Any) -> Ref:
        return self.town.reported(text, credential=f"partner:{self.partner}", **more)

    def rounds(self, minutes: float = 0) -> int:
        """The worker's: hear the news, then send."""
        self.town.later(minutes=minutes)
        while deliver(now=self.now):
            pass
        return send_due(self.now)

    def bodies(self, host: Host | None = None) -> list[dict[str, Any]]:
        return [json.loads(asked.partition(b"\r\n\r\n")[2]) for asked in (host or self.host).asked]

    def row(self) -> Delivery:
        return Delivery.objects.get(hook=self.hook)

    def state(self) -> Hook:
        return Hook.objects.get(id=self.hook)


@pytest.fixture
def line(town: Town, away: Away, monkeypatch: pytest.MonkeyPatch) -> Line:
    # A machine that is busy with other tests may keep even loopback waiting for seconds.
    monkeypatch.setattr(sending, "LIMITS", sending.Limits(30.0, 30.0, 60.0, 64_000, may_trust=True))
    draft = tokens.PartnerDraft("县区热线", "热线办 0355-1234567", [town.county])
    partner = tokens.register_partner(draft, by=town.xitong, now=town.now)
    made = Line(town, away, partner, away.host("hook.example.org"))
    made.hook = made.add()
    return made


def another(town: Town, name: str = "别的系统") -> UUID:
    draft = tokens.PartnerDraft(name, "别的单位 0355-7654321", [town.county])
    return tokens.register_partner(draft, by=town.xitong, now=town.now)


def hangs(plug: socket.socket, _asked: bytes) -> None:
    """Takes the call, and says nothing until the caller hangs up."""
    plug.recv(1)


def days(count: float) -> timedelta:
    return timedelta(days=count)
