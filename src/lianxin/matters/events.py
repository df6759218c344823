"""What matters announce."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.kernel.announcements import News


@dataclass(frozen=True)
class MatterMoved(News):
    """A verb was spoken. `version` is the movement's; `at` is ISO 8601, UTC. `source` is the outside system
    that sent it ("partner:<id>"), said once, at its first movement; never a person."""

    topic: ClassVar[str] = "matters.moved"
    matter: str
    number: str
    verb: str
    state: str
    version: int
    area: str
    category: str
    at: str
    source: str = ""
