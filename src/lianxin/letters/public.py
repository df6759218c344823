"""The front door of letters."""

from lianxin.letters.fetching import fetch
from lianxin.letters.forgetting import forget_letters

__all__ = ["fetch", "forget_letters"]
