"""What deadlines announce."""

from dataclasses import dataclass
from typing import ClassVar

from lianxin.kernel.announcements import News


@dataclass(frozen=True)
class DeadlineStepped(News):
    """A running clock reached a step of the ladder: about a matter, never about a person.

    `kind` is dispatch or answer; `step` is the ladder's code and `rank` its place (1 lowest); `round` counts
    the promises this clock has made (an extension or a reopening makes a new one); `due` is ISO 8601, UTC.
    """

    topic: ClassVar[str] = "deadlines.stepped"
    subject: str
    kind: str
    step: str
    rank: int
    round: int
    due: str
