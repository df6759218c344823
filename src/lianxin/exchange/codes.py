"""Code tables of GB/T 31000-like sheets, as data: the standard is sold and known here at second hand, so that
a deployment replaces a table by a file of the same name in `codes/` of its data folder."""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

OWN = Path(__file__).parent / "data"
CATEGORY, NEWER = "dispute_category_24", "dispute_category_17"
SIGNS = " -_.、::"  # between a code and its name


@dataclass(frozen=True)
class Code:
    """`taken_as` is our category for what comes in under it, `given_for` ours that go out under it."""

    code: str
    name: str
    taken_as: str
    given_for: tuple[str, ...]
    provenance: str


def table(name: str) -> dict[str, Code]:
    """By code, in the file's order."""
    own = Path(settings.DATA) / "codes" / f"{name}.csv"
    path = own if own.is_file() else OWN / f"{name}.csv"
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, _changed: int) -> dict[str, Code]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return {row["code"]: _code(row) for row in csv.DictReader(lines)}


def _code(row: dict[str, str]) -> Code:
    given = tuple((row.get("given_for") or "").split())
    told = (row["code"], row["name"], row.get("taken_as") or "", given, row.get("provenance") or "")
    return Code(*told)


def find(name: str, words: str) -> Code | None:
    """By "17", "17 邻里关系", "17-邻里关系" or "邻里关系"."""
    told = words.strip()
    known = table(name)
    by_code = known.get(told[:2]) if not told[2:3].isdigit() else None
    if by_code and (len(told) == 2 or told[2:].lstrip(SIGNS) == by_code.name):
        return by_code
    return next((one for one in known.values() if one.name == told), None)


def category_from(words: str) -> str:
    """Our category for a code or name of either list; "" when it stands in neither."""
    for name in (CATEGORY, NEWER):
        found = find(name, words)
        if found and found.taken_as:
            return found.taken_as
    return ""


def category_code(category: str) -> Code | None:
    """Under which code of the classic list a category of ours goes out."""
    return next((one for one in table(CATEGORY).values() if category in one.given_for), None)
