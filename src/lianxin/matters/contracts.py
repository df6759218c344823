"""What crosses the door: frozen shapes, in and out."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from lianxin.kernel.points import Point
from lianxin.media.public import Photo


@dataclass(frozen=True)
class Ref:
    """Names one matter: heavy tables are never searched by id alone."""

    county: str
    id: UUID


@dataclass(frozen=True)
class Report:
    """What somebody says. Words and a place (a point, or an area picked from a list) are all that is
    required. `id` is made by the sender and known to nobody else: whoever sends it again gets the same
    answer, code and all. `credential` is who keeps it unique."""

    id: UUID
    text: str
    made_at: datetime
    credential: str = "web"
    place: str = ""
    point: Point | None = None
    area: str = ""
    category: str = ""
    name: str = ""
    phone: str = ""
    mail: str = ""
    channel: str = "web"
    notice: str = ""
    read_out: bool = False  # no message reaches the caller: whoever takes it down reads the code to them
    joins: bool = False  # it is merged into another at once, so no desk is told of it
    promised: datetime | None = None  # a time already promised elsewhere (carried over, hotline)
    carried: bool = False  # out of another office's books, by the hundred: their time stands, however old
    answered_elsewhere: bool = False  # that office answers its caller: no message of ours goes there
    within: tuple[str, ...] = ()  # where its sender may act: a place elsewhere is refused; empty: anywhere


@dataclass(frozen=True)
class Submitted:
    """The answer to a report: the same, however often it is sent. `again` tells a repeat."""

    ref: Ref
    number: str
    code: str
    again: bool
    joined: bool = True  # False: it wished to join another that was no longer there, and stands by itself


@dataclass(frozen=True)
class Brought:
    """What somebody brings with a verb. The lifecycle row says which of these it needs."""

    unit: UUID | None = None
    reason: str = ""
    note: str = ""
    until: date | None = None
    route: str = ""
    into: str = ""
    level: str = ""
    result: str = ""  # what came of a call-back
    came: bool = False  # they came by or rang themselves: nobody had to look at their number
    category: str = ""  # a dispatcher's word on what it is, when routing
    words: str = ""  # written for anybody to read
    spot: bool = False  # shown where it is, and not only in which community: a public place, nobody's door
    sure: tuple[str, ...] = ()  # which doubts about those words were looked at and set aside
    step: str = ""  # which step of the ladder made the system oversee
    seen: int = 0  # the version that was looked at: refused where it has moved on since; 0 asks nothing


@dataclass(frozen=True)
class Card:
    """One row of a list."""

    ref: Ref
    number: str
    text: str
    place: str
    area: str
    category: str
    state: str
    family: str
    unit: str
    received_at: datetime
    due_at: datetime | None
    late: bool
    verbs: tuple[str, ...]  # what the viewer may do, the usual one first
    why: str = ""  # why it is on this list, when the state does not say so
    follow_up_by: datetime | None = None  # a call-back is owed by then
    version: int = 0  # how many steps it has taken: what `Brought.seen` is compared with
    reports: int = 1  # how often it was reported: a count, never a list of persons
    alike: bool = False  # another may be the same thing: a dispatcher should look


@dataclass(frozen=True)
class Needle:
    """Everything that waits for one person, in every role, sorted by what is due."""

    late: list[Card]
    today: list[Card]
    week: list[Card]
    to_verify: list[Card]
    later: list[Card]

    @property
    def count(self) -> int:
        return sum(map(len, (self.late, self.today, self.week, self.to_verify, self.later)))


@dataclass(frozen=True)
class StepTold:
    """One line of a timeline."""

    version: int
    verb: str
    label: str
    at: datetime
    who: str
    note: str
    state_after: str
    unit: str = ""
    until: str = ""
    road: str = ""  # declined: where else to go
    level: str = ""  # rated: how it was
    result: str = ""  # followed up: what came of it
    came: bool = False  # followed up: when the resident came by or rang themselves
    by_telephone: bool = False  # rated: somebody who serves wrote down what was said
    own: bool = False  # spoken by the resident
    photos: tuple[Photo, ...] = ()  # brought with it
    photos_own: bool = False  # the resident's, to take back
    photos_gone: int = 0  # taken back since


@dataclass(frozen=True)
class Look:
    """Somebody saw the contact details."""

    who: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class Progress:
    """What the holder of a code reads."""

    ref: Ref
    number: str
    headline: str
    text: str
    place: str  # all of it: the area it was filed under, and what the resident wrote
    state: str
    steps: list[StepTold]
    received_at: datetime
    due_at: datetime | None
    late: bool
    promised_by: str
    verbs: tuple[str, ...]
    has_contact: bool
    looks: list[Look]
    level: str
    taken_down_by: UUID | None  # who serves and wrote it down for them
    urgent: bool  # it speaks of danger that belongs on the telephone
    quarrel: str  # its category where it is a quarrel: the road map of that kind lies open; else ""
    public: "Shown"

    @property
    def photos(self) -> tuple[Photo, ...]:
        """Those that came with the report."""
        return self.steps[0].photos if self.steps else ()


@dataclass(frozen=True)
class Dossier:
    """A matter as somebody who serves sees it."""

    card: Card
    point: Point | None
    place_words: str
    channel: str
    made_at: datetime
    steps: list[StepTold]
    because: dict[str, Any]
    suggested: dict[str, Any]
    clocks: list[dict[str, Any]]
    contact: dict[str, str]  # masked
    left_later: bool  # the contact, by whoever held the code: perhaps not whoever reported
    looks: list[Look]
    assisting: list[str]
    bounces: int
    asked_until: date | None
    level: str
    desk: str
    public: "Shown"
    publishes: bool  # whether the viewer decides what everybody may see of it

    @property
    def photos(self) -> tuple[Photo, ...]:
        """Those that came with the report."""
        return self.steps[0].photos if self.steps else ()


@dataclass(frozen=True)
class Shown:
    """What anybody may read of one matter. `may`: it is of a kind that may be shown at all; `words` are
    empty while it is not shown; `spot`: with its exact place; `objected`: the resident does not want it."""

    may: bool
    words: str
    spot: bool
    objected: bool
    proposal: str  # what the machine would write: never the resident's own words


@dataclass(frozen=True)
class Cause:
    """One reason why matters are stuck, with how many."""

    code: str
    label: str
    count: int
    by_unit: list[tuple[str, int]] = field(default_factory=list)


@dataclass(frozen=True)
class Oversight:
    area: str
    open: int
    causes: list[Cause]
    cards: list[Card]
    cause: str
    next_after: str
