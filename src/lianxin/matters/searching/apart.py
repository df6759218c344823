"""Words that were written in one go and are nowhere said so: 东街路灯. What says both 东街 and 路灯 is meant.

Nobody's dictionary cuts them. Every way to cut such a word into two or three pieces, none shorter than two
signs, is asked for at once, and each piece may be said, or name a place or a kind.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from lianxin.matters.searching.question import word_of
from lianxin.org.public import Held
from lianxin.search import public as search

SHORTEST, LONGEST, PIECE = 4, 10, 2  # signs of a word that is taken apart, and of its shortest piece


def taken_apart(ask: search.Ask, words: Sequence[str], held: Sequence[Held]) -> search.Ask | None:
    """The same question with its long words in pieces; None where all of them are short, or too long."""
    named = cache(lambda piece: word_of(piece, held))
    ways = [tuple(tuple(map(named, way)) for way in cuts(word)) for word in words]
    if not any(ways):
        return None
    parted = [search.Word((), apart=way) if way else word for word, way in zip(ask.words, ways, strict=True)]
    return replace(ask, words=tuple(parted))


def cuts(word: str) -> Iterator[tuple[str, ...]]:
    """Every way to cut the word, in two before in three. None for a number: its pieces are other numbers."""
    found = list(search.spans(word))
    if search.marks.ending(word) or not SHORTEST <= len(found) <= LONGEST:
        return
    starts = [0, *(span.start for span in found[1:]), len(word)]
    last = len(found) - PIECE
    for first in range(PIECE, last + 1):
        yield word[: starts[first]], word[starts[first] :]
    for first in range(PIECE, last + 1):
        for second in range(first + PIECE, last + 1):
            yield word[: starts[first]], word[starts[first] : starts[second]], word[starts[second] :]


def pairs(word: str) -> Iterator[tuple[str, str]]:
    """The tokens of a word that is taken apart, two and two, to mark what is said of it."""
    found = search.tokens(word) if any(cuts(word)) else []
    yield from pairwise(found)
