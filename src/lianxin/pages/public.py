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
    opening,
    permission,
    refusals,
    shapes,
    sizes,
)
from lianxin.pages.attempts import attempt
from lianxin.pages.who import once_per_page, signed_in, staff

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
    "once_per_page",
    "opening",
    "permission",
    "refusals",
    "shapes",
    "signed_in",
    "sizes",
    "staff",
]
