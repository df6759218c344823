"""Words become tokens: one for each character, one for each run of Latin letters or of digits.

Tokens are plain ASCII, and each kind begins with its own letter, so that both engines index the same string,
no engine's table of characters decides what is a letter, and nothing that anybody writes is syntax:
`c` a character (its code point), `w` a Latin word, `d` digits. See docs/decisions/0024.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

LONGEST = 60  # signs of a Latin word or number that count: nobody writes a longer one to find it
BETWEEN = "z"  # lies between what was said apart, so that no word is found across the seam
_RUNS = re.compile(r"[a-z]+|[0-9]+|[^a-z0-9]", re.DOTALL)
# Letters, digits, signs of a script, pictures (emoji), money, private use and what Unicode had not yet
# assigned when this Python was made: rare names are written with both. The rest parts words and is not found.
_KEPT = frozenset({"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Nd", "Nl", "No", "So", "Sc", "Co", "Cn"})
_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")  # choose a glyph, not a character


class Span(NamedTuple):
    """A token and where it stands in the words as they were written."""

    token: str
    start: int
    end: int


def folded(words: str) -> str:
    """Full-width as half-width, capital as small, compatibility characters as the ones they stand for."""
    return unicodedata.normalize("NFKC", words).casefold()


def tokens(words: str) -> list[str]:
    """What is indexed of these words, in order; the same for what is asked."""
    return [token for run in _RUNS.findall(folded(words)) if (token := _token(run))]


def spans(words: str) -> Iterator[Span]:
    """The tokens of these words with their places, for marking. Folded sign by sign: what folds only
    together with its neighbour (a letter and its accent, apart) may stay unmarked, never unfound."""
    text, places = [], []
    for place, sign in enumerate(words):
        plain = _plain(sign)
        text.append(plain)
        places += [place] * len(plain)
    for found in _RUNS.finditer("".join(text)):
        token = _token(found.group())
        if token:
            yield Span(token, places[found.start()], places[found.end() - 1] + 1)


@lru_cache(maxsize=20_000)
def _plain(sign: str) -> str:
    return folded(sign)


@lru_cache(maxsize=20_000)
def _token(run: str) -> str:
    if "a" <= run[0] <= "z":
        return f"w{run[:LONGEST]}"
    if "0" <= run[0] <= "9":
        return f"d{run[:LONGEST]}"
    kept = unicodedata.category(run) in _KEPT and not _SELECTORS.match(run)
    return f"c{ord(run):x}" if kept else ""


def joined(said: Iterable[str]) -> str:
    """The token string of several things said apart."""
    return f" {BETWEEN} ".join(filter(None, (" ".join(tokens(words)) for words in said)))
