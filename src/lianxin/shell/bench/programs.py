"""The same questions as the pages', asked by token: what the API adds to them."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import orjson
from django.test import Client

from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.clock import local
from lianxin.kernel.ids import uuid7
from lianxin.matters.public import Ref
from lianxin.shell.bench.measuring import Figure, measure
from lianxin.shell.bench.storing import Storing
from lianxin.shell.town.cast import CHENGHUANG, COUNTY
from lianxin.tokens import public as tokens
from lianxin.tokens.public import PartnerDraft, TokenDraft

V1 = "/api/v1"
OFTEN = 6000


def rows(store: Storing, officer: Actor, one: Ref, now: datetime) -> Sequence[Figure]:
    client, own = Client(), _own(officer, now)
    asked = (
        ("api: list 50", f"{V1}/matters", "the list, + 2 statements"),
        ("api: one matter", f"{V1}/matters/{one.county}/{one.id}", "one matter, + 2 statements"),
    )
    reads = [
        measure(name, lambda _, path=path: _read(client, path, own), times=100, aim=aim)  # type: ignore[misc]
        for name, path, aim in asked
    ]
    return [*reads, _submit(store, client, _partner(now))]


def _submit(store: Storing, client: Client, secret: str) -> Figure:
    def sent(_number: int) -> object:
        said = store.words.report()
        body = {"id": str(uuid7()), "text": said.text, "place": said.place, "area": CHENGHUANG}
        heads = {"Authorization": f"Bearer {secret}"}
        response = client.post(f"{V1}/reports", orjson.dumps(body), "application/json", headers=heads)
        if response.status_code != 201:
            raise AssertionError(f"the API answered {response.status_code}")
        return response

    return measure("api: store a report", sent, times=200, aim="as a page, + 2 statements")


def _read(client: Client, path: str, secret: str) -> object:
    response = client.get(path, headers={"Authorization": f"Bearer {secret}"})
    if response.status_code != 200:
        raise AssertionError(f"the API answered {response.status_code}")
    return response


def _draft(now: datetime, *scopes: str) -> TokenDraft:
    day = local(now).date()
    return TokenDraft("bench", scopes, day, day + timedelta(days=2), OFTEN)


def _own(officer: Actor, now: datetime) -> str:
    return tokens.make_own(_draft(now, "matters:read"), by=officer, now=now).secret


def _partner(now: datetime) -> str:
    partner = tokens.register_partner(PartnerDraft("bench", "bench 1", [COUNTY]), by=SYSTEM, now=now)
    return tokens.issue(partner, _draft(now, "reports:write"), by=SYSTEM, now=now).secret
