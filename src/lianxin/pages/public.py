"""The front door: what rooms above put into every page."""

from lianxin.pages import done, ground, limits, menu, moments, naming, permission
from lianxin.pages.attempts import attempt
from lianxin.pages.who import signed_in, staff

__all__ = [
    "attempt",
    "done",
    "ground",
    "limits",
    "menu",
    "moments",
    "naming",
    "permission",
    "signed_in",
    "staff",
]
