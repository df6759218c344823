"""The front door of the wire."""

from lianxin.api.bearer import Bearer

__all__ = ["Bearer"]
