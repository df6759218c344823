"""`lianxin export matters …`: the sheets of the pages, from the command line."""

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from lianxin.accounts import public as accounts
from lianxin.exchange import public as exchange
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotFound
from lianxin.matters.public import Wanted


def register(commands: Any) -> None:
    parser = commands.add_parser("export", help="give matters out as a sheet (CSV, XLSX)")
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    matters = kinds.add_parser(
        "matters",
        help="what somebody's list shows, or answers for a source",
        description="With --source: what became of its matters, under its own numbers and headings. Else "
        "with --as: the rows that this person's list shows. Never with names or numbers of people. The "
        "ending of FILE decides its kind. Exit codes: 0 written, 2 the call itself was wrong.",
    )
    matters.add_argument("file", type=Path, metavar="FILE")
    matters.add_argument("--source", metavar="CODE", help="answers for this source")
    matters.add_argument(
        "--since", type=date.fromisoformat, metavar="DATE", help="moved since; with --source"
    )
    matters.add_argument("--as", dest="username", metavar="USERNAME", help="whose list")
    matters.add_argument("--area", default="", metavar="CODE")
    matters.add_argument("--state", default="")
    matters.add_argument("--category", default="")
    matters.add_argument("--columns", choices=["ours", "gbt31000"], default="ours")
    matters.set_defaults(run=run)


def run(chosen: argparse.Namespace) -> int:
    book = chosen.file.suffix.lower() == ".xlsx"
    count = exchange.write(_lines(chosen, book), chosen.file, book=book)
    print(f"rows {count:,}", file=sys.stderr)
    return 0


def _lines(chosen: argparse.Namespace, book: bool) -> Iterator[list[str]]:
    now = clock.now()
    if chosen.source:
        return exchange.answers(chosen.source, chosen.since, by=SYSTEM, now=now)
    if not chosen.username:
        raise Invalid("Whose list? Give --as USERNAME, or --source CODE for answers.")
    person = accounts.find_person(chosen.username)
    if person is None:
        raise NotFound(f"没有用户名是 {chosen.username} 的人。")
    wanted = Wanted(area=chosen.area, state=chosen.state, category=chosen.category)
    return exchange.export(exchange.Order(wanted, chosen.columns, book), by=Actor.staff(person.id), now=now)
