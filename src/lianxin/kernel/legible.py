"""Words as people see them: without the signs that show nothing and do something.

A sign that turns the direction of writing makes a line say what was never stored. A sign of no width makes a
second unit of the same name. NUL and half a surrogate pair no database takes.
"""

import re
import unicodedata

# Controls but for line break and tab; marks, embeddings, overrides and isolates of direction; surrogates; the
# two that no XML holds: with one of them in it a workbook cannot be opened.
_UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)
# No width, or blank and yet no space. (Joiners hold some faces and scripts together; in a name, nothing.)
_BLANK = re.compile(
    "[\xad\u115f\u1160\u180b-\u180e\u200b-\u200d\u2060-\u2064\u2800\u3164\ufeff\uffa0\U000e0000-\U000e007f]"
)
_SPACE = re.compile(r"\s+")


def legible(words: str) -> str:
    """Text of any length, its line breaks kept."""
    return _UNSEEN.sub("", words).strip()


def plain_name(words: str) -> str:
    """A name of one line, with single spaces."""
    return _SPACE.sub(" ", _BLANK.sub("", legible(words))).strip()


def alike(name: str) -> str:
    """The same for two names that cannot be told apart at a glance: width, case and spaces aside."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", plain_name(name)).casefold())
