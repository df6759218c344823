"""`lianxin import categories | units | duties | roads FILE …`."""

import argparse
from collections.abc import Callable
from typing import Any

from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.spreadsheets import bad_rows_csv
from lianxin.org import public as org
from lianxin.shell.cli import imports


def add(kinds: Any) -> None:
    for name, help_, run, more in (
        ("categories", "the catalogue of kinds of matter (CSV, XLSX)", run_categories, ""),
        ("unit_kinds", "the kinds of units (CSV, XLSX)", run_unit_kinds, ""),
        (
            "units",
            "units (CSV, XLSX)",
            run_units,
            " Area: a code, or 全部 for a unit that serves everywhere.",
        ),
        ("duties", "the duty list, 责任清单 (CSV, XLSX)", run_duties, " Area: a code; empty is everywhere."),
        ("roads", "the road map of quarrels, 路线图 (CSV, XLSX)", run_roads, ""),
    ):
        told = imports.columns_told(*org.COLUMNS[name])
        parser = imports.kind(kinds, name.replace("_", "-"), help_, run, told + more)
        parser.add_argument("--dry-run", action="store_true", help="only say what would change")


def run_categories(chosen: argparse.Namespace) -> int:
    return _run(chosen, "categories", org.imports.import_categories)


def run_unit_kinds(chosen: argparse.Namespace) -> int:
    return _run(chosen, "kinds", org.imports.import_unit_kinds)


def run_units(chosen: argparse.Namespace) -> int:
    return _run(chosen, "units", org.imports.import_units)


def run_duties(chosen: argparse.Namespace) -> int:
    return _run(chosen, "lines", org.imports.import_duty_list)


def run_roads(chosen: argparse.Namespace) -> int:
    return _run(chosen, "roads", org.imports.import_roads)


def _run(chosen: argparse.Namespace, words: str, take: Callable[..., Any]) -> int:
    with imports.progress(words) as step:
        results = [
            take(file, by=SYSTEM, now=clock.now(), dry_run=chosen.dry_run, progress=step)
            for file in chosen.files
        ]
    bad = [row for result in results for row in result.bad]
    figures = {
        "added": sum(result.added for result in results),
        "changed": sum(result.changed for result in results),
        "unchanged": sum(result.unchanged for result in results),
    }
    return imports.report(chosen, figures, list(bad), bad_rows_csv(bad))
