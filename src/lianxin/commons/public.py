"""The front door of commons."""

from lianxin.commons.figures import renew

__all__ = ["renew"]
