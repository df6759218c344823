"""The front door of letters."""

from lianxin.letters.fetching import fetch
from lianxin.letters.forgetting import forget_letters
from lianxin.letters.taking import take

__all__ = ["fetch", "forget_letters", "take"]
