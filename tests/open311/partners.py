"""An outside system with a key, and what it sends."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.test import Client

from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.clock import local
from lianxin.tokens import public as tokens
from town import Town

SCOPES = ("reports:write", "reports:read")


@dataclass
class Partner:
    """`send` posts a request as its software would: a form with its key."""

    id: UUID
    key: str
    town: Town

    def send(self, path: str = "requests.json", base: str = "/open311/v2/", **words: Any) -> HttpResponse:
        inside = self.town.point()
        told = {
            "api_key": self.key,
            "service_code": "facility.manhole",
            "lat": str(inside.lat),
            "long": str(inside.lon),
            "description": "城隍庙广场北口井盖坏了",
            **words,
        }
        return Client().post(
            f"{base}{path}", {name: value for name, value in told.items() if value is not None}
        )

    def sent(self, **words: Any) -> str:
        answer = self.send(**words)
        assert answer.status_code == 200, answer.content.decode()
        number: str = answer.json()[0]["service_request_id"]
        return number


def partner(town: Town, name: str = "随手拍", *, area: str = "", test: bool = False, **more: Any) -> Partner:
    today = local(town.now).date()
    draft = tokens.PartnerDraft(name, "城管局 0355-2020202", [area or town.county], test=test)
    id_ = tokens.register_partner(draft, by=SYSTEM, now=town.now)
    until = date(today.year + 1, today.month, 1)
    wanted = tokens.TokenDraft("应用", more.pop("scopes", SCOPES), today, until, **more)
    return Partner(id_, tokens.issue(id_, wanted, by=SYSTEM, now=town.now).secret, town)
