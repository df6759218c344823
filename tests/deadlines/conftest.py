"""What these tests share."""

from keepers import two

__all__ = ["two"]
