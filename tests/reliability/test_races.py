"""A4: one report however often it is sent, and one winner however many speak at once.

Real connections, real commits: threads of one process start each round together at a barrier. On SQLite they
queue for the one write lock; on PostgreSQL they meet inside the database.

Every round of the promise: `LIANXIN_ROUNDS=10000 ./test tests/reliability/test_races.py`.
"""

import os
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, connections

from lianxin.accounts import tries
from lianxin.accounts.errors import SignInLocked, SignInRefused
from lianxin.accounts.signing import admit
from lianxin.accounts.tries import Origin
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Mismatch, NotNow, Refusal
from lianxin.kernel.points import Point
from lianxin.matters import public as matters
from lianxin.matters.models import Contact, Intake, Matter, Movement
from lianxin.matters.public import Brought, Ref, Submitted, Verb
from lianxin.notices.models import Message
from lianxin.org import public as org
from lianxin.org.models import Unit, UnitKind
from lianxin.shell import env
from reliability.hamlet import COUNTY, NOW, Hamlet, hamlet, report_of, settle
from reliability.house import Tell

RACERS = 12
ROUNDS = int(os.environ.get("LIANXIN_ROUNDS", "0"))
Answer = Submitted | Matter | Refusal
OTHER_COUNTY = Point(113.06, 36.06)
pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]


@dataclass
class Race:
    """Twelve threads with connections of their own."""

    pool: ThreadPoolExecutor
    barrier: threading.Barrier

    def run(self, *calls: Callable[[], Any]) -> list[Answer]:
        """Everybody at once, the calls dealt round; anything but an answer or a refusal is raised."""
        return list(self.pool.map(self._one, [calls[n % len(calls)] for n in range(RACERS)]))

    def _one(self, call: Callable[[], Any]) -> Answer:
        self.barrier.wait(60)
        try:
            return call()
        except Refusal as refusal:
            return refusal


@pytest.fixture
def race() -> Iterator[Race]:
    pool, opened = ThreadPoolExecutor(RACERS), threading.Barrier(RACERS)
    race = Race(pool, opened)
    yield race
    list(pool.map(lambda _: (opened.wait(60), connections.close_all()), range(RACERS)))
    pool.shutdown()


@contextmanager
def moved_to(url: str, folder: Path) -> Iterator[None]:
    """Every connection of this process leads to another database while this lasts."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATABASE_URL", url)
        there = connections.configure_settings({"default": env.database("DATABASE_URL", folder)})["default"]
    told, kept = connections.settings["default"], connections["default"]
    before = dict(told)
    told.clear()
    told.update(there)
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        connections["default"] = kept
        told.clear()
        told.update(before)


@pytest.fixture
def town(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Hamlet]:
    """SQLite is a file here, as in a deployment: the in-memory database of other tests has one shared cache,
    whose table locks no deployment knows. Asked for by name, PostgreSQL is the server of our own."""
    engine = getattr(request, "param", connection.vendor)
    if engine == connection.vendor == "postgresql":
        settled = settle()
        journal.forget_all()
        yield settled
        return
    url, folder = "", tmp_path / "house"
    if engine == "sqlite":
        request.getfixturevalue("built").copy_to(folder)
    else:
        url = request.getfixturevalue("server").create(f"race_{time.time_ns()}", like="hamlet")
    with moved_to(url, folder):
        yield hamlet()


def rounds(quick: int) -> int:
    return ROUNDS or quick


@contextmanager
def timed(tell: Tell, count: int) -> Iterator[None]:
    began = time.monotonic()
    yield
    seconds = time.monotonic() - began
    tell(
        f"{connection.vendor}: {count} rounds of {RACERS} in {seconds:.0f} s, {count / seconds:.1f} rounds/s"
    )


def same_report(race: Race, number: int) -> None:
    report = report_of(number)
    told = race.run(lambda: matters.submit_report(report, by=Actor.resident(), now=NOW))

    assert all(isinstance(answer, Submitted) for answer in told), told
    assert Counter(answer.again for answer in told) == {False: 1, True: RACERS - 1}
    assert len({(answer.ref, answer.number, answer.code) for answer in told}) == 1


def assert_each_stands_once(count: int) -> None:
    assert Matter.objects.count() == Intake.objects.count() == count
    assert_whole()


def assert_whole() -> None:
    """Every version has its movement and its fact; no message is doubled; every chain verifies."""
    moves = Counter(Movement.objects.values_list("matter_id", flat=True))
    facts = Counter(
        journal.Entry.objects.filter(action__startswith="matters.").values_list("subject", flat=True)
    )
    for id_, version in Matter.objects.values_list("id", "version"):
        assert moves[id_] == facts[f"matter:{id_}"] == version
    assert len(set(Message.objects.values_list("county", "key"))) == Message.objects.count()
    assert [journal.verify(county) for county in journal.counties()] == [None] * len(journal.counties())


def test_twelve_senders_of_one_report_get_one_answer(race: Race, town: Hamlet, warm: None) -> None:
    for number in range(8):
        same_report(race, number)

    assert_each_stands_once(8)
    assert Contact.objects.count() == 3


@pytest.mark.long
@pytest.mark.parametrize("town", ["sqlite", "postgresql"], indirect=True)
def test_thousands_of_races_make_one_matter_each(race: Race, town: Hamlet, warm: None, tell: Tell) -> None:
    count = rounds(500)
    with timed(tell, count):
        for number in range(count):
            same_report(race, number)

    assert_each_stands_once(count)


def test_the_same_id_under_two_credentials_is_one_matter_and_a_named_refusal(
    race: Race, town: Hamlet, warm: None
) -> None:
    for number in range(4):
        reports = [report_of(number, credential=credential) for credential in ("web", "phone:7")]
        told = race.run(
            *[
                lambda report=report: matters.submit_report(report, by=Actor.resident(), now=NOW)
                for report in reports
            ]
        )

        kept = [answer for answer in told if isinstance(answer, Submitted)]
        assert len(kept) == RACERS // 2, told
        assert sum(not answer.again for answer in kept) == 1
        assert all(isinstance(answer, Mismatch) for answer in told if answer not in kept), told

    assert_each_stands_once(4)


def test_the_same_id_in_two_counties_is_two_matters_with_codes_of_their_own(
    race: Race, town: Hamlet, warm: None
) -> None:
    """Another county is another report; above all it must not share the first one's code."""
    for number in range(4):
        here, there = report_of(number), report_of(number, point=OTHER_COUNTY)
        told = race.run(
            lambda here=here: matters.submit_report(here, by=Actor.resident(), now=NOW),
            lambda there=there: matters.submit_report(there, by=Actor.resident(), now=NOW),
        )

        kept = [answer for answer in told if isinstance(answer, Submitted)]
        assert kept == told
        assert len({answer.ref.id for answer in kept}) == len({answer.code for answer in kept}) == 2

    assert_each_stands_once(8)


VERBS: dict[str, tuple[list[tuple[Verb, str, Brought]], list[tuple[Verb, str, Brought]]]] = {
    "twelve accept": ([], [(Verb.ACCEPT, "gao", Brought()), (Verb.ACCEPT, "tou", Brought())]),
    "finish or withdraw": (
        [(Verb.ACCEPT, "gao", Brought()), (Verb.BEGIN, "gao", Brought())],
        [(Verb.FINISH, "gao", Brought(note="修好了")), (Verb.WITHDRAW, "resident", Brought())],
    ),
    "verify or redo": (
        [
            (Verb.ACCEPT, "gao", Brought()),
            (Verb.BEGIN, "gao", Brought()),
            (Verb.FINISH, "gao", Brought(note="修好了")),
        ],
        [(Verb.VERIFY, "li", Brought(note="看过")), (Verb.REDO, "zhou", Brought(reason="还在晃"))],
    ),
    "two dispatchers route": (
        [],
        [(Verb.ROUTE, "qian", Brought()), (Verb.ROUTE, "qian2", Brought())],
    ),
}


@pytest.mark.parametrize("name", VERBS)
def test_of_many_who_speak_at_once_exactly_one_is_heard(
    name: str, race: Race, town: Hamlet, warm: None
) -> None:
    before, at_once = VERBS[name]
    units = [town.units["patrol"], town.units["police"]]
    for number in range(3):
        ref, version = prepared(town, number * 5 + (4 if name.endswith("route") else 0), before)
        calls = [
            speaking(town, ref, verb, who, brought if verb != Verb.ROUTE else Brought(unit=unit))
            for (verb, who, brought), unit in zip(at_once, units, strict=True)
        ]
        told = race.run(*calls)

        won = [answer for answer in told if isinstance(answer, Matter)]
        assert len(won) == 1, told
        assert all(isinstance(answer, NotNow) for answer in told if answer is not won[0]), told
        assert Matter.objects.get(county=COUNTY, id=ref.id).version == version + 1
    assert_whole()


def prepared(town: Hamlet, number: int, before: list[tuple[Verb, str, Brought]]) -> tuple[Ref, int]:
    ref = matters.submit_report(report_of(number), by=Actor.resident(), now=NOW).ref
    for verb, who, brought in before:
        speaking(town, ref, verb, who, brought)()
    return ref, Matter.objects.get(county=COUNTY, id=ref.id).version


def speaking(town: Hamlet, ref: Ref, verb: Verb, who: str, brought: Brought) -> Callable[[], Matter]:
    by = Actor.resident(ref.id) if who == "resident" else town.actor(who)
    return lambda: matters.speak(verb, ref, brought, by=by, now=NOW + timedelta(minutes=1))


def test_a_unit_is_founded_once_however_many_found_it(race: Race, town: Hamlet, warm: None) -> None:
    for number in range(5):
        draft = org.UnitDraft(_some_kind(), f"东街第{number}服务站", COUNTY, NOW.date())

        told = race.run(lambda draft=draft: org.found_unit(draft, by=SYSTEM, now=NOW))  # type: ignore[misc]

        assert Unit.objects.filter(name=draft.name).count() == 1
        refused = [answer for answer in told if isinstance(answer, NotNow)]
        assert len(refused) == RACERS - 1, told


def _some_kind() -> str:
    return str(UnitKind.objects.values_list("code", flat=True).first())


def test_twelve_wrong_passwords_at_once_get_five_tries(race: Race, town: Hamlet, warm: None) -> None:
    for number in range(2):
        stranger = Origin(f"203.0.113.{number}")

        told = race.run(lambda stranger=stranger: admit("nobody", "wrong", origin=stranger, now=NOW))  # type: ignore[misc]

        assert Counter(type(answer) for answer in told) == {SignInRefused: 5, SignInLocked: RACERS - 5}


def test_a_try_is_counted_while_somebody_else_arrives_and_clears_the_count(
    race: Race, town: Hamlet, warm: None
) -> None:
    """A colleague signs in from the same office at the very moment: nobody meets a page that broke."""
    for number in range(rounds(20)):
        limits = tries.bounds("nobody", None, Origin(f"203.0.113.{number % 250}"))

        race.run(lambda limits=limits: tries.take(limits, NOW), lambda limits=limits: tries.clear(limits))  # type: ignore[misc]
