"""The front door: what rooms above put into every page."""

from lianxin.pages import (
    deeds,
    done,
    ground,
    insets,
    limits,
    menu,
    moments,
    naming,
    permission,
    refusals,
    shapes,
    sizes,
)
from lianxin.pages.attempts import attempt
from lianxin.pages.who import signed_in, staff

__all__ = [
    "attempt",
    "deeds",
    "done",
    "ground",
    "insets",
    "limits",
    "menu",
    "moments",
    "naming",
    "permission",
    "refusals",
    "shapes",
    "signed_in",
    "sizes",
    "staff",
]
