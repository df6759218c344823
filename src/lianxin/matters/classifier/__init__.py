"""How words become a kind of matter: a lexicon that works on the first day, a model learnt from history.

Serving needs numpy only; scikit-learn is touched by `training`, which only the command line asks for."""

import importlib
from typing import Any

from lianxin.matters.classifier.lexicon import Lexicon, own_lexicon
from lianxin.matters.classifier.measures import Measured, measure
from lianxin.matters.classifier.model import Model, load, standing
from lianxin.matters.classifier.rows import Bad, Texts, read_texts

__all__ = [
    "Bad",
    "Lexicon",
    "Measured",
    "Model",
    "Texts",
    "load",
    "measure",
    "own_lexicon",
    "read_texts",
    "standing",
    "trainer",
]


def trainer() -> Any:
    """The module that trains. scikit-learn takes a second to arrive and is fetched only when asked for."""
    return importlib.import_module("lianxin.matters.classifier.training")
