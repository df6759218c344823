"""The same questions as the pages', asked by token: what the API adds to them."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from statistics import median
from time import perf_counter
from typing import Any, cast

import orjson
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.clock import local
from lianxin.kernel.ids import uuid7
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Wanted
from lianxin.shell.bench.filling import fill
from lianxin.shell.bench.measuring import Counted, Figure, measure
from lianxin.shell.bench.storing import Storing
from lianxin.shell.town.cast import CHENGHUANG, COUNTY
from lianxin.shell.town.lay import People
from lianxin.tokens import public as tokens
from lianxin.tokens.public import PartnerDraft, TokenDraft

V1, WHO = "/api/v1", "luxianpai"
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


def run(people: People, number: int, progress: Callable[[int], None]) -> dict[str, Any]:
    """Alone, among matters that all lie in one county, and then the whole list once, page by page."""
    now = clock.now()
    fill(number, now=now, progress=progress, at_home=1.0)
    officer = people[WHO]
    one = matters.listing(officer, Wanted(), now=now).cards[0].ref
    table = [figure.told() for figure in rows(Storing(5), officer, one, now)]
    return {"engine": connection.vendor, "matters": number, "rows": table, "walk": _walked(officer, now)}


def _walked(officer: Actor, now: datetime) -> dict[str, Any]:
    """By its cursor to the end: every row once, each page for as many statements as any other."""
    client, secret, after = Client(), _own(officer, now, "walk"), ""
    seen: set[str] = set()
    count, statements, spent = 0, [], []
    while True:
        counted, began = Counted(), perf_counter()
        with connection.execute_wrapper(counted):
            page = orjson.loads(_read(client, f"{V1}/matters?after={after}", secret).content)
        spent.append((perf_counter() - began) * 1000)
        statements.append(counted.statements)
        seen |= {row["id"] for row in page["matters"]}
        count, after = count + len(page["matters"]), page["next_after"]
        if not after:
            break
    there = matters.ledger.count(officer, Wanted(), at_most=count + 1, now=clock.now())
    usual = Counter(statements).most_common(1)[0][0]
    return {
        "pages": len(statements),
        "rows": count,
        "twice": count - len(seen),
        "missed": there - len(seen),
        "statements": usual,
        "pages_with_more": sum(one > usual for one in statements),
        "most_statements": max(statements),
        "p50_ms": round(median(spent), 2),
        "first_ms": round(median(spent[:20]), 2),
        "last_ms": round(median(spent[-20:]), 2),
    }


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


def _read(client: Client, path: str, secret: str) -> HttpResponse:
    response = client.get(path, headers={"Authorization": f"Bearer {secret}"})
    if response.status_code != 200:
        raise AssertionError(f"the API answered {response.status_code}")
    return cast(HttpResponse, response)


def _draft(now: datetime, *scopes: str) -> TokenDraft:
    day = local(now).date()
    return TokenDraft("bench", scopes, day, day + timedelta(days=2), OFTEN)


def _own(officer: Actor, now: datetime, name: str = "bench") -> str:
    draft = replace(_draft(now, "matters:read"), name=name)
    return tokens.make_own(draft, by=officer, now=now).secret


def _partner(now: datetime) -> str:
    partner = tokens.register_partner(PartnerDraft("bench", "bench 1", [COUNTY]), by=SYSTEM, now=now)
    return tokens.issue(partner, _draft(now, "reports:write"), by=SYSTEM, now=now).secret
