"""Words of somebody who should be on the telephone and not on this page: fire, gas, blood, a crime going on.

Pure: words in, yes or no out. The list is `data/emergency.csv`, and the page reads the same list while one
writes. A yes refuses nothing: the report is taken, and the numbers to call stand above it. Denials are not
heard (「没有人受伤」 warns too): one warning too many costs a glance.
"""

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypedDict

from lianxin.matters.classifier.lexicon import REACH, plain

OWN = Path(__file__).parent / "data" / "emergency.csv"
SERVICE = "emergency"  # the service of the catalogue whose promise is counted in minutes


class Signs(TypedDict):
    """What the page needs to decide the same while one writes."""

    words: Sequence[str]
    reach: int
    categories: Sequence[str]


def is_emergency(text: str, *services: str) -> bool:
    """Whether the words, or a service that was chosen for them, speak of danger that cannot wait."""
    if SERVICE in services:
        return True
    read = plain(text)
    return any(_speaks(word, read) for word in own_words())


def signs(categories: Sequence[str] = ()) -> Signs:
    return {"words": own_words(), "reach": REACH, "categories": categories}


def _speaks(word: str, text: str) -> bool:
    """`煤气…漏` means both parts in this order, near one another."""
    first, gap, last = word.partition("…")
    at = text.find(first)
    while gap and at >= 0:
        after = at + len(first)
        if text.find(last, after, after + REACH + len(last)) >= 0:
            return True
        at = text.find(first, after)
    return at >= 0


@cache
def own_words() -> tuple[str, ...]:
    """The list that travels with the project."""
    with OWN.open(encoding="utf-8", newline="") as lines:
        return tuple(plain(row["word"].strip()) for row in csv.DictReader(lines))
