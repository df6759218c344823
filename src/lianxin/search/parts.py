"""Very long words in parts. Pure.

PostgreSQL keeps 256 places of a token in one entry, and none beyond 16,383. Whatever goes past that (a text
that says one character three hundred times) continues in a further part, whose tokens bear its number, in
the same row: so all words of a question are still looked for together. Hardly any entry has a second part.
"""

from collections import Counter
from collections.abc import Sequence

from lianxin.search.tokens import BETWEEN

MOST_PLACES, MOST_TOKENS = 250, 16_000  # of a token, and in all, in one part
MOST_PARTS = 8  # in the last of them, a token beyond its places is not found, though what stands around it is
OVERLAP = 30  # tokens said again at the head of the next part, for a word that lies across the cut
PARTED = "zz"  # borne by an entry with a second part


def in_part(token: str, part: int) -> str:
    return f"{token}p{part}" if part else token


def parted(tokens: Sequence[str]) -> Sequence[str]:
    """The tokens of an entry as they are indexed."""
    if len(tokens) <= MOST_PLACES:  # as nearly every entry
        return tokens
    parts: list[list[str]] = [[]]
    places: Counter[str] = Counter()
    for token in tokens:
        if len(parts) == MOST_PARTS:
            if len(parts[-1]) >= MOST_TOKENS:
                break
            token = token if places[token] < MOST_PLACES else BETWEEN
        elif places[token] >= MOST_PLACES or len(parts[-1]) >= MOST_TOKENS:
            again = parts[-1][-OVERLAP:]
            parts.append(list(again))
            places = Counter(again)
        parts[-1].append(token)
        places[token] += 1
    if len(parts) == 1:
        return parts[0]
    return [in_part(token, part) for part, said in enumerate(parts) for token in said] + [PARTED]
