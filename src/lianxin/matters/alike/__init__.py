"""Two reports of one thing: how alike they are, which lie near, and in what words that is told.

Suggested only, never acted on by the machine. What is compared is the thing and not who said it: `Heard` has
no field for a person (promise C2)."""

from lianxin.matters.alike.around import Found, around, heard_of
from lianxin.matters.alike.calls import Call, call, calls, same_spot
from lianxin.matters.alike.likeness import (
    SUGGEST_FROM,
    WEIGHTS,
    Features,
    Heard,
    Likeness,
    likeness,
    measured,
    out_of_reach,
    share_of,
)
from lianxin.matters.alike.spots import metres

__all__ = [
    "SUGGEST_FROM",
    "WEIGHTS",
    "Call",
    "Features",
    "Found",
    "Heard",
    "Likeness",
    "around",
    "call",
    "calls",
    "heard_of",
    "likeness",
    "measured",
    "metres",
    "out_of_reach",
    "same_spot",
    "share_of",
]
