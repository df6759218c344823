"""The 15 kinds under which the Ministry of Justice counts disputes, and which of ours goes where. Pure.

The kinds are the Ministry's; where ours are finer (a debt, an inheritance) the place is our choice: see the
column `provenance` of `data/statistics_kinds.csv`.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

OWN = Path(__file__).parent / "data" / "statistics_kinds.csv"


@dataclass(frozen=True)
class StatisticsKind:
    number: int
    name: str
    name_en: str
    categories: frozenset[str]


@cache
def statistics_kinds() -> tuple[StatisticsKind, ...]:
    """All fifteen in the Ministry's order; the last takes whatever has no kind of its own."""
    with OWN.open(encoding="utf-8", newline="") as lines:
        return tuple(
            StatisticsKind(
                int(row["number"]),
                row["name"],
                row["name_en"],
                frozenset(f"dispute.{category}" for category in row["categories"].split()),
            )
            for row in csv.DictReader(lines)
        )


def statistics_kind(category: str) -> StatisticsKind:
    """Where a dispute of this category is counted; a category that a county added counts as 其他."""
    kinds = statistics_kinds()
    return next((kind for kind in kinds if category in kind.categories), kinds[-1])
