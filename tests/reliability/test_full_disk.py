"""A9: a full disk, a locked store and a store that went away lose nothing acknowledged, are told as "try
again", and are over as soon as their cause is."""

import json
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from reliability.crowd import Crowd
from reliability.house import House, Tell, on_sqlite
from reliability.postgres import Server
from reliability.test_kill import standing

pytestmark = pytest.mark.crash

MEGABYTE = 1 << 20


def filled(house: House, points: int, apart: int, tell: Tell) -> None:
    told = json.loads(house.run("reliability.filling", str(points), str(apart)).splitlines()[-1])
    found = json.loads(house.run("reliability.counting"))
    with closing(sqlite3.connect(house.file)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]

    tell(f"{points} points; answers {told['answers']}; slowest recovery {told['slowest']:.2f} s")
    assert set(told["answers"]) == {"302", "507"}, told["answers"]
    assert told["answers"]["507"] >= points
    assert found["codes"] == sorted(told["acks"].values())
    assert found["oddities"] == []
    assert found["broken"] == []


@on_sqlite
def test_a_disk_that_fills_at_any_write_loses_nothing_and_says_so(house: House, tell: Tell) -> None:
    filled(house, 40, 7, tell)


@on_sqlite
@pytest.mark.long
def test_a_disk_that_fills_at_five_hundred_writes(house: House, tell: Tell) -> None:
    filled(house, 500, 7, tell)


@pytest.fixture
def small_disk(built: House, tmp_path: Path) -> Iterator[House]:
    """A real file system with eight megabytes, where this machine lets us mount one. The house takes one, and
    its log may take four before it is folded in: with less the crowd alone would fill it."""
    place = tmp_path / "disk"
    place.mkdir()
    call = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(place)]
    if not shutil.which("mount") or subprocess.run(call, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small file system; the test above refuses the writes below SQLite")
    yield built.copy_to(place)
    subprocess.run(["umount", "-l", str(place)], check=True)


@on_sqlite
def test_a_real_full_file_system_is_told_as_full_and_is_over_when_room_is_made(
    small_disk: House, tell: Tell
) -> None:
    ballast = small_disk.folder / "ballast"
    with standing(small_disk, web=1, work=0) as stand:
        crowd = Crowd(stand.port, seed="tmpfs").go(2)
        wait_for(crowd, "302", 3)
        fill(ballast)
        wait_for(crowd, "507", 5)
        kept = len(crowd.acks)
        ballast.unlink()
        began = time.monotonic()
        while len(crowd.acks) <= kept:
            assert time.monotonic() - began < 10, "no recovery within ten seconds"
            time.sleep(0.02)
        tell(f"recovered in {time.monotonic() - began:.2f} s; answers {dict(crowd.statuses)}")
        crowd.end()
    assert_whole(small_disk, crowd)


def fill(ballast: Path) -> None:
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            return


def wait_for(crowd: Crowd, status: str, count: int) -> None:
    began = time.monotonic()
    while crowd.statuses[status] < count:
        assert time.monotonic() - began < 30, f"{status} never came: {crowd.statuses}"
        time.sleep(0.02)


def assert_whole(house: House, crowd: Crowd) -> None:
    found = json.loads(house.run("reliability.counting"))
    promised = sorted(crowd.acks.values())

    assert crowd.faults == []
    assert found["codes"] == promised
    assert found["oddities"] == found["broken"] == []


def test_a_database_that_went_away_is_waited_for(server: Server, tell: Tell) -> None:
    house = House(server.keys, server.create("away", like="hamlet"))
    with standing(house, web=1, work=1) as stand:
        crowd = Crowd(stand.port, seed="away").go(3)
        wait_for(crowd, "302", 3)
        server.stop()
        wait_for(crowd, "503", 5)
        server.start()
        kept, began = len(crowd.acks), time.monotonic()
        while len(crowd.acks) <= kept:
            assert time.monotonic() - began < 10, "no recovery within ten seconds"
            time.sleep(0.02)
        tell(f"recovered in {time.monotonic() - began:.2f} s; answers {dict(crowd.statuses)}")
        crowd.end()
    assert_whole(house, crowd)


@on_sqlite
def test_a_locked_store_is_told_as_busy(house: House) -> None:
    said = subprocess.run(
        [sys.executable, "-c", LOCKED], env=house.env(), capture_output=True, text=True, check=True
    ).stdout

    assert said.split() == ["503", "5", "302"]


LOCKED = """
import sqlite3
import django
from django.conf import settings
told = settings.DATABASES["default"]["OPTIONS"]
told["timeout"] = 0.3  # of a deployment: 20 s, which nobody wants to wait for in a test
told["init_command"] = told["init_command"].replace("busy_timeout=20000", "busy_timeout=300")
django.setup()
from django.test import Client
from reliability.crowd import KEY, form_of
client = Client(enforce_csrf_checks=True, headers={"host": "localhost"})
words = form_of(1, "locked", KEY.search(client.get("/").content.decode())[1])
send = lambda: client.post("/", words, content_type="application/x-www-form-urlencoded")
other = sqlite3.connect(settings.DATABASES["default"]["NAME"], isolation_level=None)
other.execute("BEGIN IMMEDIATE")
answer = send()
print(answer.status_code, answer.headers["Retry-After"])
other.execute("ROLLBACK")
print(send().status_code)
"""
