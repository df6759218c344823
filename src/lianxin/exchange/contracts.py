"""What crosses the door: frozen shapes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class SourceDraft:
    code: str
    name: str
    area: str
    channel: str = "hotline"
    tells: bool = False


@dataclass(frozen=True)
class SourceCard:
    """`version` 0: nobody has said yet what its columns mean."""

    code: str
    name: str
    area: str
    channel: str
    tells: bool
    closed: bool
    version: int
    may_keep: bool


@dataclass(frozen=True)
class BatchCard:
    id: UUID
    source: str
    step: str
    rows: int
    done: int
    new: int
    known: int
    changed: int
    bad: int
    danger: int
    unmapped: Mapping[str, int]
    unread: tuple[str, ...]
    fault: str
    made_at: datetime
    forget_at: datetime


@dataclass(frozen=True)
class BadLine:
    """A row that does not go in, with the line of their file and why."""

    line: int
    number: str
    reason: str


@dataclass(frozen=True)
class Told:
    """A row whose matter is here: it has changed over there, or it speaks of danger."""

    line: int
    number: str
    status: str
    ours: str
    state: str
    county: str
    matter: UUID | None
    danger: bool


@dataclass(frozen=True)
class Asked:
    """What the mapping of a file asks. `seen`: heading → the words that stand under it, the most frequent
    first, for columns of few words. `strange` are headings that were not there before, `missing` those that
    are gone."""

    headings: tuple[str, ...]
    guess: Mapping[str, str]
    seen: Mapping[str, tuple[str, ...]]
    strange: tuple[str, ...]
    missing: tuple[str, ...]
    categories: Mapping[str, str]
    areas: Mapping[str, str]
    constants: Mapping[str, str]
    answers: Mapping[str, str]
