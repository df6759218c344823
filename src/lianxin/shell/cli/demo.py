"""`lianxin demo`: what `./run` calls. Makes the sample town once, then serves it on this machine."""

import argparse
import sys
import time
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.executor import MigrationExecutor
from rich.progress import Progress

from lianxin.accounts import public as accounts
from lianxin.kernel import clock
from lianxin.shell.cli.serve import port, serve, unfit
from lianxin.shell.town import board, post, quarrels
from lianxin.shell.town.cast import CAST
from lianxin.shell.town.lay import lay_town
from lianxin.shell.town.life import live
from lianxin.shell.town.telling import told_in_town

HOST = "127.0.0.1"
MATTERS = 320


def register(commands: Any) -> None:
    parser = commands.add_parser("demo", help="the sample town, made once and served on this machine")
    parser.add_argument("--port", type=port, default=8000)
    parser.add_argument("--data", metavar="DIR", help="where everything is kept (default: ./var)")
    parser.add_argument("--only-prepare", action="store_true", help="make the town, serve nothing")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    if not settings.SAMPLE_TOWN:
        print("Set LIANXIN_SAMPLE_TOWN=1 first, or use ./run, which does.", file=sys.stderr)
        return 2
    fault = "" if chosen.only_prepare else unfit(HOST, chosen.port)
    if fault:
        print(fault, file=sys.stderr)
        return 1
    prepare(clock.now())
    if chosen.only_prepare:
        return 0
    print(greeting(chosen.port), flush=True)
    serve(HOST, chosen.port, workers=1, with_work=True)
    return 0


def prepare(now: datetime) -> None:
    """Bring the tables up to date, and make the town where there is none. Twice harms nothing: the town is
    made in one transaction, so that an interrupted first start leaves nothing half."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0, interactive=False)
    if accounts.find_person(CAST[0].username) is None:
        make_town(now)


def make_town(now: datetime) -> None:
    began = time.monotonic()
    print("Making the sample town (once, under a minute) …", flush=True)
    with transaction.atomic(), Progress() as progress:
        laying = progress.add_task("laying it out", total=5)
        people = lay_town(
            now=now,
            sample=True,
            told=lambda words: progress.update(laying, advance=1, description=words),
        )
        living = progress.add_task("matters", total=MATTERS)
        living_on = live(
            told_in_town(MATTERS), now=now, step=lambda: progress.advance(living), then=board.show
        )
        _all(living_on)
        post.write(now)
        quarrels.quarrel(people, now)
    print(f"Made in {time.monotonic() - began:.0f} s.", flush=True)


def _all(steps: Iterable[object]) -> None:
    for _step in steps:
        pass


def greeting(port: int) -> str:
    address = f"http://{HOST}:{port}"
    cast = accounts.sample_people(now=clock.now())
    people = "\n".join(f"    {member.username:<14} {member.name}" for member in cast)
    return (
        f"\nLianxin 连心 serves the sample town 东街 at {address}\n"
        f"  residents say it here, without an account:   {address}/\n"
        f"  progress by code:                            {address}/p/\n"
        f"  those who serve sign in here:                {address}/sign-in/\n\n"
        f"  Their password is {cast[0].password if cast else ''}; the second code stands on that page:\n"
        f"{people}\n\n"
        f"Everything is kept in {settings.DATA}. Stop with Ctrl+C.\n"
    )
