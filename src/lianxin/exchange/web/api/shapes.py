"""What sources, mappings and files look like on the wire."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import Field

from lianxin.api.public import Among, Area, Given, Told
from lianxin.exchange.contracts import BatchCard, SourceCard
from lianxin.exchange.fields import FIELDS, Mapped
from lianxin.exchange.models import Channel

Name = Annotated[str, Field(min_length=1, max_length=60)]
Heading = Annotated[str, Field(min_length=1, max_length=60)]
FieldCode = Annotated[str, Among(("", *FIELDS))]
ChannelCode = Annotated[str, Among(tuple(Channel.values))]
MOST_COLUMNS, MOST_WORDS = 100, 2_000
Words = Annotated[dict[Annotated[str, Field(max_length=60)], str], Field(max_length=MOST_WORDS)]


class SourceGiven(Given):
    """`area`: where all of its rows lie. `tells`: whether its callers hear from us; else that office answers
    them."""

    code: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_-]{1,19}$")]
    name: Name
    area: Area
    channel: ChannelCode = "hotline"
    tells: bool = False


class SourceChange(Given):
    name: Name
    tells: bool
    closed: bool


class MappedGiven(Given):
    """`columns`: each heading → what it is here, "" for a column that is not taken. `categories` and `areas`:
    their word → our code. `constants`: category and area where a row says nothing, times (auto, dmy, mdy),
    system (wgs84, gcj02, bd09). `answers`: what our answers are called in their sheet."""

    columns: Annotated[dict[Heading, FieldCode], Field(min_length=2, max_length=MOST_COLUMNS)]
    categories: Words = {}
    areas: Words = {}
    constants: Words = {}
    answers: Words = {}

    def mapped(self) -> Mapped:
        return Mapped(**self.model_dump())


class SourceOut(Told):
    """`version` of its mapping; 0: nobody has said yet what its columns mean. `may_keep`: whether you may."""

    code: str
    name: str
    area: str
    channel: str
    tells: bool
    closed: bool
    version: int
    may_keep: bool


class SourcesTold(Told):
    sources: list[SourceOut]


class MappingOut(Told):
    columns: dict[str, str]
    categories: dict[str, str]
    areas: dict[str, str]
    constants: dict[str, str]
    answers: dict[str, str]


class SourceTold(SourceOut):
    """With what its columns mean now."""

    mapping: MappingOut


class SourceFound(Told):
    code: str


class MappingKept(Told):
    version: int


class ArrivalTold(Told):
    """Our matter for a number of theirs."""

    county: str
    matter: UUID
    number: str
    state: str
    unit: str


class AskedOut(Told):
    """What somebody must say before the file can be read, with a guess at every column; of kinds, places and
    states also the words that stand under it. Never a name or a number of a person."""

    headings: list[str]
    guess: dict[str, str]
    seen: dict[str, list[str]]
    strange: list[str]
    missing: list[str]


class BatchOut(Told):
    """`step`: asking (say what the columns mean: match), reading and checking (the dry run, in the
    background), checked (confirm or drop), taking, done, failed (`fault` says why; `may_go_on` after a fault
    of ours). `new`, `known`, `changed`, `bad`: rows; `danger`: those that speak of it. `unmapped`: words for
    a kind that nobody has matched."""

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
    unmapped: dict[str, int]
    unread: list[str]
    fault: str
    made_at: datetime
    forget_at: datetime


class BatchTold(BatchOut):
    asked: AskedOut | None
    may_go_on: bool


class BatchesTold(Told):
    """The newest twenty of yours."""

    batches: list[BatchOut]


class BadRowOut(Told):
    """`cells` in the order of `headings`, as they came."""

    line: int
    number: str
    reason: str
    cells: list[str]


class BadRowsTold(Told):
    """Mend them and send only these again: a row whose number is here is let be."""

    headings: list[str]
    rows: list[BadRowOut]
    next_after: str


def source_told(card: SourceCard) -> dict[str, Any]:
    return {name: getattr(card, name) for name in SourceOut.model_fields}


def batch_told(card: BatchCard) -> dict[str, Any]:
    told = {name: getattr(card, name) for name in BatchOut.model_fields}
    return {**told, "unmapped": dict(card.unmapped), "unread": list(card.unread)}
