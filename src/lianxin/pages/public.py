"""The front door: what rooms above put into every page."""

from lianxin.pages import menu, moments, naming

__all__ = ["menu", "moments", "naming"]
