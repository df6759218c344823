"""Lends the wire the one who opens tokens."""

from lianxin.api import public as api

api.register("lianxin.tokens.opening.entered")
