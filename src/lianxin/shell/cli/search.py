"""`lianxin search rebuild | check | scrub`: lay the index anew; prove that it equals the matters; take erased
words out of the engine's own pages without waiting."""

import argparse
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from lianxin.kernel import clock
from lianxin.search.public import checking, families, rebuilding, scrubbing

console = Console(stderr=True)


def register(commands: Any) -> None:
    parser = commands.add_parser("search", help="lay the search index anew, or prove that it is whole")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")
    rebuild = verbs.add_parser(
        "rebuild", help="lay it anew beside the running house; goes on where it was stopped"
    )
    rebuild.add_argument("--from-nothing", action="store_true", help="empty it first: nothing in it is right")
    rebuild.set_defaults(run=lay_anew)
    check = verbs.add_parser(
        "check", help="compare every entry with its matter; exit code 1 when one differs"
    )
    check.set_defaults(run=prove)
    scrub = verbs.add_parser(
        "scrub", help="take erased words out of the engine's own pages now; the worker does once a day"
    )
    scrub.set_defaults(run=take_out)


def lay_anew(chosen: argparse.Namespace) -> int:
    """What is owed already (an update, a rebuild that was stopped) is gone on with."""
    if chosen.from_nothing or not rebuilding.is_owed():
        rebuilding.owe(emptied=chosen.from_nothing)
    laid = 0
    with _bar() as bar:
        for owed in rebuilding.owed():
            there = rebuilding.laid_since(owed)
            task = bar.add_task(owed.family, total=families()[owed.family].count(), completed=there)
            while any(row.family == owed.family for row in rebuilding.owed()):
                some = rebuilding.lay_some()
                laid += some
                bar.advance(task, some)
    print(f"{laid} entries laid; the index is whole")
    return 0


def prove(chosen: argparse.Namespace) -> int:
    total = sum(family.count() for family in families().values())
    with _bar() as bar:
        task = bar.add_task("search", total=total)
        wrong = checking.faults(lambda count: bar.advance(task, count))
    for fault in wrong:
        print(fault)
    print(f"{total} compared, {len(wrong) or 'nothing'} wrong")
    if wrong:
        print("lianxin search rebuild --from-nothing lays it anew")
    return 1 if wrong else 0


def take_out(chosen: argparse.Namespace) -> int:
    scrubbing.owe()
    while scrubbing.scrub_some(clock.now(), at_once=True):
        pass
    print("no erased word is left in the index")
    return 0


def _bar() -> Progress:
    shown = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    return Progress(*shown, console=console, transient=True, disable=not console.is_terminal)
