"""What matters announce."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.kernel.announcements import News

PARTNER = "partner:"  # in front of an outside system's id: as a credential, and as what sent something


@dataclass(frozen=True)
class MatterMoved(News):
    """A verb was spoken. `version` is the movement's; `at` is ISO 8601, UTC. `source` is the outside system
    that sent it ("partner:<id>"), said with every movement, since news may be heard in any order; never a
    person."""

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
