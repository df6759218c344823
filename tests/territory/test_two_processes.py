"""A change of grids made in one process is seen by another, a real one, within two seconds."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import connection

Watched = tuple[subprocess.Popen[str], dict[str, str]]
REPO = Path(__file__).resolve().parents[2]
PREPARE = """
from django.core.management import call_command
call_command("migrate", verbosity=0)
"""
LAY = """
from lianxin.territory import public as t
from lianxin.kernel.spreadsheets import Row
chain = {"14": "山西省", "1404": "长治市", "140403": "潞州区", "140403001": "东街街道",
         "140403001004": "城隍庙社区居委会"}
rows = [Row(i, {"code": code, "name": name}) for i, (code, name) in enumerate(chain.items())]
if not t.name_of("140403001004"):
    t.import_divisions(rows, by=SYSTEM, now=now())
from shapely.geometry import box
from lianxin.territory.cover import GridShape
middle = float(sys.argv[1])
halves = [box(113.11, 36.19, middle, 36.2), box(middle, 36.19, 113.13, 36.2)]
t.save_grids("140403001004", [GridShape(None, "", "general", half) for half in halves], by=SYSTEM, now=now())
"""
WATCH = """
from lianxin.kernel.points import Point
from lianxin.territory import public as t
before = None
while True:
    code = t.locate(Point(113.12, 36.195)).code
    if code != before:
        print(code, flush=True)
        before = code
    time.sleep(0.01)
"""
START = """
import sys, time, django
django.setup()
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.clock import now
"""


def environment(folder: Path) -> dict[str, str]:
    """A store of its own: a folder for SQLite, the tests' own database on PostgreSQL."""
    told = {**os.environ, "DJANGO_SETTINGS_MODULE": "lianxin.shell.settings", "LIANXIN_DATA": str(folder)}
    if connection.vendor == "postgresql":
        base, _, query = os.environ["DATABASE_URL"].partition("?")
        name = connection.settings_dict["NAME"]
        told["DATABASE_URL"] = f"{base.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")
    return told


def run(script: str, env: dict[str, str], *words: str) -> None:
    subprocess.run([sys.executable, "-c", START + script, *words], env=env, check=True, cwd=REPO, timeout=120)


@pytest.fixture
def watcher(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Watched]:
    if connection.vendor == "postgresql":
        request.getfixturevalue("transactional_db")
    env = environment(tmp_path)
    if connection.vendor == "sqlite":
        run(PREPARE, env)
    run(LAY, env, "113.115")
    words = [sys.executable, "-c", START + WATCH]
    with subprocess.Popen(words, env=env, stdout=subprocess.PIPE, text=True, cwd=REPO) as process:
        yield process, env
        process.kill()


@pytest.mark.long
def test_a_redrawn_grid_is_seen_by_another_process_within_two_seconds(
    watcher: Watched,
) -> None:
    process, env = watcher
    assert process.stdout is not None
    assert process.stdout.readline().strip() == "140403001004002"

    run(LAY, env, "113.125")
    done = time.monotonic()
    seen = process.stdout.readline().strip()

    assert seen == "140403001004003"
    assert time.monotonic() - done < 2
