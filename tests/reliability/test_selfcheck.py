"""A house whose store would lose what it acknowledged does not open."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from lianxin.shell import selfcheck
from reliability.house import House, on_sqlite
from reliability.postgres import Server

pytestmark = pytest.mark.crash


@pytest.mark.django_db(transaction=True)
def test_a_house_with_the_settings_of_a_deployment_may_serve() -> None:
    assert selfcheck.faults() == []


@on_sqlite
@pytest.mark.django_db(transaction=True)
def test_sqlite_below_full_is_named() -> None:
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
        try:
            (fault,) = selfcheck.faults()
        finally:
            cursor.execute("PRAGMA synchronous=FULL")

    assert "synchronous below FULL" in fault


@on_sqlite
def test_sqlite_with_a_rollback_journal_is_named(house: House) -> None:
    pragmas = "settings.DATABASES['default']['OPTIONS']['init_command'] = 'PRAGMA journal_mode=DELETE'"
    said = _asked(house, pragmas)

    assert "not run in WAL mode" in said


@pytest.mark.parametrize("name", ["fsync", "full_page_writes", "synchronous_commit"])
def test_postgresql_that_forgets_in_a_power_cut_is_named(server: Server, name: str) -> None:
    house = House(server.keys, server.database("hamlet"))
    server.set(name, "off")
    try:
        served = _serve(house)
    finally:
        server.set(name, "DEFAULT")

    assert served.returncode == 1
    assert served.stderr.startswith(f"PostgreSQL runs with {name}=off")


def test_a_database_that_does_not_answer_is_named_in_one_sentence(tmp_path: Path) -> None:
    away = House(tmp_path, "postgresql://nobody:x@127.0.0.1:1/nowhere")

    served = _serve(away)

    assert served.returncode == 1
    assert served.stderr.startswith("The database does not answer:")
    assert len(served.stderr.strip().splitlines()) == 1


def _serve(house: House) -> "subprocess.CompletedProcess[str]":
    call = [sys.executable, "-m", "lianxin.shell", "serve", "--port", "8197"]
    return subprocess.run(call, env=house.env(), capture_output=True, text=True, timeout=60, check=False)


def _asked(house: House, before: str) -> str:
    lines = [
        "import django",
        "from django.conf import settings",
        before,
        "django.setup()",
        "from lianxin.shell import selfcheck",
        "print(selfcheck.faults())",
    ]
    call = [sys.executable, "-c", "\n".join(lines)]
    return subprocess.run(call, env=house.env(), capture_output=True, text=True, check=True).stdout
