"""Where in the words the hits stand, so that a page can mark them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from lianxin.search.tokens import Span, spans

SHOWN, LEAD = 90, 24  # signs of a piece of text, and how many of them come before the first hit


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `hit` where it is what was asked for."""

    text: str
    hit: bool


def marked(text: str, phrases: Sequence[Sequence[str]], *, whole: bool = False) -> list[Piece]:
    """The text in pieces, about ninety signs of it from shortly before the first hit (`whole`: all of it).
    No piece is a hit where none of the phrases stands in it."""
    ranges = _ranges(text, phrases)
    start, end = (0, len(text)) if whole else _window(text, ranges)
    pieces, at = [], start
    for first, last in ranges:
        first, last = max(first, start), min(last, end)
        if first >= last:
            continue
        pieces += [Piece(text[at:first], False), Piece(text[first:last], True)]
        at = last
    pieces.append(Piece(text[at:end], False))
    if start:
        pieces.insert(0, Piece("…", False))
    if end < len(text):
        pieces.append(Piece("…", False))
    return [piece for piece in pieces if piece.text]


def _window(text: str, ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    first = ranges[0][0] if ranges else 0
    start = 0 if first + LEAD <= SHOWN else first - LEAD
    return start, min(len(text), start + SHOWN)


def _ranges(text: str, phrases: Sequence[Sequence[str]]) -> list[tuple[int, int]]:
    """Where the phrases stand, in order, overlapping ones joined."""
    found = list(spans(text))
    hits = sorted(stand for phrase in phrases for stand in _standing(found, list(phrase)))
    joined: list[tuple[int, int]] = []
    for start, end in hits:
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _standing(found: Sequence[Span], phrase: list[str]) -> list[tuple[int, int]]:
    if not phrase:
        return []
    said = [span.token for span in found]
    length = len(phrase)
    return [
        (found[at].start, found[at + length - 1].end)
        for at in range(len(said) - length + 1)
        if said[at : at + length] == phrase
    ]
