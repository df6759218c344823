"""`lianxin import matters --source CODE FILE…`: another office's rows, as the pages take them in."""

import argparse
import json
from datetime import datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from lianxin.exchange import public as exchange
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.spreadsheets import BadRow
from lianxin.shell.cli import imports

TOLD = (
    "What the columns mean is kept with the source: matched on its page, or given here as JSON "
    '({"columns": {"工单编号": "number", …}, "categories": {…}, "areas": {…}, "constants": {…}}). '
    "A row whose number is here already is let be."
)


def add(kinds: Any) -> None:
    parser = imports.kind(kinds, "matters", "matters of another office (CSV, XLSX)", run, TOLD)
    parser.add_argument("--source", required=True, metavar="CODE", help="whose rows they are")
    parser.add_argument("--mapping", type=Path, metavar="FILE", help="keep this mapping for the source first")
    parser.add_argument("--dry-run", action="store_true", help="only say what would go in")


def run(chosen: argparse.Namespace) -> int:
    now = clock.now()
    if chosen.mapping:
        told = exchange.Mapped(**json.loads(chosen.mapping.read_text(encoding="utf-8")))
        exchange.keep_mapping(chosen.source, told, by=SYSTEM, now=now)
    figures = dict.fromkeys(("new", "known", "changed"), 0)
    bad: list[BadRow] = []
    to_mend: list[dict[str, str]] = []
    for file in chosen.files:
        done = _one(file, chosen.source, chosen.dry_run, now)
        for name in figures:
            figures[name] += getattr(done, name)
        lines = exchange.bad_lines(SYSTEM, chosen.source, done.id, now=now, at_most=done.bad or 1)
        bad += [BadRow(line.line, line.reason, line.number) for line in lines]
        if chosen.bad:
            headings, *rows = exchange.to_mend(SYSTEM, chosen.source, done.id, now=now)
            to_mend += [dict(zip(headings, row, strict=True)) for row in rows]
        exchange.drop(chosen.source, done.id, by=SYSTEM, now=now)
    return imports.report(chosen, figures, list(bad), _sheet(to_mend))


def _sheet(rows: list[dict[str, str]]) -> str:
    """Whole rows under their own headings, the reason last, as the page gives them back: to be mended and
    sent again. Files with other columns lie under one heading together."""
    headings = list(dict.fromkeys(heading for row in rows for heading in row))
    headings.sort(key=lambda heading: heading == exchange.REASON)
    lines = [headings, *([row.get(heading, "") for heading in headings] for row in rows)]
    return b"".join(exchange.csv_lines(lines)).decode()


def _one(file: Path, source: str, dry_run: bool, now: datetime) -> "exchange.BatchCard":
    batch = exchange.receive(source, file.read_bytes(), by=SYSTEM, now=now)
    tried = _until_it_waits(source, batch, now)
    if dry_run or tried.step != "checked":
        return tried
    exchange.confirm(source, batch, by=SYSTEM, now=now)
    return _until_it_waits(source, batch, now)


def _until_it_waits(source: str, batch: UUID, now: datetime) -> "exchange.BatchCard":
    """Here and now, not by the worker: whoever types waits for it. A background worker may do a part."""
    with imports.progress("rows") as step:
        while True:
            card = exchange.advance(SYSTEM, source, batch, now=clock.now())
            step(card.done, card.rows)
            if card.step not in exchange.RUNNING:
                return card
