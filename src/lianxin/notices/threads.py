"""The mark in a mail of ours by which an answer finds its matter. A matter's id alone does not make one."""

import re
from dataclasses import dataclass
from hmac import compare_digest
from uuid import UUID

from lianxin.kernel.keyring import keyring

ALPHABET = "0123456789abcdefghijklmnopqrstuvwxyz"
LENGTH = 16  # of the part that only this deployment can derive: 80 bits
_MARK = re.compile(r"\b(\d{6})\.([0-9a-z]{25})\.([0-9a-z]{16})(?![0-9a-z])")


@dataclass(frozen=True)
class Thread:
    county: str
    matter: UUID


def mark_of(county: str, subject: str) -> str:
    """For "matter:<id>"; "" for anything else. All in lower case, as post servers like it."""
    kind, _colon, id_ = subject.partition(":")
    if kind != "matter":
        return ""
    matter = UUID(id_)
    return f"{county}.{_short(matter)}.{_proof(county, matter)}"


def read_mark(words: str) -> Thread | None:
    """The first true mark in the headers of an answer."""
    for county, short, proof in _MARK.findall(words.lower()):
        number = int(short, 36)
        if number < 1 << 128 and compare_digest(proof, _proof(county, UUID(int=number))):
            return Thread(county, UUID(int=number))
    return None


def _short(matter: UUID) -> str:
    """In base 36: what stands before the @ of an address may have 64 characters in all."""
    left, digits = matter.int, ""
    for _place in range(25):
        left, digit = divmod(left, 36)
        digits = ALPHABET[digit] + digits
    return digits


def _proof(county: str, matter: UUID) -> str:
    return keyring().code("mail thread", f"{county}:{matter}", LENGTH).lower()
