"""Early signs (提前介入): the same quarrel heard of again at the same place, before anybody is hurt.

Pure: calls in, a sign out. A call has a place, a kind and a time; it has no room for a person, so that a sign
says of nobody that they are one. Which kinds belong together is `data/early.csv`.
"""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from lianxin.matters.public import alike

TABLE = Path(__file__).parent / "data" / "early.csv"
WITHIN = timedelta(days=30)
THRESHOLDS = (3, 5, 10)  # calls: at each of them somebody is told, once
QUARREL = "dispute."


@dataclass(frozen=True)
class Sign:
    """So many calls of these kinds (codes, commonest first) from one spot; `reached` is the highest threshold
    below, 0 where there is no sign yet. `newest` is the number of the last matter."""

    count: int
    kinds: tuple[str, ...]
    first_at: datetime
    last_at: datetime
    reached: int
    area: str
    newest: str


@cache
def _quarrels() -> dict[str, frozenset[str]]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        rows = [(row["category"], row["quarrel"]) for row in csv.DictReader(lines)]
    return {category: frozenset(of for one, of in rows if one == category) for category, _of in rows}


def kin(category: str) -> frozenset[str]:
    """The kinds under which the same quarrel may be reported; none for what is no quarrel."""
    mine = _quarrels().get(category, frozenset())
    return frozenset(other for other, of in _quarrels().items() if mine & of)


def all_kinds() -> frozenset[str]:
    return frozenset(_quarrels())


def sign_at(here: alike.Call, known: Sequence[alike.Call]) -> Sign:
    """What the calls of the thirty days before `here` say, itself counted. Whoever called later is not."""
    mine = [here, *_before(here, known)]
    codes = [one.category for one in mine]
    common = sorted(set(codes), key=lambda code: (-codes.count(code), code))
    first = min(one.at for one in mine)
    reached = _reached(codes)
    return Sign(len(mine), tuple(common), first, here.at, reached, here.area, here.number)


def _before(here: alike.Call, known: Sequence[alike.Call]) -> list[alike.Call]:
    kinds, since = kin(here.category), here.at - WITHIN
    earlier = [one for one in known if since <= one.at and (one.at, one.id) < (here.at, here.id)]
    return [one for one in earlier if one.category in kinds and alike.same_spot(one, here)]


def _reached(codes: Sequence[str]) -> int:
    """Noise alone is no quarrel: one of the calls was about one."""
    if not any(code.startswith(QUARREL) for code in codes):
        return 0
    return max((mark for mark in THRESHOLDS if mark <= len(codes)), default=0)


def crossed(here: alike.Call, known: Sequence[alike.Call]) -> Sign | None:
    """The sign, if it was this very call that brought it to a threshold."""
    sign = sign_at(here, known)
    before = _reached([one.category for one in _before(here, known)])
    return sign if sign.reached > before else None
