"""The stories the sample town tells: written by us, about nobody; the communities are real."""

import csv
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).parent / "stories.csv"


@dataclass(frozen=True, slots=True)
class Story:
    """What somebody said and where, what it is, what the handler wrote, and what the resident said at the end
    ("" when nothing)."""

    text: str
    place: str
    community: str
    category: str
    handled: str
    thanks: str


def _read() -> tuple[Story, ...]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(Story(**row) for row in csv.DictReader(lines))


STORIES = _read()
