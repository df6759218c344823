"""Several clients at once, each a process with a connection of its own: how many reports a house stores."""

import importlib
import math
import multiprocessing
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.synchronize import Barrier
from typing import Any

import django
from django.db import connection, connections

CLIENTS = (1, 2, 4, 8)
SECONDS = 10.0
READY_SECONDS = 120  # eight processes that start at once on two cores


def run(progress: Callable[[int], None], seconds: float = SECONDS) -> dict[str, Any]:
    """Rounds of `seconds` each, with more and more clients. All into one county, the hardest case: they wait
    for one another at the head of its chain."""
    rows = []
    for number in CLIENTS:
        rows.append(_round(number, seconds))
        progress(1)
    return {
        "engine": connection.vendor,
        "aim": "≥ 150 a second on SQLite FULL, ≥ 300 on PostgreSQL, two quiet cores",
        "rows": rows,
    }


def _round(number: int, seconds: float) -> dict[str, Any]:
    context = multiprocessing.get_context("spawn")  # a fork would take the open connection along
    barrier = context.Barrier(number)
    pipes, name = [context.Pipe(duplex=False) for _client in range(number)], connection.settings_dict["NAME"]
    clients = [
        context.Process(target=_client, args=(str(name), seed, seconds, barrier, sending), daemon=True)
        for seed, (_receiving, sending) in enumerate(pipes)
    ]
    for client in clients:
        client.start()
    told = []
    for client, (receiving, sending) in zip(clients, pipes, strict=True):
        sending.close()  # ours: so that a client that died is read as an end, not waited for
        told.append(receiving.recv())
        client.join()
    return _figures(told)


def _figures(told: list[dict[str, Any]]) -> dict[str, Any]:
    spent = sorted(ms for one in told for ms in one["spent"])
    whole = max(one["until"] for one in told) - min(one["since"] for one in told)
    return {
        "clients": len(told),
        "stored": len(spent),
        "per_second": round(len(spent) / whole, 1),
        "p50_ms": round(spent[len(spent) // 2], 3),
        "p95_ms": round(spent[math.ceil(len(spent) * 0.95) - 1], 3),
        "p99_ms": round(spent[math.ceil(len(spent) * 0.99) - 1], 3),
        "cpu_ms": round(sum(one["cpu"] for one in told) / len(spent) * 1000, 3),
    }


def _client(name: str, seed: int, seconds: float, barrier: Barrier, sending: Connection) -> None:
    django.setup()
    connections.settings["default"]["NAME"] = name  # the throw-away database, not the deployment's
    connection.settings_dict["NAME"] = name
    # Only now: this module is read in the new process before Django is set up, and that one needs models.
    store = importlib.import_module("lianxin.shell.bench.storing").Storing(seed)
    for _warm in range(5):
        store()
    barrier.wait(READY_SECONDS)
    since, worked, spent = time.time(), time.process_time(), []
    while time.time() - since < seconds:
        began = time.perf_counter()
        store()
        spent.append((time.perf_counter() - began) * 1000)
    cpu = time.process_time() - worked
    sending.send({"since": since, "until": time.time(), "spent": spent, "cpu": cpu})
