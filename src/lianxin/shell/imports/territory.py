"""`lianxin import divisions | outlines | grids FILE …`."""

import argparse
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.spreadsheets import BadRow, bad_rows_csv
from lianxin.shell.cli import imports
from lianxin.territory import public as territory

SYSTEMS = ("wgs84", "gcj02", "bd09")


def add(kinds: Any) -> None:
    told = imports.columns_told(territory.DIVISION_COLUMNS)
    divisions = imports.kind(kinds, "divisions", "codes and names (CSV, XLSX)", run_divisions, told)
    divisions.add_argument("--from", dest="valid_from", type=date.fromisoformat, metavar="DATE")
    divisions.add_argument("--whole-of", metavar="CODE", help="close what the files leave out in it")
    divisions.add_argument("--dry-run", action="store_true", help="only say what would change")
    told = _properties(territory.OUTLINE_PROPERTIES)
    outlines = imports.kind(
        kinds, "outlines", "boundaries of divisions (GeoJSON, shapefile)", run_outlines, told
    )
    outlines.add_argument("--source", default="", help="whose boundaries they are: named on maps")
    outlines.add_argument("--licence", default="")
    told = _properties(territory.GRID_PROPERTIES)
    grids = imports.kind(kinds, "grids", "grids of communities (GeoJSON, shapefile)", run_grids, told)
    grids.add_argument("--community", default="", metavar="CODE", help="for features that name no community")
    for parser in (outlines, grids):
        parser.add_argument("--system", choices=SYSTEMS, default="wgs84", help="the coordinates' system")


def _properties(known: Mapping[str, Sequence[str]]) -> str:
    """Map programmes write columns of their own (OBJECTID, Shape_Area) into every file: those are let be,
    and a feature without a code comes back."""
    named = ", ".join("/".join(aliases) for aliases in known.values())
    return f"Properties that are read: {named}. Others are let be; a feature without a code comes back."


def run_divisions(chosen: argparse.Namespace) -> int:
    asked = {"valid_from": chosen.valid_from, "whole_of": chosen.whole_of, "dry_run": chosen.dry_run}
    with imports.progress("divisions") as step:
        done = territory.import_divisions(chosen.files, by=SYSTEM, now=clock.now(), progress=step, **asked)
    figures = {"added": done.added, "changed": done.changed, "closed": done.closed}
    return imports.report(chosen, figures, list(done.bad), bad_rows_csv(done.bad))


def run_outlines(chosen: argparse.Namespace) -> int:
    asked = {"source": chosen.source, "licence": chosen.licence, "system": chosen.system}
    with imports.progress("outlines") as step:
        results = [
            territory.import_outlines(file, by=SYSTEM, now=clock.now(), progress=step, **asked)
            for file in chosen.files
        ]
    bad = [row for result in results for row in result.bad]
    figures = {"added": sum(r.added for r in results), "changed": sum(r.changed for r in results)}
    return imports.report(chosen, figures, list(bad), bad_rows_csv(bad))


def run_grids(chosen: argparse.Namespace) -> int:
    asked = {"system": chosen.system, "only": chosen.community}
    with imports.progress("communities") as step:
        results = [
            territory.import_grids(file, by=SYSTEM, now=clock.now(), progress=step, **asked)
            for file in chosen.files
        ]
    refused = [
        BadRow(number, fault.words, community)
        for result in results
        for community, faults in result.refused.items()
        for fault in faults
        for number in [fault.numbers[0] if fault.numbers else 0]
    ]
    bad = [*(row for result in results for row in result.bad), *refused]
    figures = {
        "communities": sum(len(result.saved) for result in results),
        "changed": sum(result.changed for result in results),
        "refused": sum(len(result.refused) for result in results),
    }
    return imports.report(chosen, figures, list(bad), bad_rows_csv(bad))
