"""`lianxin import KIND FILE …`: every module of `lianxin.shell.imports` adds its kinds of files."""

import argparse
import importlib
import json
import pkgutil
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from lianxin.shell import imports


class Bad(Protocol):
    """A row that did not go in."""

    @property
    def line(self) -> int: ...
    @property
    def reason(self) -> str: ...
    @property
    def raw(self) -> str: ...


def register(commands: Any) -> None:
    parser = commands.add_parser(
        "import",
        help="take in spreadsheets and maps",
        description="Good rows go in, bad rows come back with line and reason; the same file twice changes "
        "nothing. Exit codes: 0 all went in, 1 some did not, 2 the call itself was wrong.",
    )
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for module in pkgutil.iter_modules(imports.__path__):
        importlib.import_module(f"{imports.__name__}.{module.name}").add(kinds)


def columns_told(columns: Mapping[str, Sequence[str]], required: Sequence[str] = ()) -> str:
    """For --help: what each column may be called, and which must be there."""
    musts = {next(iter(columns)), *required}
    named = [
        "/".join(aliases) + (" (required)" if name in musts else "") for name, aliases in columns.items()
    ]
    return (
        f"Columns, in any order, each by one of its names: {', '.join(named)}. Any other column is refused."
    )


def kind(kinds: Any, name: str, help_: str, run: Callable[[argparse.Namespace], int], told: str = "") -> Any:
    """One kind of file: `lianxin import NAME FILE…`, with the options that all kinds have; `told` says what
    the file holds. A file that is not there is a wrong call."""

    def checked(chosen: argparse.Namespace) -> int:
        missing = [str(file) for file in chosen.files if not file.is_file()]
        if missing:
            print(f"There is no file {', '.join(missing)}.", file=sys.stderr)
            return 2
        return run(chosen)

    parser = kinds.add_parser(name, help=help_, description=told or None)
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--bad", type=Path, metavar="FILE", help="write what did not go in there (CSV)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there")
    parser.set_defaults(run=checked)
    return parser


@contextmanager
def progress(words: str) -> Iterator[Callable[[int, int], None]]:
    """A bar on stderr for `(done, total)`."""
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(words, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def report(chosen: argparse.Namespace, figures: Mapping[str, Any], bad: list[Bad], bad_csv: str) -> int:
    """Say what happened, and where the bad rows are; the exit code."""
    print("  ".join(f"{name} {value:,}" for name, value in figures.items()), f" bad {len(bad):,}", sep="")
    if chosen.json:
        listed = [{"line": row.line, "reason": row.reason, "raw": row.raw} for row in bad]
        chosen.json.write_text(json.dumps({**figures, "bad": listed}, ensure_ascii=False, indent=1))
    if chosen.bad and bad:
        chosen.bad.write_text(bad_csv, encoding="utf-8")
        print(f"The rows that did not go in: {chosen.bad}", file=sys.stderr)
    for row in [] if chosen.bad else bad[:20]:
        print(f"line {row.line}: {row.reason}  {row.raw[:80]}", file=sys.stderr)
    if len(bad) > 20 and not chosen.bad:
        print(f"… and {len(bad) - 20:,} more; --bad FILE writes them all.", file=sys.stderr)
    return 1 if bad else 0
