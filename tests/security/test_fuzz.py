"""B3: whatever is thrown at any address by anybody, nothing answers 5xx.

Seeded, so that a failure replays: LIANXIN_FUZZ_SEED and LIANXIN_FUZZ_REQUESTS choose another run."""

import json
import os
import random
import string
from collections.abc import Iterator
from urllib.parse import quote
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from calling import Caller, partner_calls, person_calls
from lianxin.accounts import public as accounts
from lianxin.kernel.ids import uuid7
from lianxin.matters.lifecycle import Verb
from signin import signed_in
from town import Town

SEED = int(os.environ.get("LIANXIN_FUZZ_SEED", "20261123"))
QUICK = int(os.environ.get("LIANXIN_FUZZ_REQUESTS", "600"))
LONG = 12_000
HOSTILE = (
    "",
    " ",
    "0",
    "-1",
    "99999999999999999999",
    "1e308",
    "NaN",
    "null",
    "true",
    "' OR 1=1 --",
    '"><script>alert(1)</script>',
    "{{7*7}}{% debug %}",
    "../../../../etc/passwd",
    "%00",
    "\x00",
    "\ud800".encode("utf-8", "replace").decode(),
    "\u202e反过来",
    "龑䶮㛃" * 50,
    "井" * 5000,
    "a" * 70000,
    "2026-13-45",
    "0001-01-01",
    "9999-12-31",
    "113.12,36.19",
    "nan,nan",
    "140403001004",
    "١٤٠٤٠٣",
)
# fmt: off
FIELDS = [
    "api_key", "service_code", "jurisdiction_id", "start_date", "status", "page_size", "service_request_id",
    "attribute[A]", "lat", "long", "address_string", "media_url", "description",
    "id", "text", "place", "area", "point", "lon", "lat", "category", "name", "phone", "notice", "unit",
    "reason", "note", "until", "route", "into", "level", "code", "username", "password", "token",
    "next", "after", "state", "cause", "q", "at", "page", "kind", "title", "family", "service",
    "valid_from", "valid_until", "starts_on", "ends_on", "person", "post", "file", "parts", "confirm",
    "day", "working", "minutes", "county", "actor", "action", "since", "file", "keep",
]
# fmt: on
METHODS = ("GET", "GET", "GET", "POST", "POST", "POST", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
WHO = (
    "",
    "liwangge",
    "zhengchengguan",
    "qianpaiqian",
    "zhouzhuren",
    "wuguanli",
    "wailai",
    "anquan",
    "shenji",
    "xitong",
)


def _callers(town: Town) -> list[Caller]:
    people = [
        person_calls(town, who) for who in (town.liwangge, town.zhaojing, town.qianpaiqian, town.wuguanli)
    ]
    return [*people, partner_calls(town), partner_calls(town, name="试接", test=True)]


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


class Thrower:
    def __init__(self, town: Town, dice: random.Random) -> None:
        self.dice = dice
        ref = town.reported(phone="13800001234")
        other = town.handled("路灯不亮", category="facility.streetlight")
        self.known = {
            "county": [ref.county],
            "matter_id": [str(ref.id), str(other.id)],
            "code": [told.code for told in town.told] + ["order.dogs"],
            "verb": [verb.value for verb in Verb],
            "suffix": [".json", ".xml", ""],
            "number": ["140403-261123-XXXXXXX", "TEST-AAAA-BBBBBBBB"],
            "area": [town.town, town.county, ""],
        }
        self.routes = sorted(set(routes(get_resolver().url_patterns)))
        self.clients = [self._client(who) for who in WHO] + [self._program(one) for one in _callers(town)]

    @staticmethod
    def _client(who: str) -> Client:
        client = Client(raise_request_exception=False)
        if who:
            signed_in(client, accounts.find_person(who))
        return client

    @staticmethod
    def _program(caller: Caller) -> Client:
        """The same, with a token: the API's addresses are among the routes."""
        heads = {"Authorization": f"Bearer {caller.secret}", "If-Match": "*"}
        return Client(raise_request_exception=False, headers=heads)

    def value(self) -> str:
        if self.dice.random() < 0.6:
            return self.dice.choice(HOSTILE)
        if self.dice.random() < 0.3:
            return str(self.dice.choice([uuid7(), uuid4()]))
        alphabet = string.printable + "东街井盖坏了，。！\u200b\ufeff🙂"
        return "".join(self.dice.choices(alphabet, k=self.dice.randint(1, 40)))

    def path(self) -> str:
        path = "/" + self.dice.choice(self.routes).replace("\\Z", "").replace("^", "")
        while "<" in path:
            start, end = path.index("<"), path.index(">")
            name = path[start + 1 : end].split(":")[-1]
            likely = self.known.get(name)
            filled = self.dice.choice(likely) if likely and self.dice.random() < 0.7 else self.value()[:80]
            path = path[:start] + quote(filled.encode("utf-8", "replace"), safe="") + path[end + 1 :]
        return path

    def json(self, fields: dict[str, str]) -> bytes:
        """Mostly what could be meant, with something of every kind in it, deeper now and then."""
        wild = (
            None,
            True,
            -1,
            1e308,
            2**70,
            [],
            {},
            [[]],
            {"a": {"b": []}},
            ["x"] * 50,
            {"lon": 200, "lat": 91},
        )
        told: dict[str, object] = dict(fields)
        for name in list(told):
            if self.dice.random() < 0.3:
                told[name] = self.dice.choice(wild)
        if self.dice.random() < 0.4:
            told |= {"id": str(uuid7()), "text": "井盖坏了", "area": "140403001004", "note": self.value()}
        return json.dumps(told).encode()

    def throw(self) -> tuple[str, int]:
        client, method, path = self.dice.choice(self.clients), self.dice.choice(METHODS), self.path()
        fields = {name: self.value() for name in self.dice.sample(FIELDS, self.dice.randint(0, 6))}
        if method in {"GET", "HEAD"}:
            query = "&".join(f"{name}={value[:300]}" for name, value in fields.items())
            handed_over = query.encode("utf-8", "replace").decode("latin-1")  # as WSGI gives it
            response = client.generic(method, path, QUERY_STRING=handed_over)
        elif method == "POST" and path.startswith("/api/") and self.dice.random() < 0.8:
            response = client.post(path, self.json(fields), content_type="application/json")
        elif method == "POST" and self.dice.random() < 0.85:
            response = client.post(path, fields)
        else:
            body = self.value().encode("utf-8", "ignore")
            response = client.generic(
                method, path, body, content_type=self.dice.choice(["application/json", "text/xml", ""])
            )
        return f"{method} {path[:200]!r} {fields}"[:600], response.status_code


def throw_all(town: Town, requests: int) -> None:
    thrower = Thrower(town, random.Random(SEED))
    broken = []
    for _number in range(requests):
        told, status = thrower.throw()
        if status >= 500:
            broken.append(f"{status} {told}")
    assert not broken, "\n".join(broken[:10])


@pytest.mark.broad
def test_nothing_answers_5xx(town: Town) -> None:
    throw_all(town, QUICK)


@pytest.mark.long
def test_nothing_answers_5xx_for_long(town: Town) -> None:
    throw_all(town, LONG)
