"""A gateway that keeps what reached it, and can misbehave."""

from collections import Counter
from collections.abc import Iterator
from typing import ClassVar

import pytest

from keepers import two
from lianxin.notices import channels
from lianxin.notices.public import Letter, channel

__all__ = ["gateway", "two"]


class Gateway:
    """`faults` are raised in turn (None: no fault), before or after the message was accepted."""

    id: ClassVar[str]
    label: ClassVar[str] = "试验网关"
    leaves: ClassVar[bool] = True

    def __init__(self) -> None:
        self.accepted: Counter[str] = Counter()
        self.read: dict[str, tuple[str, str]] = {}
        self.before: BaseException | None = None
        self.after: BaseException | None = None

    def send(self, letter: Letter) -> None:
        if self.before:
            raise self.before
        self.accepted[letter.key] += 1
        told = (letter.address(), letter.words)
        assert self.read.setdefault(letter.key, told) == told
        if self.after:
            raise self.after

    def check(self) -> list[str]:
        return []


@pytest.fixture
def gateway() -> Iterator[Gateway]:
    channel("gateway")(Gateway)
    yield channels._channels["gateway"]  # type: ignore[misc]
    del channels._channels["gateway"]
