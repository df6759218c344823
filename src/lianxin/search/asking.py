"""What is asked of the index, as plain values, and how each engine is told it. Pure.

Everything here is made of tokens and marks, which are letters and digits: there is nothing to escape.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from lianxin.search import tokens
from lianxin.search.parts import MOST_PARTS, PARTED, in_part
from lianxin.search.seats import NEWEST

BEGINS = "_"  # at the end of a mark: every mark that begins so


@dataclass(frozen=True)
class Word:
    """One word of the question: its tokens in this order and without a gap, or one of the marks that it
    names (a place, a kind, a number)."""

    phrase: tuple[str, ...]
    marks: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ask:
    """All `words`, all marks of `only`; of those, what bears a mark of `seen` (None: everything) or, until it
    fades, one of `helped`. `lowest` and `highest` are seats. `county` is stated where all lies in one, but
    for what bears a mark of `beyond`, which `seen` holds too."""

    words: tuple[Word, ...] = ()
    only: tuple[str, ...] = ()
    seen: frozenset[str] | None = frozenset()
    helped: frozenset[str] = frozenset()
    lowest: int = 0
    highest: int = NEWEST
    county: str = ""
    beyond: frozenset[str] = frozenset()

    def below(self, seat: int) -> "Ask":
        return replace(self, highest=min(self.highest, seat - 1))


def common(asks: Sequence[Ask]) -> Ask | None:
    """What each of these questions, alike but for their words, asks for at least: the words that all have,
    and of the others each sign, however they lie, or a mark that stands for a word with it. None where there
    is no such sign, and where the first is asked for by its marks: as a rule that finds it."""
    words = [word for word in asks[0].words if all(word in ask.words for ask in asks)]
    signs = [sign for word in asks[0].words if not word.marks and word not in words for sign in word.phrase]
    each = [_sign_or_mark(sign, asks) for sign in dict.fromkeys(signs)]
    shared = [word for word in each if word]
    return replace(asks[0], words=(*words, *shared)) if shared else None


def _sign_or_mark(sign: str, asks: Sequence[Ask]) -> Word | None:
    bearing = [[word for word in ask.words if sign in word.phrase] for ask in asks]
    marks = {mark for words in bearing for word in words for mark in word.marks}
    return Word((sign,), tuple(sorted(marks))) if all(bearing) else None


def fits(ask: Ask, marks: str, words: str) -> bool:
    """Whether an entry with these marks and words says all words of the question: as the engines find it."""
    said, borne = f" {words} ", marks.split()
    return all(
        f" {' '.join(word.phrase)} " in said or any(_bears(borne, mark) for mark in word.marks)
        for word in ask.words
    )


def _bears(borne: Sequence[str], mark: str) -> bool:
    if mark.endswith(BEGINS):
        return any(one.startswith(mark.removesuffix(BEGINS)) for one in borne)
    return mark in borne


def words_of(text: str) -> list[str]:
    """The words of a question that hold something to look for."""
    return [word for word in dict.fromkeys(text.split()) if tokens.tokens(word)]


@dataclass(frozen=True)
class Dialect:
    both: str
    either: str
    follows: str
    quote: str
    begins: str


FTS5 = Dialect(" AND ", " OR ", " ", '"', "*")
TSQUERY = Dialect(" & ", " | ", " <-> ", "", ":*")


def told(ask: Ask, say: Dialect, *, parted: bool = False) -> str:
    """The question in an engine's own words."""
    return say.both.join(needs(ask, say, parted=parted))


def needs(ask: Ask, say: Dialect, *, parted: bool = False) -> list[str]:
    """All that must be there, each by itself. `parted`: of the very long ones, whose words may lie in any of
    their parts."""
    parts = MOST_PARTS if parted else 1
    found = [_word(word, say, parts) for word in ask.words]
    found += [_quoted([mark], say) for mark in (*ask.only, *([PARTED] if parted else []))]
    if ask.seen is not None:
        found.append(_one_of(sorted(ask.seen), say))
    return found


def needs_beyond(ask: Ask) -> list[str]:
    """All that must be there outside the county of the question, in the words of PostgreSQL: one need, which
    its index tries on the few that bear one of these marks."""
    words = [_word(word, TSQUERY, MOST_PARTS) for word in ask.words]
    only = [_quoted([mark], TSQUERY) for mark in ask.only]
    return [TSQUERY.both.join([_one_of(sorted(ask.beyond), TSQUERY), *words, *only])]


def _word(word: Word, say: Dialect, parts: int) -> str:
    ways = [_quoted([in_part(token, part) for token in word.phrase], say) for part in range(parts)]
    return f"({say.either.join([*ways, *(_quoted([mark], say) for mark in word.marks)])})"


def _one_of(group: Sequence[str], say: Dialect) -> str:
    return f"({say.either.join(_quoted([mark], say) for mark in group)})"


def _quoted(phrase: Sequence[str], say: Dialect) -> str:
    if phrase[0].endswith(BEGINS):
        return f"{say.quote}{phrase[0].removesuffix(BEGINS)}{say.quote}{say.begins}"
    told = f"{say.quote}{say.follows.join(phrase)}{say.quote}"
    return told if say.quote or len(phrase) == 1 else f"({told})"
