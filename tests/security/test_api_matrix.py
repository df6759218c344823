"""B1, API1, API2, API5: every operation × every token, against a policy written apart from the code."""

import json
import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import quote
from uuid import UUID, uuid4

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from calling import V1, Caller, draft, partner_calls, person_calls, told
from lianxin.accounts import public as accounts
from lianxin.accounts.models import Person
from lianxin.journal.models import Entry
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotAllowed
from lianxin.matters import public as matters
from lianxin.matters.public import Ref
from lianxin.media import public as media
from lianxin.media import shelf
from lianxin.shell.api.document import document, operations
from lianxin.tokens import public as tokens
from lianxin.tokens.models import Token
from lianxin.tokens.public import SCOPES
from lianxin.webhooks.models import Delivery
from media.conftest import shelf_here
from security.api_policy import ABSENT, ALL, GONE, OPERATIONS, OUTSIDE, PEOPLE, PERSONAL, Asked
from security.cast import NAME, PHONE, end_duty, gather, matter_in, sees, sent
from security.policy import ADMINISTRATORS
from signin import signed_in
from town import Town

__all__ = ["shelf_here"]
BY_STATE = frozenset({"read_matter", "speak", "reveal_contact", "list_photos", "read_photo", "add_photo"}) | {
    "cover_photo",
    "withdraw_photo",
}
OPEN = frozenset({200, 201, 409, 422})
STATE = "handling"


LISTED = Path(__file__).with_name("api_fields.json")
FIELDS: dict[str, list[str]] = json.loads(LISTED.read_text())
OPAQUE = frozenset({"because", "suggested", "states", "mapping"})
SEEN_FIELDS: dict[str, set[str]] = {}


class Stand:
    """The cast with a token each, and the things to ask for."""

    def __init__(self, town: Town) -> None:
        self.town, self.cast = town, gather(town)
        skipped = ADMINISTRATORS | {"locked", "half"}
        self.callers = {
            relation: person_calls(town, actor)
            for relation, actor in self.cast.actors.items()
            if relation not in skipped
        }
        for name, area in (
            ("partner", "140403"),
            ("partner_beside", "140403"),
            ("partner_elsewhere", "140404"),
        ):
            self.callers[name] = partner_calls(town, name=name, areas=[area])
        self.ref = matter_in(STATE, self.cast)
        self.sent = uuid4()
        report = {"id": str(self.sent), "text": "路灯不亮", "area": town.chenghuang}
        self.own = told(self.callers["partner"].post("/reports", report))["code"]
        self.photo, self.batch = pictured(self.ref, town), sent(town)
        hook = {"name": "进展", "url": "https://93.184.216.34/in", "kinds": ["matter.closed"]}
        self.hook = told(self.callers["partner"].post("/hooks", hook))["id"]
        assert self.callers["partner"].post(f"/hooks/{self.hook}/verbs/ping").status_code == 200
        self.delivery = Delivery.objects.get().id
        end_duty(self.cast.actors["ended"], local(town.now).date())
        self.unit = town.unit("police_station")

    def path(self, asked: Asked, *, absent: bool = False) -> str:
        there = {
            "<matter>": str(self.ref.id),
            "<sent>": str(self.sent),
            "<unit>": str(self.unit),
            "<code>": matters.resident_code(self.ref.id),
            "<own>": self.own,
            "<photo>": self.photo,
            "<source>": "rexian",
            "<batch>": str(self.batch),
            "<hook>": self.hook,
            "<delivery>": str(self.delivery),
        }
        nothing = dict.fromkeys(there, str(UUID(int=7)))
        nothing |= {"<code>": "ZZZZZZZZZZ", "<own>": "ZZZZZZZZZZ", "<source>": "nobodys", "<photo>": "0" * 32}
        if "<batch>" in asked.path:  # who may see the source may not see whose files there are
            nothing["<source>"] = there["<source>"]
        path = asked.path
        for name, value in there.items():
            path = path.replace(name, nothing[name] if absent else value)
        return quote(path, safe="/?=&")

    def ask(self, caller: Caller, asked: Asked, *, absent: bool = False) -> tuple[HttpResponse, bool]:
        """The answer and whether anything was written down; everything is undone afterwards."""
        path = self.path(asked, absent=absent)
        with transaction.atomic():
            before = Entry.objects.count()
            answer = caller.get(path) if asked.body is None else caller.post(path, asked.body, **asked.heads)
            changed = Entry.objects.count() != before
            transaction.set_rollback(True)
        return answer, changed


def pictured(ref: Ref, town: Town) -> str:
    """A photo that came with the report. (What it shows is nobody's question here.)"""
    name = shelf.new_name()
    shelf.put(name, b"large", b"small")
    subject = media.Subject(ref.county, f"matter:{ref.id}", 1)
    media.keep(subject, [media.Ready("digest", name, 4, 3, 10)], by=SYSTEM, now=town.now)
    return name


@pytest.fixture
def stand(town: Town, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Iterator[Stand]:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    settings.WRONG_CODES = settings.LOOKS_PER_HOUR = 10**8
    logging.disable(logging.WARNING)
    yield Stand(town)
    logging.disable(logging.NOTSET)


def wanted(name: str, relation: str) -> str:
    asked = OPERATIONS[name]
    may = relation in asked.opens
    if name in BY_STATE:
        may = sees(relation, STATE, asked.opens)
        if not may and sees(relation, STATE, asked.only_seen):
            return "refused"
    elif not may and relation in asked.only_seen:
        return "refused"
    if may:
        return "open"
    if name in OUTSIDE and relation in PEOPLE:
        return "refused"
    if (name, relation) in ABSENT:
        return "absent"
    return "refused" if relation.startswith("partner") and name in PERSONAL else asked.denied


def leaks(name: str, answer: HttpResponse) -> list[str]:
    """B2, API3: no contact anywhere but where one is opened, and no field that is not on the list."""
    found = []
    if name != "reveal_contact" and any(mark.encode() in answer.content for mark in (PHONE, NAME)):
        found.append("tells a contact")
    if answer.status_code in {200, 201} and answer["Content-Type"].startswith("application/json"):
        keys = set(keys_of(told(answer)))
        SEEN_FIELDS.setdefault(name, set()).update(keys)
        found += [f"tells {key}" for key in sorted(keys - set(FIELDS.get(name, ())))]
    return found


def keys_of(node: Any, way: str = "") -> Iterator[str]:
    """Every key with the way to it; what a matter's own reasons hold is words and codes of the program."""
    for key, value in node.items() if isinstance(node, dict) else ():
        yield f"{way}{key}"
        if key not in OPAQUE:
            yield from keys_of(value, f"{way}{key}.")
    for one in node if isinstance(node, list) else ():
        yield from keys_of(one, way)


def test_every_operation_has_its_row_and_every_row_its_operation() -> None:
    in_document = {operation["operationId"] for _path, _method, operation in operations(document())}
    assert in_document == OPERATIONS.keys()


@pytest.mark.broad
@pytest.mark.parametrize("relation", sorted(ALL))
def test_every_operation_for_every_bearer(stand: Stand, relation: str) -> None:
    wrong, caller = [], stand.callers[relation]
    for name, asked in OPERATIONS.items():
        right = wanted(name, relation)
        answer, changed = stand.ask(caller, asked)
        status = answer.status_code
        fits = {"open": status in OPEN or (name in GONE and status == 404)}
        fits |= {"refused": status == 403, "absent": status == 404}
        if not fits[right]:
            wrong.append(f"{relation} {name}: {right}, got {status} {answer.content.decode()[:200]}")
        wrong += [f"{relation} {name}: {fault}" for fault in leaks(name, answer)]
        if changed and right != "open":
            wrong.append(f"{relation} {name}: wrote something down")
        if right == "absent" and "<" in asked.path:
            other, _changed = stand.ask(caller, asked, absent=True)
            if (answer.status_code, answer.content) != (other.status_code, other.content):
                wrong.append(f"{relation} {name}: differs from what does not exist")
    assert not wrong, "\n".join(wrong)


def dead(stand: Stand) -> dict[str, Caller]:
    """Tokens that open nothing, each with every scope of its kind."""
    town, day = stand.town, local(stand.town.now).date()
    made = {name: partner_calls(town, name=f"将失效 {name}") for name in ("revoked", "expired", "closed")}
    rows = {name: Token.objects.get(prefix=caller.secret[:12]) for name, caller in made.items()}
    tokens.revoke(rows["revoked"].id, by=town.xitong, now=town.now)
    tokens.close_partner(rows["closed"].partner_id, by=town.xitong, now=town.now)
    Token.objects.filter(id=rows["expired"].id).update(valid_from=day - timedelta(days=9), valid_until=day)
    for name in ("locked", "half"):
        made[name] = person_calls(town, stand.cast.actors[name])
    accounts.lock(stand.cast.actors["locked"].id, accounts.Reason.LEAVES, by=SYSTEM, now=town.now)
    accounts.end_sessions(stand.cast.actors["half"].id, accounts.Reason.SUSPICION, by=SYSTEM, now=town.now)
    cookie = signed_in(Client(), Person.objects.get(id=town.zhaojing.id))
    return {**made, "none": Caller(""), "unknown": Caller("lxp_" + "a" * 41), "cookie": Caller("", cookie)}


def test_no_operation_forgets_to_ask_for_a_token(stand: Stand) -> None:
    """One answer for each kind of dead token, whatever is asked: 100 % of the operations."""
    callers = dead(stand)
    before = Entry.objects.count()
    for kind, caller in callers.items():
        answers = set()
        for asked in OPERATIONS.values():
            answer, changed = stand.ask(caller, asked)
            assert (answer.status_code, changed) == (401, False), (kind, asked.path)
            answers.add(answer.content)
        assert len(answers) == 1, kind
    assert Entry.objects.count() == before


@pytest.mark.broad
@pytest.mark.parametrize("scope", sorted(SCOPES))
def test_a_scope_that_is_missing_is_missed(stand: Stand, scope: str) -> None:
    """With every other scope of its kind, a token cannot do what this one is for."""
    town, secrets = stand.town, []
    for whose, make in (("people", _own), ("partners", _partners)):
        others = [one.code for one in SCOPES.values() if whose in one.whose and one.code != scope]
        secrets.append(make(town, others))
    needs = {
        operation["operationId"]: operation["security"][0]["token"]
        for _path, _method, operation in operations(document())
    }
    for name, asked in OPERATIONS.items():
        if needs[name] == [scope]:
            for secret in secrets:
                answer, changed = stand.ask(Caller(secret), asked)
                assert (answer.status_code, changed) == (403, False), name
                assert told(answer)["type"] == "urn:lianxin:scope_missing"


def _own(town: Town, scopes: list[str]) -> str:
    return tokens.make_own(draft(town, *scopes), by=town.zhaojing, now=town.now).secret


def _partners(town: Town, scopes: list[str]) -> str:
    return partner_calls(town, *scopes, name="少一项").secret


def test_administrators_get_no_tokens(stand: Stand) -> None:
    for relation in ADMINISTRATORS:
        with pytest.raises(NotAllowed):
            person_calls(stand.town, stand.cast.actors[relation])


@pytest.mark.parametrize("method", ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE"])
def test_no_other_method_does_anything(stand: Stand, method: str) -> None:
    caller: Any = stand.callers["keeper"]
    heads = {"HTTP_AUTHORIZATION": f"Bearer {caller.secret}", "HTTP_X_HTTP_METHOD_OVERRIDE": "POST"}
    for name, asked in OPERATIONS.items():
        if method in {"GET", "POST"} and (method == "GET") == (asked.body is None):
            continue
        path = V1 + stand.path(asked)
        if _is_two(asked.path):
            continue
        answer = caller.client.generic(method, path, b"{}", "application/json", **heads)
        assert answer.status_code == 405, (name, method)


TWO = frozenset(
    {"/categories", "/units", "/service-times", "/ladder", "/sources", "/hooks", "/sources/<source>/batches"}
)


def _is_two(path: str) -> bool:
    """Addresses that are read and written both."""
    return path.partition("?")[0] in TWO
