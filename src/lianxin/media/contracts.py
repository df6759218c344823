"""What crosses the door."""

from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Subject:
    """What a photo belongs to: "matter:<uuid>" in its county, and which step of it it came with."""

    county: str
    name: str
    part: int = 0


@dataclass(frozen=True)
class Ready:
    """A photo that lies on the shelf and that nobody has yet: `digest` is of what arrived."""

    digest: str
    name: str
    width: int
    height: int
    size: int


@dataclass(frozen=True)
class Covered:
    """The covered one of a photo, on the shelf and shown to nobody; `before`: the name of the one that was
    shown when it was made, "" for none."""

    picture: UUID
    name: str
    width: int
    height: int
    boxes: int
    before: str


@dataclass(frozen=True)
class Photo:
    """A photo that is kept. `public_name` is "" while only those who may see its subject may see it."""

    name: str
    part: int
    width: int
    height: int
    kept_at: datetime
    public_name: str
    public_width: int
    public_height: int


@dataclass(frozen=True)
class Awaited:
    """A photo named by its address: `state` is waiting, kept, refused or given_up, `why` the sentence."""

    part: int
    state: str
    why: str
    asked_at: datetime
    url: str = field(default="", repr=False)  # for its owner's copy alone; empty once nothing is fetched
