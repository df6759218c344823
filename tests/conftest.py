"""What every test stands on: a private data folder, fresh snapshots, and the town."""

import gc
import os
import random
import tempfile

os.environ.setdefault("LIANXIN_DATA", tempfile.mkdtemp(prefix="lianxin-test-"))

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.db import connection, transaction

from guard import Guard
from lianxin.journal.public import Snapshot, forget_all
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.org import public as org
from lianxin.shell.partition import partition
from quick_hash import _quick_passwords
from town import Town, lay
from unguarded import flush_past_the_guards

__all__ = ["_quick_passwords"]

flush_past_the_guards()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--shuffle", type=int, metavar="SEED", help="any order: no test may need another's")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    seed = config.getoption("shuffle")
    if seed is not None:
        random.Random(seed).shuffle(items)


def pytest_collection_finish() -> None:
    """What was imported by now stays to the end: looking through it again and again for garbage is a tenth
    of the whole run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture
def tell(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Say a measured figure in the run's own output."""
    plugins = request.config.pluginmanager
    reporter, capture = plugins.get_plugin("terminalreporter"), plugins.get_plugin("capturemanager")

    def say(words: str) -> None:
        with capture.global_and_fixture_disabled():
            reporter.write_line(f"\n{request.node.name}: {words}")

    return say


@pytest.fixture(autouse=True)
def _fresh_snapshots(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Each test's database is rolled back under the snapshots, so none may outlive it."""
    monkeypatch.setattr(Snapshot, "look_every", 0.0)
    forget_all()
    yield
    forget_all()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> None:
    """The third engine: PostgreSQL with its heavy tables partitioned by county, right after migration."""
    if os.environ.get("LIANXIN_TEST_PARTITIONED") == "1":
        with django_db_blocker.unblock(), transaction.atomic():
            assert partition(connection), "nothing was partitioned"


@pytest.fixture(autouse=True)
def _county_is_stated() -> Iterator[None]:
    """Every statement of every test is one that a shard could answer."""
    with connection.execute_wrapper(Guard()):
        yield


@pytest.fixture
def town(db: None) -> Town:
    """东街 with everybody in place and nothing reported yet."""
    return lay()


@pytest.fixture
def warm(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in service: snapshots look at their version once a while, not at every use."""
    monkeypatch.setattr(Snapshot, "look_every", 1000.0)


@pytest.fixture
def standing(town: Town, monkeypatch: pytest.MonkeyPatch) -> Town:
    """The town with the pages' clock standing at its own present."""
    monkeypatch.setattr(clock, "now", lambda: town.now)
    return town


@pytest.fixture
def appointed(town: Town) -> Callable[[Actor, str, str, str], None]:
    """Give somebody one more duty in a unit of the township."""

    def appoint(actor: Actor, unit_kind: str, title: str, duty: str) -> None:
        assert actor.id is not None
        post = org.open_post(town.unit(unit_kind), f"{title}(兼)", duty, by=SYSTEM, now=town.now)
        org.appoint(actor.id, post, town.town, date(2026, 1, 1), by=SYSTEM, now=town.now)

    return appoint
