"""The deployment's one keyring, loaded on first use."""

from functools import cache

from django.conf import settings

from lianxin.kernel.sealing import Keyring


@cache
def keyring() -> Keyring:
    return Keyring.load(settings.KEYRING)
