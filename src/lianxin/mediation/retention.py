"""How long a file is kept: a table that a deployment edits (domain 4.3; not checked in a text).

What ended and lay unfiled for a year is kept from its end as if it had been filed then (decision 0029)."""

import csv
from datetime import date, timedelta
from functools import cache
from pathlib import Path

TABLE = Path(__file__).parent / "data" / "retention.csv"
ELSE = "dispute"
UNFILED = timedelta(days=365)


@cache
def years() -> dict[str, int]:
    """By kind of dispute; what has no row of its own is kept as `dispute` is."""
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["category"]: int(row["years"]) for row in csv.DictReader(lines)}


def until(category: str, ended_on: date) -> date:
    """The last day of the year in which its time is over: files are looked through once a year."""
    return date(ended_on.year + years()[row_of(category)], 12, 31)


def row_of(category: str) -> str:
    """The row of the table that holds for this kind."""
    return category if category in years() else ELSE


def rule(category: str) -> str:
    """By which rule it is destroyed: 「dispute.medical 10」, the table's row and its years."""
    return f"{row_of(category)} {years()[row_of(category)]}"
