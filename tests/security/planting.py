"""Words that are found again wherever they lie: planted by every door, looked for in every column of every
table, also inside what is sealed and in the index of words."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.apps import apps
from django.db import connection

from guard import unguarded
from lianxin.kernel.sealing import Keyring
from lianxin.search.tokens import tokens


@dataclass
class Garden:
    """`mark` makes a word that stands nowhere else; `lying` says in which columns one still lies."""

    marks: dict[str, str] = field(default_factory=dict)  # the word → what it was planted as
    sealed: dict[bytes, str] = field(default_factory=dict)  # what was sealed → its words

    def mark(self, what: str) -> str:
        word = f"qzx{len(self.marks):03}wk"
        self.marks[word] = what
        return word

    def phone(self) -> str:
        number = f"1397315{len(self.marks):04}"
        self.marks[number] = "a number"
        return number

    def mail(self) -> str:
        return f"{self.mark('a mail address')}@mail.example.org"

    def in_words(self, words: str) -> set[str]:
        """As it was written, or as the index of words writes it."""
        told = words.lower()
        return {what for mark, what in self.marks.items() if mark in told or " ".join(tokens(mark)) in told}

    def lying(self) -> dict[str, set[str]]:
        """Column → what lies there in the clear."""
        found: dict[str, set[str]] = {}
        for column, value in _everything():
            told = value.decode("latin-1") if isinstance(value, bytes) else str(value)
            what = self.in_words(told)
            if what:
                found.setdefault(column, set()).update(what)
        return found

    def lying_sealed(self) -> dict[str, set[str]]:
        """Column → what lies there, sealed."""
        found: dict[str, set[str]] = {}
        for column, value in _everything():
            what = self.in_words(self.sealed.get(value, "")) if isinstance(value, bytes) else set()
            if what:
                found.setdefault(column, set()).update(what)
        return found


def _everything() -> Iterator[tuple[str, Any]]:
    """Every value of every table, as it is stored."""
    with unguarded(connection):
        for model in apps.get_models(include_auto_created=True):
            names = [column.attname for column in model._meta.concrete_fields]
            for row in model._base_manager.values_list(*names):
                for name, value in zip(names, row, strict=True):
                    plain = bytes(value) if isinstance(value, memoryview) else value
                    yield f"{model._meta.label}.{name}", plain


def garden(patch: pytest.MonkeyPatch) -> Garden:
    """What is sealed from here on is known again by its bytes."""
    grown, seal = Garden(), Keyring.seal

    def sealing(ring: Keyring, plain: str, *, bound_to: str) -> bytes:
        box = seal(ring, plain, bound_to=bound_to)
        grown.sealed[box] = plain
        return box

    patch.setattr(Keyring, "seal", sealing)
    return grown
