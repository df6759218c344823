"""Lines that rooms above lend to a page about one thing: what they know of it, each under its own word."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.utils.module_loading import import_string

from lianxin.kernel.actor import Actor

_lent: dict[str, list[str]] = {}


@dataclass(frozen=True)
class About:
    """The thing: its kind ("matter"), where it is kept, by which door it came, of which kind it is."""

    kind: str
    county: str
    id: UUID
    channel: str = ""
    category: str = ""


@dataclass(frozen=True)
class Line:
    """`leads`: an address where one gets on with it."""

    label: str
    words: str
    leads: str = ""


Lender = Callable[[Actor, About], list[Line]]


def lend(kind: str, path: str) -> None:
    """`lend("matter", "lianxin.exchange.queries.arrivals.lines")`, called from `apps.py`: hence a path."""
    known = _lent.setdefault(kind, [])
    if path not in known:
        known.append(path)


def lines(viewer: Actor, about: About) -> list[Line]:
    """What is known above of a thing that this viewer may see: its page has asked whether they may."""
    found: list[Line] = []
    for path in _lent.get(about.kind, []):
        lender: Lender = import_string(path)
        found += lender(viewer, about)
    return found
