"""What two short reports have in common in words: characters and pairs, the telling ones weighing more.

Single characters say more than longer pieces of a short Chinese text (operations.md 6.4). The weights are
learned from our own lexicon: a character that names few kinds of thing tells much, one that joins words
almost nothing.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Mapping
from functools import cache, lru_cache
from math import log, sqrt
from pathlib import Path

from lianxin.matters.classifier.grams import grams
from lianxin.matters.classifier.lexicon import own_lexicon, plain

SAME_THINGS = Path(__file__).parent.parent / "data" / "same_things.csv"
READS = 400  # characters: what a report is about is said early, and one types against this
LONGEST_GRAM = 2
JOINING = frozenset(
    "的了在是有没不个这那就都也很我你他她它们俺咱啥咋谁哪么嘞哩咧吧呢吗啊呀哦和与跟又还再已把被让给到来去上下里外"
    "一二三几两多少人能会要想请快点说看得地着过好大小天年月日时候谢麻烦尽处理问反映您好"
)
JOINS, UNKNOWN = 0.15, 1.6

Weighed = Mapping[str, float]


@lru_cache(maxsize=4096)
def weighed(text: str) -> Weighed:
    """The grams of a text with their weights, of length one together."""
    counts = Counter(gram for gram in grams(text[:READS]) if _short(gram))
    table = _telling()
    found = {gram: sqrt(count) * _weight(gram, table) for gram, count in counts.items()}
    length = sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {gram: weight / length for gram, weight in found.items()}


@lru_cache(maxsize=4096)
def things(text: str) -> Weighed:
    """The kinds of thing that the lexicon hears in a text, of length one together: 马葫芦盖 is 井盖 there."""
    votes = own_lexicon().votes(text[:READS])
    length = sqrt(sum(vote.score * vote.score for vote in votes)) or 1.0
    return {vote.category: vote.score / length for vote in votes}


@lru_cache(maxsize=4096)
def objects(text: str) -> frozenset[str]:
    """What is named in it, whatever it is called: 长椅, 条凳 and 木椅 are one thing."""
    read, found, at = plain(text[:READS]), set(), 0
    called = _called()
    while at < len(read):
        word = next((word for word in called.get(read[at], ()) if read.startswith(word, at)), "")
        if word:
            found.add(_things()[word])
        at += len(word) or 1
    return frozenset(found)


@lru_cache(maxsize=4096)
def named(text: str) -> str:
    """What is named in it, each thing by one word of our list and by none of the text's own."""
    return "。".join(sorted(_word_for()[thing] for thing in objects(text)))


def agreement(one: Weighed, other: Weighed) -> float:
    """The cosine of two lots of weights: 0 nothing in common, 1 the same."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[gram] for gram, weight in one.items() if gram in other)


def pairs(text: str) -> frozenset[str]:
    """Pairs of neighbouring characters, for names of places; one character stands for itself."""
    read = "".join(letter for letter in plain(text[:READS]) if letter.isalnum())
    return frozenset(read[at : at + 2] for at in range(len(read) - 1)) or frozenset(read)


def _short(gram: str) -> bool:
    return len(gram) <= LONGEST_GRAM or gram[0] in " ~"


def _weight(gram: str, table: Mapping[str, float]) -> float:
    if all(letter in JOINING for letter in gram):
        return JOINS
    return table.get(gram, UNKNOWN if len(gram) > 1 else UNKNOWN / 2)


@cache
def _things() -> Mapping[str, str]:
    """Word → the thing it names, from a list that anybody may lengthen."""
    with SAME_THINGS.open(encoding="utf-8", newline="") as lines:
        return {word: row["thing"] for row in csv.DictReader(lines) for word in row["called"].split("|")}


@cache
def _word_for() -> Mapping[str, str]:
    """Thing → one of its words."""
    return {thing: word for word, thing in _things().items()}


@cache
def _called() -> Mapping[str, list[str]]:
    """First character → the words that begin with it, the longest first."""
    found: dict[str, list[str]] = defaultdict(list)
    for word in sorted(_things(), key=lambda word: (-len(word), word)):
        found[word[0]].append(word)
    return found


@cache
def _telling() -> Mapping[str, float]:
    """Gram → how few kinds of thing it helps to name."""
    lexicon = own_lexicon()
    kinds: dict[str, set[str]] = defaultdict(set)
    for category in lexicon.categories:
        for word in lexicon.words_for(category):
            for gram in grams(word):
                if len(gram) <= LONGEST_GRAM:
                    kinds[gram].add(category)
    return {gram: log(1 + len(lexicon.categories) / len(named)) for gram, named in kinds.items()}
