"""How much an address takes in: what no form of a stranger's needs is refused by its announced length. Rooms
above lend the addresses of theirs that take more."""

import re
from functools import cache

from django.utils.module_loading import import_string

MOST_FROM_A_STRANGER, MOST = 1_000_000, 45_000_000  # bytes; the largest spreadsheet and then some
UNHEARD = "lianxin.unheard"  # why the door did not take in a body: "slow", "crowded", "large"; "" when it did
_lent: list[str] = []


def lend(path: str) -> None:
    """`lend("lianxin.matters.web.photos.WIDE")`, called from `apps.py`: hence a path. It leads to a mapping
    of patterns (of a whole address) to the bytes that whoever asks may send there."""
    if path not in _lent:
        _lent.append(path)


@cache
def _wider() -> list[tuple[re.Pattern[str], int]]:
    return [(re.compile(path), most) for lent in _lent for path, most in import_string(lent).items()]


def for_strangers(path: str) -> int:
    return max((most for pattern, most in _wider() if pattern.fullmatch(path)), default=MOST_FROM_A_STRANGER)


def for_the_known(path: str) -> int:
    return max(MOST, for_strangers(path))
