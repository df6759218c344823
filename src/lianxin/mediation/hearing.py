"""Words of an account at which the desk asks about a harm. They ask, they never answer; no colour hears them.

Pure. The list is `data/harms.csv`. Denials are not heard (「没有打人」 asks too): one question too many costs
a moment. No word of it is a single sign, so that nobody's name is heard as a harm.
"""

import csv
import unicodedata
from functools import cache
from pathlib import Path

from lianxin.mediation.triage import Fact

WORDS = Path(__file__).parent / "data" / "harms.csv"


def heard(text: str) -> dict[Fact, tuple[str, ...]]:
    """What to ask about, each with the words of the account that spoke."""
    read = unicodedata.normalize("NFKC", text)
    spoke = {fact: tuple(word for word in words if word in read) for fact, words in own_words().items()}
    return {fact: words for fact, words in spoke.items() if words}


@cache
def own_words() -> dict[Fact, tuple[str, ...]]:
    with WORDS.open(encoding="utf-8", newline="") as lines:
        rows = [(Fact(row["fact"]), row["word"]) for row in csv.DictReader(lines)]
    return {fact: tuple(word for of, word in rows if of == fact) for fact in dict(rows)}
