"""The keyword lexicon: which words speak for which kind of matter, read from an editable CSV.

A word is at least two characters; `狗…叫` means both parts in this order, at most 12 characters apart.
Words of a group (facility, dispute …) strengthen the kinds inside it that another word has already named.
"""

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from math import log
from pathlib import Path
from typing import NamedTuple, TextIO

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid

OWN = Path(__file__).parent.parent / "data" / "lexicon.csv"
REACH = 12  # characters between the two parts of a word with a gap
GROUP_SAYS_AT_MOST = 6.0
DENIALS = ("不是", "并非", "不属于", "不关", "跟", "与")
DENIED_AFTER = ("无关", "没关系", "的事")
WIDE = re.compile("[０-９Ａ-Ｚａ-ｚ\u2f00-\u2fdf\uf900-\ufaff]")  # the same letter in another coat
QUARREL = "dispute."
WITHOUT_A_QUARREL = 0.6  # neighbours and husbands are named in many reports that are no dispute
READS_AT_MOST = 4000  # characters; what a matter is about is said early


class Vote(NamedTuple):
    """What the lexicon thinks of one kind: its score and the words that spoke, heaviest first."""

    category: str
    score: float
    words: tuple[str, ...]


class Lexicon:
    """Built once, asked often: one dictionary look-up per character, longest word first."""

    def __init__(self, rows: Iterable[tuple[str, str, float]]) -> None:
        speaks: dict[str, list[tuple[str, float]]] = defaultdict(list)
        for category, word, weight in rows:
            speaks[word].append((category, weight))
        self._speaks = {word: tuple(says) for word, says in speaks.items()}
        self.categories = tuple(sorted({category for says in speaks.values() for category, _ in says}))
        self._groups = frozenset(
            category.partition(".")[0] for category in self.categories if "." in category
        )
        heaviest = sorted(_rows_of(speaks), key=lambda each: (-each[2], each[1]))
        self._words = {
            kind: tuple(word for category, word, _ in heaviest if category == kind)
            for kind in self.categories
        }
        self._starts: dict[str, list[str]] = defaultdict(list)
        self._gaps: dict[str, list[tuple[str, str, str]]] = defaultdict(list)
        for word in sorted(speaks, key=lambda each: (-len(each), each)):
            first, gap, last = word.partition("…")
            if gap:
                self._gaps[first[0]].append((first, last, word))
            else:
                self._starts[word[:2]].append(word)

    def words_for(self, category: str) -> tuple[str, ...]:
        """The words that speak for one kind, heaviest first."""
        return self._words.get(category, ())

    def votes(self, text: str) -> list[Vote]:
        """Every kind that a word spoke for, strongest first; ties in the order of the codes."""
        groups: dict[str, float] = defaultdict(float)
        leaves: dict[str, list[tuple[float, str]]] = defaultdict(list)
        for word, count in self._heard(plain(text)).items():
            for category, weight in self._speaks[word]:
                said = weight if count == 1 else weight * (1 + 0.5 * log(count))
                if category not in self._groups:
                    leaves[category].append((said, word))
                else:
                    groups[category] += said
        votes = [_vote(category, said, groups) for category, said in leaves.items()]
        return sorted(votes, key=lambda vote: (-vote.score, vote.category))

    def _heard(self, text: str) -> dict[str, int]:
        heard: dict[str, int] = defaultdict(int)
        starts, gaps, taken = self._starts, self._gaps, 0
        for at, letter in enumerate(text):
            if letter in gaps:
                _hear_gaps(text, at, gaps[letter], heard)
            if at < taken:
                continue
            for word in starts.get(text[at : at + 2], ()):
                if text.startswith(word, at):
                    taken = at + len(word)
                    if not _denied(text, at, taken):
                        heard[word] += 1
                    break
        return heard


def _rows_of(speaks: Mapping[str, Sequence[tuple[str, float]]]) -> list[tuple[str, str, float]]:
    return [(category, word, weight) for word, says in speaks.items() for category, weight in says]


def _vote(category: str, said: list[tuple[float, str]], groups: dict[str, float]) -> Vote:
    group = min(groups.get(category.partition(".")[0], 0.0), GROUP_SAYS_AT_MOST)
    said.sort(reverse=True)
    score = sum([weight for weight, _ in said]) + group
    if not group and category.startswith(QUARREL):
        score *= WITHOUT_A_QUARREL
    return Vote(category, score, tuple([word for _, word in said]))


def _hear_gaps(text: str, at: int, words: Sequence[tuple[str, str, str]], heard: dict[str, int]) -> None:
    for first, last, word in words:
        if text.startswith(first, at):
            after = at + len(first)
            if text.find(last, after, after + REACH + len(last)) >= 0:
                heard[word] += 1


def _denied(text: str, start: int, end: int) -> bool:
    """「不是漏气」「跟物业无关」: the word is named only to be set aside."""
    before = text[max(0, start - 3) : start]
    if before.endswith(DENIALS[:4]):
        return True
    return before.endswith(DENIALS[4:]) and text[end : end + 3].startswith(DENIED_AFTER)


def plain(text: str) -> str:
    """The words as the lexicon and the model read them: one width, lower case, a bounded length."""
    read = text[:READS_AT_MOST]
    return (unicodedata.normalize("NFKC", read) if WIDE.search(read) else read).lower()


def read_rows(lines: TextIO) -> list[tuple[str, str, float]]:
    """Rows of a lexicon file: columns category, word, weight (> 0). An unusable row is refused by line."""
    rows: list[tuple[str, str, float]] = []
    for number, row in enumerate(csv.DictReader(lines), start=2):
        try:
            word, weight = plain(row["word"].strip()).replace("...", "…"), float(row["weight"])
        except (KeyError, TypeError, ValueError, AttributeError):
            word, weight = "", 0.0
        if len(word) < 2 or word[0] == "…" or word[-1] == "…" or not weight > 0:
            sentence = _("词表第 %(line)s 行用不了：需要类别、两个字以上的词和大于零的分量。")
            raise Invalid(sentence % {"line": number})
        rows.append((row["category"].strip(), word, weight))
    return rows


@cache
def own_lexicon() -> Lexicon:
    """The lexicon that travels with the project."""
    with OWN.open(encoding="utf-8", newline="") as lines:
        return Lexicon(read_rows(lines))
