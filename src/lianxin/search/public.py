"""The front door of search."""

from lianxin.search import checking, marks, rebuilding, scrubbing
from lianxin.search.actions import change, forget, lay
from lianxin.search.asking import Ask, Word, words_of
from lianxin.search.engines import IndexHit
from lianxin.search.entries import Entry
from lianxin.search.families import Batch, Family, families
from lianxin.search.marking import Piece, marked
from lianxin.search.queries import Found, find, find_first
from lianxin.search.seats import NEWEST, before
from lianxin.search.tokens import spans, tokens

__all__ = [
    "NEWEST",
    "Ask",
    "Batch",
    "Entry",
    "Family",
    "Found",
    "IndexHit",
    "Piece",
    "Word",
    "before",
    "change",
    "checking",
    "families",
    "find",
    "find_first",
    "forget",
    "lay",
    "marked",
    "marks",
    "rebuilding",
    "scrubbing",
    "spans",
    "tokens",
    "words_of",
]
