"""A3, the very command of a deployment: `lianxin serve` (granian and the work beside it) is killed whole,
every process of it at once, and started again on the same port."""

import os
import random
import signal
import socket
import subprocess
import sys
import time

import pytest

from reliability.crowd import Crowd
from reliability.house import House, Tell, on_sqlite
from reliability.test_kill import assert_nothing_lost

KILLS = 6
pytestmark = [pytest.mark.crash, on_sqlite, pytest.mark.long]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def serve(house: House, port: int) -> "subprocess.Popen[bytes]":
    call = [sys.executable, "-m", "lianxin.shell", "serve", "--port", str(port)]
    server = subprocess.Popen(call, env=house.env(), start_new_session=True)
    began = time.monotonic()
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return server
        except OSError:
            assert server.poll() is None, "it did not start"
            assert time.monotonic() - began < 60, "it did not open its port"
            time.sleep(0.05)


def kill_all(server: "subprocess.Popen[bytes]") -> None:
    os.killpg(server.pid, signal.SIGKILL)
    server.wait()


def test_the_server_of_a_deployment_killed_whole_loses_nothing(house: House, tell: Tell) -> None:
    port, chance = free_port(), random.Random(3)
    server = serve(house, port)
    crowd = Crowd(port, seed="serve").go(4)
    for _kill in range(KILLS):
        time.sleep(chance.uniform(0.3, 2.5))
        kill_all(server)
        server = serve(house, port)
    crowd.end()
    kill_all(server)

    tell(f"{KILLS} kills; {len(crowd.acks)} acknowledged; answers {dict(crowd.statuses)}")
    assert_nothing_lost(house, crowd)
