"""The marks beside the words of an entry: where it lies, who may see it, what it is. Pure.

They are tokens like the words and stand in the same index, so that the engine itself leaves out what
somebody may not see, before anything is counted. Each kind begins with a letter that no word's token has.
"""

import hashlib
import re
from collections.abc import Iterable
from uuid import UUID

from lianxin.search.asking import BEGINS
from lianxin.search.tokens import folded

TIERS = (2, 4, 6, 9, 12, 15)  # digits of an area's code
SHORTEST_END, LONGEST_NUMBER = 4, 40  # signs of a number that somebody reads out
_ALIKE = str.maketrans("oil", "011")
_WRITTEN = re.compile(r"[0-9a-z]+(?:[-·. ]?[0-9a-z]+)*", re.ASCII)


def area(code: str) -> str:
    """Of everything that lies in this area: ask with it."""
    return f"a{code}"


def areas(code: str) -> list[str]:
    """Of an entry that lies there: the area and all above it."""
    return [area(code[:width]) for width in TIERS if width <= len(code)]


def unit(id_: UUID) -> str:
    """Those of this unit see it, for as long as the mark stands."""
    return f"u{id_.hex}"


def helper(id_: UUID) -> str:
    """Those of this unit see it until the entry fades (`Entry.fades_at`)."""
    return f"h{id_.hex}"


def person(id_: UUID) -> str:
    """This person sees it: they took it down."""
    return f"r{id_.hex}"


def kind(code: str) -> str:
    """A category. Its code has signs that part tokens, hence the digest."""
    return f"k{hashlib.sha256(code.encode()).hexdigest()[:16]}"


def state(code: str) -> str:
    return f"s{code}"


def number(written: str) -> str:
    """Of a public number, `140403-261123-K7Q2ABC`: backwards, so that its last signs stand in front and one
    mark serves the whole and every end of it."""
    return f"n{_alike(written)[::-1]}"


def ending(word: str) -> str:
    """What a word asks for when it could be a number or the end of one (every mark that begins so), "" when
    it could not. Letters that look alike are read as meant."""
    told = folded(word)
    if not _WRITTEN.fullmatch(told):
        return ""
    told = _alike(told)
    return f"n{told[::-1]}{BEGINS}" if SHORTEST_END <= len(told) <= LONGEST_NUMBER else ""


def _alike(told: str) -> str:
    return re.sub("[^0-9a-z]", "", told.casefold()).translate(_ALIKE)


def listed(marks: Iterable[str]) -> str:
    """As they are stored: each once, in a fixed order, so that the same entry is the same string."""
    return " ".join(sorted(set(marks)))
