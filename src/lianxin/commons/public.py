"""The front door of commons."""

from lianxin.commons.figures import Counter, renew

__all__ = ["Counter", "renew"]
