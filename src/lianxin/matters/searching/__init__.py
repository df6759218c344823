"""Finding matters: what each lends to the index, and what somebody may find in it."""

from lianxin.matters.searching.finding import Results, find
from lianxin.matters.searching.keeping import forget, renew
from lianxin.matters.searching.laying import FAMILY
from lianxin.matters.searching.question import Sought
from lianxin.matters.searching.suggesting import Suggestion, suggest

__all__ = ["FAMILY", "Results", "Sought", "Suggestion", "find", "forget", "renew", "suggest"]
