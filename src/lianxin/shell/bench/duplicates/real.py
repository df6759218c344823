"""A check on real rows: requests that New York closed as duplicates. The one they repeat is not named and
may lie outside the extract, so it is only seen how many have a likely one before them, against others.
"""

import csv
import gzip
import random
from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from lianxin.kernel.points import Point
from lianxin.matters.public import alike

ROWS = Path("shared", "data", "nyc311_sample", "requests.csv.gz")
CLOSED_AS = " is a duplicate of "  # a complaint filed before, or a condition reported by another tenant
THERE = ZoneInfo("America/New_York")
WITHIN, CELL = timedelta(days=30), 0.005  # degrees, some 500 m


def check(path: Path | None = None) -> dict[str, Any]:
    """Figures, or {"missing": …} where the rows are not there."""
    path = path or _beside()
    if not path.exists():
        return {"missing": str(path)}
    rows = _read(path)
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for number, (heard, _duplicate) in enumerate(rows):
        cells[_cell(heard)].append(number)
    best = {number: _best(number, rows, cells) for number in range(len(rows))}
    closed = [number for number, (_heard, duplicate) in enumerate(rows) if duplicate]
    others = _others(rows, closed)
    return {
        "rows": len(rows),
        "closed_as_duplicate": len(closed),
        "with_a_likely_one": sum(best[number] >= alike.SUGGEST_FROM for number in closed),
        "control": len(others),
        "control_with_a_likely_one": sum(best[number] >= alike.SUGGEST_FROM for number in others),
    }


def _beside() -> Path:
    """`../shared/data` beside the repository, wherever that stands."""
    near = [up / ROWS for up in Path.cwd().resolve().parents]
    return next((path for path in near if path.exists()), ROWS)


def _read(path: Path) -> list[tuple[alike.Heard, bool]]:
    found = []
    with gzip.open(path, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["latitude"] and row["created_date"]:
                found.append((_heard(row), CLOSED_AS in row["resolution_description"]))
    return sorted(found, key=lambda each: each[0].at)


def _heard(row: dict[str, str]) -> alike.Heard:
    return alike.Heard(
        text=f"{row['complaint_type']} {row['descriptor']}",
        place="",  # "Street/Sidewalk" names no place
        point=Point(float(row["longitude"]), float(row["latitude"])),
        area=row["incident_zip"],
        category=row["complaint_type"],
        at=datetime.fromisoformat(row["created_date"]).replace(tzinfo=THERE),
    )


def _cell(heard: alike.Heard) -> tuple[int, int]:
    assert heard.point is not None  # noqa: S101  # rows without one were left out
    return int(heard.point.lon / CELL), int(heard.point.lat / CELL)


def _best(
    number: int, rows: Sequence[tuple[alike.Heard, bool]], cells: dict[tuple[int, int], list[int]]
) -> float:
    """The likeliest of those before it round about."""
    new = rows[number][0]
    across, up = _cell(new)
    near = [other for x in (-1, 0, 1) for y in (-1, 0, 1) for other in cells.get((across + x, up + y), ())]
    earlier = [rows[other][0] for other in near if other < number and new.at - rows[other][0].at <= WITHIN]
    return max((alike.likeness(new, old).share for old in earlier), default=0.0)


def _others(rows: Sequence[tuple[alike.Heard, bool]], closed: Sequence[int]) -> list[int]:
    """As many rows not so closed, of the same kinds of complaint."""
    kinds: dict[str, list[int]] = defaultdict(list)
    for number, (heard, duplicate) in enumerate(rows):
        if not duplicate:
            kinds[heard.category].append(number)
    dice = random.Random(311)  # noqa: S311  # the same control at every run
    wanted: dict[str, int] = defaultdict(int)
    for number in closed:
        wanted[rows[number][0].category] += 1
    return [
        number
        for kind, count in sorted(wanted.items())
        for number in dice.sample(kinds[kind], min(count, len(kinds[kind])))
    ]
