"""`lianxin bench`: the measured promises, as a table and as JSON. Works on a database of its own, thrown away
afterwards: never on the deployment's."""

import argparse
import json
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.shell.bench import (
    clients,
    drawing,
    duplicates,
    duties,
    exchange,
    journal,
    locate,
    matters,
    programs,
    search,
)
from lianxin.shell.partition import partition
from lianxin.shell.town.lay import People, lay_town
from lianxin.territory import public as territory

TABLES: dict[str, tuple[str, ...]] = {"matters": (), "api": (), "search": ("hits",)}  # columns besides
PLAIN = {
    "locate": locate,
    "duties": duties,
    "journal": journal,
    "duplicates": duplicates,
}


def register(commands: Any) -> None:
    parser = commands.add_parser("bench", help="measure the promises on a throw-away database")
    parser.add_argument("only", nargs="*", help="these tables only")
    parser.add_argument("--matters", type=int, default=100_000, help="how many matters lie in the database")
    parser.add_argument(
        "--rows", type=int, default=exchange.ROWS, help="of the file of `exchange`; twice as many go out"
    )
    parser.add_argument(
        "--seconds", type=float, default=clients.SECONDS, help="length of each round of clients"
    )
    parser.add_argument(
        "--parts", type=int, default=0, help="split the heavy tables by county first (PostgreSQL)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.add_argument(
        "--chart", type=Path, metavar="FILE", help="draw the curve of `duplicates` there (SVG)"
    )
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    wanted = chosen.only or ["matters", "search", "clients", "exchange", *PLAIN]
    if chosen.parts and connection.vendor != "postgresql":
        print("Only PostgreSQL is partitioned; one county is content with SQLite.", file=sys.stderr)
        return 1
    found: dict[str, Any] = {
        "python": platform.python_version(),
        "engine": connection.vendor,
        "parts": chosen.parts,
    }
    with throw_away_database(chosen.parts), Progress() as progress:
        people = _town()
        for name in wanted:
            found[name] = _one(name, people, chosen, progress)
    _show(found)
    if chosen.json:
        chosen.json.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n")
    if chosen.chart and "duplicates" in found:
        chosen.chart.write_text(drawing.curve(found["duplicates"]))
    return 0


@contextmanager
def throw_away_database(parts: int) -> Iterator[None]:
    """On SQLite a file in a temporary folder (memory would not sync), on PostgreSQL a database of its own."""
    with tempfile.TemporaryDirectory(prefix="lianxin-bench-") as folder:
        kept = connection.settings_dict["NAME"]
        if connection.vendor == "sqlite":
            connection.settings_dict["TEST"]["NAME"] = str(Path(folder) / "bench.sqlite3")
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            if parts:
                with transaction.atomic():
                    partition(connection, parts)
            yield
        finally:
            connection.creation.destroy_test_db(kept, verbosity=0)


def _town() -> People:
    now = clock.now()
    people = lay_town(now=now, sample=False)
    territory.seed_shanxi(by=SYSTEM, now=now)
    return people


def _one(name: str, people: People, chosen: argparse.Namespace, progress: Progress) -> dict[str, Any]:
    totals = {
        "matters": chosen.matters,
        "api": chosen.matters,
        "search": chosen.matters,
        "clients": len(clients.CLIENTS),
    }
    totals["exchange"] = chosen.rows * 3
    task = progress.add_task(name, total=totals.get(name))
    advance = partial(progress.advance, task)
    if name == "matters":
        return matters.run(people, chosen.matters, advance)
    if name == "search":
        filled = bool({"matters"} & set(chosen.only or ["matters"]))
        return search.run(people, chosen.matters, advance, filled=filled)
    if name == "api":
        return programs.run(people, chosen.matters, advance)
    if name == "exchange":
        return exchange.run(people, chosen.rows, advance)
    if name == "clients":
        return clients.run(advance, chosen.seconds)
    found: dict[str, Any] = PLAIN[name].run(advance)
    return found


def _show(found: dict[str, Any]) -> None:
    console = Console(width=140)
    for name in [name for name in TABLES if name in found]:
        _show_table(console, name, found[name])
    if "duplicates" in found:
        _show_curve(console, found["duplicates"])
    for name in ("clients", "exchange", *PLAIN):
        if name in found and name != "duplicates":
            console.print(f"[bold]{name}[/bold]", found[name])


def _show_table(console: Console, name: str, told: dict[str, Any]) -> None:
    table = Table(title=f"{name}: {told['matters']:,} matters on {told['engine']}")
    columns = ("name", *TABLES[name], "statements", "cpu_ms", "p50_ms", "p95_ms", "per_second", "aim")
    for column in columns:
        table.add_column(column, justify="left" if column in {"name", "aim"} else "right")
    for row in told["rows"]:
        table.add_row(*(str(row[column.header]) for column in table.columns))
    console.print(table)
    if "walk" in told:
        console.print("[bold]the whole list by its cursor[/bold]", told["walk"])


def _show_curve(console: Console, told: dict[str, Any]) -> None:
    table = Table(
        title=f"planted repeats, held out: {told['reports'][1]:,} reports; chosen {told['suggest_from']}"
    )
    for column in ("threshold", "suggested", "right", "repeats", "precision", "recall", "f1"):
        table.add_column(column, justify="right")
    for row in told["held_out"]:
        table.add_row(*(str(row[column.header]) for column in table.columns))
    console.print(table)
    console.print("[bold]real rows[/bold]", told["real"])
