"""Where a letter is about: the one place of the mailbox's area that its words name. Pure but for the map."""

import re
import sys
from datetime import date

from lianxin.territory import public as territory

_ENDS = re.compile(
    r"(社区居民委员会|居民委员会|村民委员会|社区居委会|社区村委会|居委会|村委会|街道办事处|街道|社区|镇|乡|村)$"
)
COMMUNITY = int(territory.Tier.COMMUNITY)


def place_of(words: str, within: str, on: date) -> str:
    """The code of a community or a township, "" where none is named or several are. A mailbox of one
    community is about that one."""
    if len(within) >= COMMUNITY:
        return within
    named = [found for found in places(within, on) if _names(found[1], words)]
    deepest = max((len(code) for code, _name in named), default=0)
    best = [code for code, _name in named if len(code) == deepest]
    # A township that is named beside its community says which of two namesakes is meant.
    towns = [code for code, _name in named if len(code) < deepest]
    narrowed = [code for code in best if any(code.startswith(town) for town in towns)] or best
    return narrowed[0] if len(narrowed) == 1 else ""


def places(within: str, on: date) -> list[tuple[str, str]]:
    """Townships and communities of an area: code and name."""
    return [
        (found.code, found.name)
        for found in territory.search_divisions(within, sys.maxsize)
        if len(within) < len(found.code) <= COMMUNITY and found.code.startswith(within) and found.in_force(on)
    ]


def _names(name: str, words: str) -> bool:
    short = _ENDS.sub("", name)
    return len(short) >= 2 and short in words
