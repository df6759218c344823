"""The secret itself: 200 random bits, shown once, kept as a keyed digest."""

import re
import secrets

from lianxin.kernel.keyring import keyring

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"  # no look-alikes: people compare the beginning by eye
LENGTH, SHOWN = 41, 8  # 41 signs of 31: 203 bits
KINDS = {"partner": "lxp_", "test": "lxt_", "person": "lxs_"}  # told apart at sight, and found by scanners
_FORM = re.compile(rf"lx[pts]_[{SIGNS}]{{{LENGTH}}}")


def fresh(kind: str) -> str:
    return KINDS[kind] + "".join(secrets.choice(SIGNS) for _ in range(LENGTH))


def is_formed(told: str) -> bool:
    """Whether it could be one of ours: anything else costs no statement."""
    return bool(_FORM.fullmatch(told))


def prefix_of(secret: str) -> str:
    return secret[: 4 + SHOWN]


def digest_of(secret: str) -> str:
    return keyring().digest("tokens.token", secret)
