"""Which families of work are found here: a room whose package `searching` holds a `FAMILY` lends it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps

from lianxin.search.entries import Entry


@dataclass(frozen=True)
class Batch:
    """Entries one after another, and the mark behind the last of them ("" at the end of all)."""

    entries: Sequence[Entry]
    after: str


@dataclass(frozen=True)
class Family:
    """`batch(after, at_most)` reads the next entries behind a mark ("" for the first), locked until the
    transaction ends; `count()` says how many there are in all."""

    name: str
    batch: Callable[[str, int], Batch]
    count: Callable[[], int]


@cache
def families() -> dict[str, Family]:
    found: dict[str, Family] = {}
    for config in apps.get_app_configs():
        if config.name.startswith("lianxin.") and find_spec(f"{config.name}.searching"):
            lent: Family = import_module(f"{config.name}.searching").FAMILY
            found[lent.name] = lent
    return found
