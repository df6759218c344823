"""The sheets a town needs before its first request, made from its own data: areas, kinds of units, units,
categories, the duty list, posts. A sheet of the same name in the town's folder is taken instead."""

import csv
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lianxin.kernel.formulas import defused
from lianxin.shell.replay.requests import PastRequest, Told
from lianxin.shell.replay.town import Town
from lianxin.territory import public as territory

DESK_KIND = "governance_centre"  # where Lianxin looks for the desk that dispatches
LONGEST_CODE, LONGEST_NAME = 40, 60
Rows = Iterable[Sequence[str]]


@dataclass(frozen=True)
class Sheets:
    """Where the sheets lie; `since` is the day from which everything in them holds. `categories` and `kinds`
    translate the file's own words into our codes."""

    folder: Path
    since: date
    categories: dict[str, str]
    kinds: dict[str, str]

    def path(self, name: str) -> Path:
        return self.folder / f"{name}.csv"


def prepare(town: Town, told: Told, folder: Path) -> Sheets:
    """Write the sheets into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    every = [*told.requests, *told.repeats]
    first = min((request.opened for request in every), default=None)
    sheets = Sheets(
        folder,
        date(first.year - 1 if first else 2000, 1, 1),
        codes_for({request.category for request in every} - {""}, f"{town.code}."),
        codes_for({request.unit for request in every} - {""}, f"{town.code}_"),
    )
    writers: dict[str, tuple[str, Callable[[], Rows]]] = {
        "areas": ("code,name,citycode", lambda: _areas(town, every)),
        "unit_kinds": ("code,name", lambda: _kinds(town, sheets)),
        "units": ("name,kind,area,valid_from", lambda: _units(town, sheets)),
        "categories": ("code,name,parent,family,service,order", lambda: _categories(town, sheets)),
        "duty_list": (
            "number,category,area,tier,lead,title,basis,valid_from",
            lambda: _duties(town, sheets, every),
        ),
        "posts": ("unit,title,kind,area,person", lambda: _posts(town, sheets)),
    }
    for name, (heading, rows) in writers.items():
        given = town.folder / f"{name}.csv"
        if given.exists():
            shutil.copyfile(given, sheets.path(name))
        else:
            _write(sheets.path(name), heading.split(","), rows())
    return sheets


def _write(path: Path, heading: Sequence[str], rows: Rows) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(heading)
        out.writerows([defused(str(cell)) for cell in row] for row in rows)


def codes_for(words: Iterable[str], prefix: str) -> dict[str, str]:
    """A code of letters, digits and underscores for each of the file's words, always the same for the same
    set of words; two words that would share one get numbers."""
    codes: dict[str, str] = {}
    taken: set[str] = set()
    for word in sorted(words):
        stem = re.sub(r"[^a-z0-9]+", "_", word.lower()).strip("_") or "other"
        code, number = f"{prefix}{stem}"[:LONGEST_CODE].rstrip("_"), 2
        while code in taken:
            tail = f"_{number}"
            code, number = f"{prefix}{stem}"[: LONGEST_CODE - len(tail)] + tail, number + 1
        taken.add(code)
        codes[word] = code
    return codes


def _areas(town: Town, every: Iterable[PastRequest]) -> Rows:
    found = {request.area for request in every if len(request.area) == territory.Tier.TOWN}
    named = {**town.divisions, **{area: town.town_named(area) for area in found}}
    return [(code, name, code[:4]) for code, name in sorted(named.items())]


def _kinds(town: Town, sheets: Sheets) -> Rows:
    """One kind for each department: the duty list says "this kind leads"."""
    named = {code: name[:LONGEST_NAME] for name, code in sheets.kinds.items()}
    return [(DESK_KIND, town.words["desk"]), *sorted(named.items())]


def _units(town: Town, sheets: Sheets) -> Rows:
    since = sheets.since.isoformat()
    desk = (town.words["desk"], DESK_KIND, town.desk, since)
    return [desk, *((name, kind, town.desk, since) for name, kind in sorted(sheets.kinds.items()))]


def _categories(town: Town, sheets: Sheets) -> Rows:
    yield town.code, town.name, "", "event", town.service, "9000"
    for order, (name, code) in enumerate(sorted(sheets.categories.items()), 9001):
        yield code, name[:LONGEST_NAME], town.code, "event", town.service, str(order)


def _duties(town: Town, sheets: Sheets, every: Iterable[PastRequest]) -> Rows:
    """Who leads a category: the department that the file names most often for it; a category for which it
    names none stays off the list, and stands as a gap."""
    named: dict[str, Counter[str]] = defaultdict(Counter)
    for request in every:
        if request.unit:
            named[request.category][request.unit] += 1
    tier = str(len(town.desk))
    for number, (category, code) in enumerate(sorted(sheets.categories.items()), 1):
        if category not in named:
            continue
        unit = min(named[category], key=lambda name: (-named[category][name], name))
        basis = "the department named most often in the town's own records"
        kind = sheets.kinds[unit]
        yield (
            f"{town.code}-{number:03d}",
            code,
            town.desk,
            tier,
            kind,
            category[:200],
            basis,
            sheets.since.isoformat(),
        )


def _posts(town: Town, sheets: Sheets) -> Rows:
    """A handler in every department; at the desk a dispatcher, one who handles what no department is named
    for, and an inspector for every county, who checks what others have done."""
    desk, area = town.words["desk"], town.desk
    yield desk, "dispatcher", "dispatcher", area, f"{town.code}-dispatcher"
    yield desk, "handler", "handler", area, f"{town.code}-desk"
    for county in sorted({town.county_otherwise, *town.counties.values()}):
        yield desk, "inspector", "grid_officer", county, f"{town.code}-inspector-{county}"
    for name, kind in sorted(sheets.kinds.items()):
        yield name, "handler", "handler", area, kind
