"""A3: kill -9 at any moment loses nothing and doubles nothing.

Real processes serve the real pages (`stand.py`: waitress, four threads each; `lianxin work`'s loop beside
them), residents press until they are answered (`crowd.py`), and SIGKILL falls at random moments. Afterwards
every acknowledged report is there once, whole, with its code; nothing else is there; every chain verifies.

Ten thousand kills: `LIANXIN_KILLS=10000 ./test tests/reliability/test_kill.py`.
"""

import json
import os
import random
import signal
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from reliability.crowd import Crowd
from reliability.house import House, Tell
from reliability.postgres import Server

pytestmark = pytest.mark.crash

ENGINES = ("sqlite", "postgres")
HERE = "postgres" if os.environ.get("DATABASE_URL") else "sqlite"
KILLS = int(os.environ.get("LIANXIN_KILLS", "500"))


@dataclass
class Stand:
    """Processes by role, as they are born."""

    process: "subprocess.Popen[str]"
    port: int = 0
    alive: dict[str, list[int]] = field(default_factory=lambda: {"web": [], "work": []})

    def listen(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            role, number = line.split()
            if role == "port":
                self.port = int(number)
            else:
                self.alive[role].append(int(number))

    def kill(self, role: str) -> bool:
        if not self.alive[role]:
            return False
        os.kill(self.alive[role].pop(0), signal.SIGKILL)
        return True


@contextmanager
def standing(house: House, web: int = 2, work: int = 1) -> Iterator[Stand]:
    stand = Stand(house.start("reliability.stand", str(web), str(work)))
    threading.Thread(target=stand.listen, daemon=True).start()
    try:
        began = time.monotonic()
        while len(stand.alive["web"]) < web:
            assert stand.process.poll() is None, "the stand fell at once"
            assert time.monotonic() - began < 60, "the stand did not open"
            time.sleep(0.02)
        yield stand
    finally:
        stand.process.kill()
        stand.process.wait()
        for pid in stand.alive["web"] + stand.alive["work"]:
            os.kill(pid, signal.SIGKILL)


def house_on(engine: str, request: pytest.FixtureRequest, folder: Path) -> tuple[House, Server | None]:
    if engine == "sqlite":
        return request.getfixturevalue("built").copy_to(folder), None
    server: Server = request.getfixturevalue("server")
    return House(server.keys, server.create(f"kill_{time.time_ns()}", like="hamlet")), server


def kill_at_random(stand: Stand, kills: int, server: Server | None, database: str) -> Counter[str]:
    chance, done = random.Random(7), Counter[str]()
    while done.total() < kills:
        time.sleep(chance.uniform(0.005, 0.3))
        role = "work" if chance.random() < 0.2 else "web"
        if server and done.total() % 50 == 25:
            done["database process"] += _kill_a_backend(server, database)
        else:
            done[role] += stand.kill(role)
    return done


def _kill_a_backend(server: Server, database: str) -> bool:
    """SIGKILL of one process makes PostgreSQL stop all of them and recover from its log."""
    found = server.backends(database)
    if found:
        os.kill(found[0], signal.SIGKILL)
        time.sleep(0.3)
    return bool(found)


def killed(engine: str, kills: int, request: pytest.FixtureRequest, folder: Path) -> str:
    house, server = house_on(engine, request, folder)
    with standing(house) as stand:
        crowd = Crowd(stand.port, seed=engine).go(6)
        done = kill_at_random(stand, kills, server, house.url.split("?")[0].rsplit("/", 1)[-1])
        crowd.end()
    assert_nothing_lost(house, crowd)
    return f"{dict(done)} kills; {len(crowd.acks)} acknowledged; answers {dict(crowd.statuses)}"


def assert_nothing_lost(house: House, crowd: Crowd) -> None:
    found = json.loads(house.run("reliability.counting"))
    promised = sorted(crowd.acks.values())

    assert crowd.faults == []
    assert found["oddities"] == []
    assert found["broken"] == []
    assert found["codes"] == promised, "what was promised is not what is there"
    assert found["messages"] == len(promised) + found["phones"]
    assert len(promised) > 10, "nobody had the time to report anything"


def test_twenty_kills_lose_nothing(request: pytest.FixtureRequest, tmp_path: Path, tell: Tell) -> None:
    tell(killed(HERE, 20, request, tmp_path))


@pytest.mark.long
@pytest.mark.parametrize("engine", ENGINES)
def test_five_hundred_kills_lose_nothing(
    engine: str, request: pytest.FixtureRequest, tmp_path: Path, tell: Tell
) -> None:
    tell(killed(engine, KILLS, request, tmp_path))
