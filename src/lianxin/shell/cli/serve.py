"""`lianxin serve`: the pages and, unless a separate `lianxin work` runs, the background work."""

import argparse
import errno
import multiprocessing
import os
import socket
import sys
import threading
from typing import Any

from django.conf import settings
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor
from granian import Granian
from granian.constants import Interfaces

from lianxin.shell import selfcheck
from lianxin.shell.work import work_loop

STOP_SECONDS = 5  # one that was told to stop twice (Ctrl+C reaches it, then we do) may never end by itself
LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def register(commands: Any) -> None:
    parser = commands.add_parser("serve", help="serve the pages")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=port, default=8000)
    parser.add_argument("--workers", type=int, default=1, help="processes; SQLite is content with one")
    parser.add_argument(
        "--no-work", action="store_true", help="a separate `lianxin work` does the background work"
    )
    parser.set_defaults(run=run)


def port(words: str) -> int:
    """A port as it is written on the command line."""
    if not (words.isascii() and words.isdigit() and 1 <= int(words[:6]) <= 65535):
        raise argparse.ArgumentTypeError(f"{words!r}: a port is a whole number from 1 to 65535")
    return int(words)


def run(chosen: argparse.Namespace) -> int:
    found = [fault for fault in (unfit(chosen.host, chosen.port), *selfcheck.faults()) if fault]
    found = found or [fault for fault in (unprepared(),) if fault] or selfcheck.shut()
    for fault in found:
        print(fault, file=sys.stderr)
    if found:
        return 1
    serve(chosen.host, chosen.port, chosen.workers, with_work=not chosen.no_work)
    return 0


def unprepared() -> str:
    """A database without our tables, or with older ones, in one sentence; "" when it is ready."""
    executor = MigrationExecutor(connection)
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return ""
    if executor.loader.applied_migrations:
        return "The database is of an older version: run `lianxin manage migrate` first (after a backup)."
    return "The database is empty: run `lianxin begin NAME --username …` first, or ./run for the sample town."


def unfit(host: str, at: int) -> str:
    """Why this address cannot be served, in one sentence; "" when it can."""
    if settings.SAMPLE_TOWN and host not in LOOPBACK:
        return "The sample town shows its passwords: it is served on this machine only (--host 127.0.0.1)."
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, at))
        except PermissionError:
            return f"Port {at} needs special rights on this system: choose one above 1023, e.g. --port 8000."
        except OSError as fault:
            if fault.errno != errno.EADDRINUSE:
                return f"{host} is no address of this machine: choose another with --host."
            return f"Port {at} is taken: stop what uses it, or choose another with --port {_next(at)}."
    return ""


def _next(port: int) -> int:
    return port + 1 if 0 < port < 65535 else 8000


def serve(host: str, port: int, workers: int, *, with_work: bool) -> None:
    """The background work is a thread of this process, so the processes that serve are started afresh, not
    forked: a fork would take along SQLite's locks as they stand at that moment, held for ever by nobody."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "lianxin.shell.settings"
    connections.close_all()
    multiprocessing.set_start_method("spawn", force=True)
    server = Granian(
        "lianxin.shell.doorway:application",
        address=host,
        port=port,
        interface=Interfaces.ASGINL,  # bodies are waited for outside the threads that answer
        workers=workers,
        workers_kill_timeout=STOP_SECONDS,
        log_access=False,
        log_enabled=False,
        websockets=False,
    )
    stop = threading.Event()
    if with_work:
        worker = threading.Thread(target=work_loop, args=(stop,), name="work", daemon=True)
        server.on_startup(worker.start)
    server.on_shutdown(stop.set)
    server.serve()
