"""`lianxin import questions FILE …`."""

import argparse
from typing import Any

from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.spreadsheets import bad_rows_csv
from lianxin.open311 import public as open311
from lianxin.shell.cli import imports


def add(kinds: Any) -> None:
    told = imports.columns_told(open311.COLUMNS, open311.REQUIRED)
    more = " Choices: key=名称|English; key=… Datatypes are those of GeoReport v2."
    words = "what a kind of matter asks through Open311 (CSV, XLSX)"
    parser = imports.kind(kinds, "questions", words, run, told + more)
    parser.add_argument("--dry-run", action="store_true", help="only say what would change")


def run(chosen: argparse.Namespace) -> int:
    with imports.progress("questions") as step:
        results = [
            open311.import_questions(file, by=SYSTEM, now=clock.now(), dry_run=chosen.dry_run, progress=step)
            for file in chosen.files
        ]
    bad = [row for result in results for row in result.bad]
    figures = {
        "added": sum(result.added for result in results),
        "changed": sum(result.changed for result in results),
        "unchanged": sum(result.unchanged for result in results),
    }
    return imports.report(chosen, figures, list(bad), bad_rows_csv(bad))
