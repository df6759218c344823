"""How long a file is kept: a table that a deployment edits (domain 4.3; not checked in a text)."""

import csv
from datetime import date
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "retention.csv"
ELSE = "dispute"


@cache
def years() -> dict[str, int]:
    """By kind of dispute; what has no row of its own is kept as `dispute` is."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["category"]: int(row["years"]) for row in csv.DictReader(lines)}


def until(category: str, ended_on: date) -> date:
    """The last day of the year in which its time is over: files are looked through once a year."""
    known = years()
    return date(ended_on.year + known.get(category, known[ELSE]), 12, 31)
