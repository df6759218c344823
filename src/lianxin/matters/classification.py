"""A suggestion of what kind of matter this is, with its reason. A human's word always wins.

Pure: words in, suggestion out. The model is optional and is only ever asked in addition to the lexicon.
"""

from dataclasses import dataclass
from typing import Literal

from lianxin.matters.classifier.lexicon import Lexicon, own_lexicon
from lianxin.matters.classifier.model import Model

SPEAKS_FROM = 2.0  # a lexicon score below this is a guess, and a guess is not a suggestion
DOUBT = 4.0  # score that stands for "something we have no word for"
WORDS_SHOWN = 3


@dataclass(frozen=True)
class Suggestion:
    """`share` is 0…1, how sure; `reason` are words of the report itself, for 「因为提到“井盖”」."""

    category: str
    reason: tuple[str, ...]
    share: float
    second: str | None
    by: Literal["lexicon", "model"]


def suggest(text: str, *, model: Model | None = None, lexicon: Lexicon | None = None) -> Suggestion | None:
    """What the words seem to be about, or None when nothing in them is known."""
    by_lexicon = _from_lexicon(text, lexicon or own_lexicon())
    by_model = _from_model(text, model) if model else None
    if by_model is None or model is None:
        return by_lexicon
    never_seen = by_lexicon is not None and by_lexicon.category not in model.labels
    if never_seen and by_lexicon is not None and by_lexicon.share > by_model.share:
        return by_lexicon
    return by_model


def _from_lexicon(text: str, lexicon: Lexicon) -> Suggestion | None:
    votes = lexicon.votes(text)
    if not votes or votes[0].score < SPEAKS_FROM:
        return None
    top, second = votes[0], votes[1] if len(votes) > 1 else None
    share = top.score / (top.score + (second.score if second else 0.0) + DOUBT)
    return Suggestion(
        top.category, top.words[:WORDS_SHOWN], round(share, 3), second.category if second else None, "lexicon"
    )


def _from_model(text: str, model: Model) -> Suggestion | None:
    guess = model.guess(text)
    if guess is None:
        return None
    return Suggestion(guess.label, guess.words[:WORDS_SHOWN], round(guess.share, 3), guess.second, "model")
