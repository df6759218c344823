"""Words that were written in one go and are nowhere said so: 东街路灯. What says both 东街 and 路灯 is meant.

No dictionary cuts them. A word is cut behind the longest name of a place that it begins with, and into pieces
of two or three signs, as most Chinese words are.
"""

from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from lianxin.matters.searching.question import places
from lianxin.org.public import Held
from lianxin.search import public as search

SHORTEST, LONGEST, PIECES = 4, 12, (2, 3)  # signs of a word that is taken apart, and of its pieces
MOST_WAYS = 3  # to take a word apart: each is one more look

Way = tuple[str, ...]


def taken_apart(words: Sequence[str], held: Sequence[Held]) -> Iterator[list[Way]]:
    """For each way, all the words with the long ones in pieces; nothing where none of them is long."""
    ways = [list(islice(dict.fromkeys(cuts(word, held)), MOST_WAYS)) for word in words]
    if any(ways):
        for row in zip_longest(*ways):
            yield [way or (known or [(word,)])[-1] for way, known, word in zip(row, ways, words, strict=True)]


def cuts(word: str, held: Sequence[Held]) -> Iterator[Way]:
    """The likeliest first. None for a number: its pieces are other numbers."""
    found = list(search.spans(word))
    if search.marks.ending(word) or not SHORTEST <= len(found) <= LONGEST:
        return
    starts = [0, *(span.start for span in found[1:]), len(word)]
    for end in range(len(found) - PIECES[0], PIECES[0] - 1, -1):
        place, rest = word[: starts[end]], word[starts[end] :]
        if places(place, held):
            yield place, rest
            yield from ((place, *way) for way in _in_pieces(rest, [at - starts[end] for at in starts[end:]]))
            break
    yield from _in_pieces(word, starts)


def _in_pieces(word: str, starts: Sequence[int]) -> Iterator[Way]:
    """`starts`: where each sign begins, and the end."""
    signs = len(starts) - 1
    if signs in PIECES:
        yield (word,)
    for size in PIECES:
        if signs - size >= PIECES[0]:
            cut = starts[size]
            for way in _in_pieces(word[cut:], [at - cut for at in starts[size:]]):
                yield word[:cut], *way
