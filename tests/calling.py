"""A program that asks by token, for the tests: JSON out, JSON in."""

from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import orjson
from django.http import HttpResponse
from django.test import Client

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.tokens import public as tokens
from lianxin.tokens.public import PartnerDraft, TokenDraft
from lianxin.tokens.scopes import PARTNERS, PEOPLE, offered_to
from town import Town

V1 = "/api/v1"
OFTEN = 6000


@dataclass
class Caller:
    secret: str
    client: Client = field(default_factory=lambda: Client(raise_request_exception=True))

    def get(self, path: str, **heads: str) -> HttpResponse:
        return self.client.get(V1 + path, headers=self._heads(heads))

    def post(self, path: str, body: object = None, **heads: str) -> HttpResponse:
        told = body if isinstance(body, bytes) else orjson.dumps({} if body is None else body)
        kind = heads.pop("content_type", "application/json")
        return self.client.post(V1 + path, told, content_type=kind, headers=self._heads(heads))

    def send(self, path: str, file: bytes, **heads: str) -> HttpResponse:
        """A file as it is."""
        return self.post(path, file, content_type="application/octet-stream", **heads)

    def _heads(self, heads: dict[str, str]) -> dict[str, str]:
        mine = {"Authorization": f"Bearer {self.secret}"} if self.secret else {}
        return mine | {name.replace("_", "-"): value for name, value in heads.items()}


def draft(town: Town, *scopes: str, per_minute: int = OFTEN) -> TokenDraft:
    day = local(town.now).date()
    return TokenDraft("对接", scopes, day, day + timedelta(days=300), per_minute)


def partner_calls(town: Town, *scopes: str, per_minute: int = OFTEN, **more: Any) -> Caller:
    """An outside system for the county, with every scope it may have, or these."""
    told = {"name": "市热线", "contact": "热线办 0355-5551234", "areas": [town.county], **more}
    partner = tokens.register_partner(PartnerDraft(**told), by=town.xitong, now=town.now)
    wanted = scopes or tuple(scope.code for scope in offered_to(PARTNERS))
    made = tokens.issue(partner, draft(town, *wanted, per_minute=per_minute), by=town.xitong, now=town.now)
    return Caller(made.secret)


def person_calls(town: Town, who: Actor, *scopes: str) -> Caller:
    """Somebody who serves, with every scope they may give themselves, or these."""
    wanted = scopes or tuple(scope.code for scope in offered_to(PEOPLE))
    return Caller(tokens.make_own(draft(town, *wanted), by=who, now=town.now).secret)


def told(answer: HttpResponse) -> Any:
    return orjson.loads(answer.content)
