"""B1: every route × method × relation, against a policy written apart from the code (policy.py)."""

import logging
import os
import random
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.http import HttpResponse

from lianxin.journal.models import Entry
from lianxin.kernel import clock
from lianxin.matters.public import Ref
from security import probing
from security.cast import STATES, Cast, gather, let_in, matter_in, sees
from security.policy import ASKS_PROOF, EVERYBODY, ON_THE_WAY, ROUTES, SEEING_ONLY, STRANGERS, Row
from security.probing import METHODS, leads_to, probe_of
from town import Town

SAFE = {"GET", "HEAD", "OPTIONS"}
QUICK_STATES = ("submitted", "routed", "closed")
# The promise's hundred thousand: LIANXIN_PROBES=100000 ./test tests/security/test_matrix.py
PROBES = int(os.environ.get("LIANXIN_PROBES", "5000"))
SEED = int(os.environ.get("LIANXIN_SEED", "20261123"))
RELATIONS = sorted(EVERYBODY | {"half"})
OBJECTS = sorted(
    route
    for route in ROUTES
    if route.startswith("matters:") and "absent" in {row.denied for row in ROUTES[route].values()}
)
# Who asks by a method that a route does not have, where not everybody is tried (that is for the long proofs).
ROUND = 4
ROOMS = sorted({route.split(":")[0] for route in ROUTES})
SEEN = {f"matters:{name}" for name in ("matter", "reveal", "speak", "photo", "photo_public", "another")}
GONE = {
    "territory:divisions_take",
    "territory:divisions_bad",
    "territory:grid_faults",
    "notices:again",
    "matters:public_photo",
}
GONE |= {
    "notices:carrier_off",
    "notices:unit_carrier_off",
    "mediation:paper_template_withdraw",
}  # none is set up


@dataclass
class Tally:
    probes: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)


@pytest.fixture
def cast(town: Town, monkeypatch: pytest.MonkeyPatch, settings: LazySettings) -> Iterator[Cast]:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    settings.WRONG_CODES = settings.REPORTS_PER_HOUR = 10**8
    logging.disable(logging.WARNING)
    cast = gather(town)
    yield let_in(cast)
    logging.disable(logging.NOTSET)


def wanted(route: str, method: str, relation: str, state: str) -> str:
    rows = ROUTES[route]
    if relation == "half" and route not in ON_THE_WAY:
        return "second"
    if method not in rows:
        return "no method"
    row: Row = rows[method]
    may = relation in row.opens
    if route in SEEN:
        may = sees(relation, state, row.opens)
        if not may and sees(relation, state, SEEING_ONLY.get(route, frozenset())):
            return "refused"
    if may and route in ASKS_PROOF:
        return "refused"
    if may or relation == "half":
        return "open"
    return "door" if relation in STRANGERS and not row.public else row.denied


def fits(wanted: str, answer: HttpResponse, route: str) -> bool:
    status = answer.status_code
    if wanted == "open":
        fine = status in {200, 302, 304, 409, 422} or (status == 404 and route in GONE)
        fine = fine or (status == 403 and route == "accounts:sign_in")  # a wrong password
        return fine and (route in ON_THE_WAY | {"accounts:everywhere"} or not leads_to(answer, "/sign-in/"))
    return {
        "second": leads_to(answer, "/sign-in/second/"),
        "door": leads_to(answer, "/sign-in/?"),
        "no method": status == 405,
        "refused": status in {403, 422},
        "absent": status == 404,
    }[wanted]


def names() -> list[str]:
    """Of the pages; the API's operations have a matrix of their own (test_api_matrix.py)."""
    return [name for name in probing.names() if not name.startswith("api:")]


def routes_of(room: str) -> list[str]:
    return [route for route in names() if route.split(":")[0] == room]


def ask(cast: Cast, relation: str, method: str, path: str, body: dict[str, Any]) -> tuple[HttpResponse, bool]:
    """The answer, and whether anything was written down; everything is undone afterwards."""
    client = cast.clients[relation]
    if method in SAFE:  # whether these wrote anything is counted at the end of all
        return client.generic(method, path), False
    with transaction.atomic():
        before = Entry.objects.count()
        answer = client.generic(method, path) if method != "POST" else client.post(path, body)
        changed = Entry.objects.count() != before
        transaction.set_rollback(True)
    return answer, changed


def askers(route: str, method: str, everybody: bool) -> list[str]:
    """Everybody where the route has the method. Where it has none the answer is the same for all but whoever
    is half signed in: they, and a few of the others in turn, so that over the routes each one asks."""
    if everybody or method in ROUTES[route]:
        return RELATIONS
    start = zlib.crc32(f"{method} {route}".encode())
    return ["half", *(RELATIONS[(start + step) % len(RELATIONS)] for step in range(ROUND))]


def try_one(tally: Tally, cast: Cast, route: str, method: str, relation: str, ref: Ref, state: str) -> None:
    probe = probe_of(route, relation, cast, ref)
    right = wanted(route, method, relation, state)
    cookies = cast.clients[relation].cookies.copy()
    answer, changed = ask(cast, relation, method, probe.path, probe.body)
    name = f"{relation} {method} {route} ({state})"
    tally.probes += 1
    tally.outcomes[right] += 1
    if not fits(right, answer, route) or answer.status_code >= 500:
        tally.wrong.append(f"{name}: {right}, got {answer.status_code} {answer.get('Location', '')}")
    if changed and (right != "open" or method != "POST"):
        tally.wrong.append(f"{name}: wrote something down")
    if probe.absent and right in {"absent", "door", "second"}:
        other, _changed = ask(cast, relation, method, probe.absent, probe.body)
        tally.probes += 1
        if probing.told(answer, probe.path) != probing.told(other, probe.absent):
            tally.wrong.append(f"{name}: differs from what does not exist")
    cast.clients[relation].cookies = cookies


def test_every_route_has_its_row_in_the_policy() -> None:
    assert sorted(names()) == sorted(ROUTES), "write the row of a new route into policy.py first"


def test_the_rooms_together_are_the_house() -> None:
    """The probes of every room, run one room at a time so that two cores share them."""
    assert sorted(route for room in ROOMS for route in routes_of(room)) == sorted(names())
    assert len(names()) * len(METHODS) * len(RELATIONS) >= 7_000


@pytest.mark.broad
@pytest.mark.parametrize("room", ROOMS)
def test_every_route_method_and_relation(cast: Cast, room: str) -> None:
    walk(cast, room, everybody=False)


@pytest.mark.long
@pytest.mark.parametrize("room", ROOMS)
def test_every_route_with_every_method_for_everybody(cast: Cast, room: str) -> None:
    walk(cast, room, everybody=True)


def test_over_the_routes_everybody_asks_by_a_method_that_is_not_there() -> None:
    asked = {who for route in names() for method in METHODS for who in askers(route, method, False)}
    missed = {who for route in names() if "PUT" not in ROUTES[route] for who in askers(route, "PUT", False)}

    assert asked == missed == set(RELATIONS)


def walk(cast: Cast, room: str, *, everybody: bool) -> None:
    tally, state = Tally(), "handling"
    ref, routes = matter_in(state, cast), routes_of(room)
    for route in routes:  # what a probe needs is there before anything is counted
        probe_of(route, RELATIONS[0], cast, ref)
    before = set(Entry.objects.values_list("pk", flat=True))
    for route in routes:
        for method in METHODS:
            for relation in askers(route, method, everybody):
                try_one(tally, cast, route, method, relation, ref, state)
    # A file that was opened says so: that is what its parties are promised (C6).
    new = Entry.objects.exclude(pk__in=before).exclude(action="mediation.look")
    written = [f"{one.action} by {one.actor}" for one in new]
    assert not written, f"looking wrote something down: {written}"
    finish(tally, sum(len(askers(route, way, everybody)) for route in routes for way in METHODS))


@pytest.mark.broad
@pytest.mark.parametrize("state", QUICK_STATES)
def test_matters_in_every_state_open_to_whom_they_concern(cast: Cast, state: str) -> None:
    tally, ref = Tally(), matter_in(state, cast)
    for route in OBJECTS:
        for method in ROUTES[route]:
            for relation in RELATIONS:
                try_one(tally, cast, route, method, relation, ref, state)
    finish(tally, len(OBJECTS) * len(RELATIONS))


@pytest.mark.long
def test_random_steps(cast: Cast) -> None:
    """Somebody, somewhere, in any order."""
    dice, tally = random.Random(SEED), Tally()
    matters = [(state, matter_in(state, cast)) for state in STATES]
    routes = names()
    for _probe in range(PROBES):
        state, ref = dice.choice(matters)
        route, relation = dice.choice(routes), dice.choice(RELATIONS)
        method = dice.choice((*METHODS, "GET", "GET", "POST", "POST"))  # what most routes answer
        try_one(tally, cast, route, method, relation, ref, state)
    finish(tally, PROBES)


def finish(tally: Tally, at_least: int) -> None:
    print(f"{tally.probes} probes, {dict(tally.outcomes)}")
    assert not tally.wrong, f"{len(tally.wrong)} wrong:\n" + "\n".join(tally.wrong[:60])
    assert tally.probes >= at_least
