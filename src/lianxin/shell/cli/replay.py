"""`lianxin replay`: a real town's requests, with their real times, through the whole loop."""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from lianxin.kernel import clock
from lianxin.matters.public import classifier
from lianxin.shell.replay.count import FIGURES
from lianxin.shell.replay.requests import read_requests
from lianxin.shell.replay.run import Replayed, Watch, replay
from lianxin.shell.replay.sheets import prepare
from lianxin.shell.replay.texts import TextsCarried, is_texts, measured, replay_texts
from lianxin.shell.replay.town import read_town


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "replay",
        help="carry a real town's requests through the loop and compare with the file",
        description="Without --data and DATABASE_URL the replay runs in a database of its own that is thrown "
        "away afterwards. Exit codes: 0 equal, 1 something differs, 2 the call itself was wrong.",
    )
    parser.add_argument("town", type=Path, help="the folder with town.json (or texts.json)")
    parser.add_argument("file", type=Path, help="the town's requests (CSV, also gzipped)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all figures and differences there")
    parser.add_argument("--limit", type=int, metavar="N", help="only the first N rows")
    parser.add_argument("--prepare", type=Path, metavar="DIR", help="only write the town's sheets there")
    parser.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    if not chosen.file.is_file():
        print(f"There is no file {chosen.file}.", file=sys.stderr)
        return 2
    if chosen.prepare:
        return _prepare(chosen)
    if not chosen.data and not os.environ.get("DATABASE_URL"):
        return _in_a_place_of_its_own()
    call_command("migrate", verbosity=0)
    with Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        console=Console(stderr=True),
    ) as bar:
        done = _carry(chosen, _watch(bar))
    if isinstance(done, TextsCarried):
        _show_texts(done)
    else:
        _show(done)
    if chosen.json:
        chosen.json.write_text(
            json.dumps(done.report(), ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
        )
    return 0 if done.ok else 1


def _carry(chosen: argparse.Namespace, watch: Watch) -> Replayed | TextsCarried:
    if is_texts(chosen.town):
        return replay_texts(chosen.town, chosen.file, chosen.limit, now=clock.now(), watch=watch)
    return replay(chosen.town, chosen.file, settings.DATA / "replay", chosen.limit, watch=watch)


def _prepare(chosen: argparse.Namespace) -> int:
    town = read_town(chosen.town)
    prepare(town, read_requests(town, chosen.file, chosen.limit), chosen.prepare)
    names = sorted(path.name for path in chosen.prepare.glob("*.csv"))
    print(f"Written to {chosen.prepare}: {', '.join(names)}")
    return 0


def _in_a_place_of_its_own() -> int:
    """The data folder is chosen before the settings are read: so call ourselves with an empty one."""
    with tempfile.TemporaryDirectory(prefix="lianxin-replay-") as folder:
        words = [sys.executable, "-m", "lianxin.shell", "--data", folder, *sys.argv[1:]]
        return subprocess.call(words)  # noqa: S603  # our own program, the very words we were given


def _watch(bar: Progress) -> Watch:
    task = bar.add_task("starting", total=None)

    def begun(total: int) -> None:
        bar.update(task, description="carrying requests", total=total)

    return Watch(
        said=lambda words: bar.update(task, description=words), begun=begun, step=lambda: bar.advance(task)
    )


def _show(done: Replayed) -> None:
    console = Console()
    table = Table(title=f"{done.town}: {done.told.rows} rows of {done.data}")
    for heading in ("", "Lianxin", "file", "Lianxin, by row", "file, by row"):
        table.add_column(heading, justify="left" if not heading else "right")
    columns = (done.compared.by_request, done.counted.by_request, done.compared.by_row, done.counted.by_row)
    for name in FIGURES:
        table.add_row(name.replace("_", " "), *(str(figures[name]) for figures in columns))
    console.print(table)
    for difference in done.compared.differences[:20]:
        console.print(
            f"{difference.id}: {difference.what}: file {difference.file}, Lianxin {difference.lianxin}"
        )
    if done.unheard or done.broken:
        console.print(
            f"{done.unheard} announcements unheard; journal broken in {done.broken or 'no county'}."
        )
    count = len(done.compared.differences)
    console.print(f"{count} differences; {len(done.told.oddities)} odd rows; {done.seconds:.0f} s.")


def _show_texts(done: TextsCarried) -> None:
    console, told = Console(), done.report()
    console.print(f"{told['texts']} texts of {done.data} told as residents' reports, in {told['seconds']} s")
    for title, came in (("out_of_the_box", done.came), ("after_training", done.taught)):
        shares = told[title]
        words = [
            f"{name} {shares[name]['share']:.1%}" for name in ("located", "suggested", "right", "routed")
        ]
        console.print(f"{title.replace('_', ' ')}: {', '.join(words)}; to {shares['units']}")
        found = measured(came)
        console.print(_confusion(f"{title.replace('_', ' ')}, macro-F1 {found.macro_f1:.3f}", found))


def _confusion(title: str, found: classifier.Measured) -> Table:
    """One line for each label that was wanted: how often it was right, and what it was taken for."""
    table = Table("wanted", "right", "taken for", title=title)
    for at, row in enumerate(found.confusion):
        wrong = [(count, found.labels[to]) for to, count in enumerate(row) if count and to != at]
        if sum(row):
            words = ", ".join(f"{label} {count}" for count, label in sorted(wrong, reverse=True))
            table.add_row(found.labels[at], f"{row[at]}/{sum(row)}", words)
    return table
