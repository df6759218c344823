"""What matters look like on the wire."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import Field

from lianxin.api.public import Among, Area, Given, Told
from lianxin.kernel.points import Point
from lianxin.matters.contracts import Brought, Card, Dossier, Progress
from lianxin.matters.lifecycle import OF_ITSELF, Level, Result, State, Verb
from lianxin.matters.publicity.doubts import DOUBT_NAMES
from lianxin.matters.web.wording import RESIDENT
from lianxin.pages.public import insets

Text = Annotated[str, Field(max_length=4000)]
Note = Annotated[str, Field(max_length=2000)]
VERBS = tuple(verb.value for verb in Verb if verb not in OF_ITSELF)
StaffVerb = Annotated[str, Among(VERBS)]
ResidentVerb = Annotated[str, Among(tuple(verb.value for verb in RESIDENT))]
StateCode = Annotated[str, Among(tuple(State.values))]
LevelCode = Annotated[str, Among(tuple(Level.values))]
ResultCode = Annotated[str, Among(tuple(Result.values))]
DoubtCode = Annotated[str, Among(tuple(DOUBT_NAMES))]


class PointGiven(Given):
    """WGS-84 degrees, as a phone or the map gives them."""

    lon: float = Field(ge=-180, le=180)
    lat: float = Field(ge=-90, le=90)


class ReportGiven(Given):
    """A report. `id` is made by the sender, a new one for each thing said: sent again it gets the same.
    A point, or an area picked from `GET /places`, says where. `channel` and `read_out` are for people who
    serve and take down what a resident says."""

    id: UUID
    text: Text
    point: PointGiven | None = None
    area: Area = ""
    place: Annotated[str, Field(max_length=200)] = ""
    category: Annotated[str, Field(max_length=40)] = ""
    name: Annotated[str, Field(max_length=40)] = ""
    phone: Annotated[str, Field(max_length=20)] = ""
    made_at: datetime | None = None
    channel: Literal["", "grid", "visit", "call", "hotline"] = ""
    read_out: bool = False


class Received(Told):
    """Taken in. `code` opens its progress to whoever holds it: only an outside system is told, to hand it to
    the resident; whoever serves and took it down reads its slip instead."""

    id: UUID
    county: str
    number: str
    code: str | None
    matter: UUID | None
    again: bool


class BroughtGiven(Given):
    """What is brought with a verb: `GET /lifecycle` says which of these it needs. `words` are written for
    anybody to read; `sure` names the doubts about them that were looked at and set aside. `came`: with
    `follow_up`, that the resident came by or rang; without it the number must have been opened first."""

    unit: UUID | None = None
    reason: Note = ""
    note: Note = ""
    until: date | None = None
    route: Note = ""
    into: Annotated[str, Field(max_length=24)] = ""
    level: LevelCode | None = None
    result: ResultCode | None = None
    came: bool = False
    category: Annotated[str, Field(max_length=40)] = ""
    words: Note = ""
    spot: bool = False
    sure: Annotated[tuple[DoubtCode, ...], Field(max_length=len(DOUBT_NAMES))] = ()

    def brought(self, seen: int) -> Brought:
        told = self.model_dump()
        chosen = {name: told[name] or "" for name in ("level", "result")}
        return Brought(**{**told, **chosen}, seen=seen)


class ReasonGiven(Given):
    """Why a contact is looked at: the resident reads it, with the post and name of whoever looked."""

    reason: Annotated[str, Field(min_length=2, max_length=200)]


class CardTold(Told):
    """One row of a list. `version` goes into If-Match as `"v<version>"`."""

    county: str
    id: UUID
    number: str
    version: int
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
    verbs: list[str]
    why: str
    follow_up_by: datetime | None


class ListTold(Told):
    """`next_after` opens the next page; "" on the last."""

    matters: list[CardTold]
    next_after: str


class NeedleTold(Told):
    """Everything that waits, in the groups of the page."""

    count: int
    late: list[CardTold]
    today: list[CardTold]
    week: list[CardTold]
    to_verify: list[CardTold]
    later: list[CardTold]


class CallBackTold(Told):
    """Somebody must be rung: why, by when, what was tried. Of a matter, never of a person."""

    matter: CardTold
    level: str
    due_at: datetime
    late: bool
    tried: datetime | None
    tries: int
    told: str


class FollowUpsTold(Told):
    """`bad`: rated badly, an answer is owed. `unasked`: told by word of mouth, nobody has asked yet."""

    bad: list[CallBackTold]
    unasked: list[CallBackTold]
    more: bool


class StepOut(Told):
    """One line of a timeline."""

    version: int
    verb: str
    label: str
    at: datetime
    who: str
    note: str
    state_after: str
    unit: str
    until: str
    road: str
    level: str
    own: bool


class LookOut(Told):
    """Somebody saw the contact: in which post, why, when."""

    who: str
    reason: str
    at: datetime


class ClockOut(Told):
    """A promise: `dispatch` or `answer`."""

    kind: str
    due_at: datetime | None
    stopped_at: datetime | None
    paused_at: datetime | None


class PointOut(Told):
    lon: float
    lat: float


class LineOut(Told):
    """What is known of a thing elsewhere: what it is called there, and how."""

    label: str
    words: str


class DossierTold(Told):
    """A matter as somebody who serves sees it. `contact` says what was left, never what it is.
    `elsewhere`: the numbers under which other offices know it."""

    matter: CardTold
    point: PointOut | None
    place_words: str
    channel: str
    made_at: datetime
    steps: list[StepOut]
    because: dict[str, Any]
    suggested: dict[str, Any]
    clocks: list[ClockOut]
    contact: list[str]
    looks: list[LookOut]
    assisting: list[str]
    bounces: int
    asked_until: date | None
    level: str
    desk: str
    elsewhere: list[LineOut]


class MovedTold(Told):
    """The step was taken. Where the matter went to somebody else, it may no longer be yours to read."""

    county: str
    id: UUID
    number: str
    verb: str
    state: str
    version: int


class ContactTold(Told):
    """A contact, opened once."""

    name: str
    phone: str


class SlipTold(Told):
    """What whoever took it down tells the caller; `code` only where no message can reach them."""

    county: str
    id: UUID
    number: str
    headline: str
    text: str
    place: str
    due_at: datetime | None
    goes: str
    code: str
    urgent: bool


class SentTold(Told):
    """How what an outside system sent goes on: what the resident reads, without who looked."""

    number: str
    version: int
    headline: str
    state: str
    received_at: datetime
    due_at: datetime | None
    late: bool
    promised_by: str
    steps: list[StepOut]
    level: str
    urgent: bool


class ProgressTold(SentTold):
    """What the holder of a code reads."""

    text: str
    place: str
    verbs: list[str]
    has_contact: bool
    looks: list[LookOut]


class CauseTold(Told):
    """One reason why matters are stuck, by unit."""

    code: str
    label: str
    count: int
    by_unit: list[tuple[str, int]]


class OversightTold(Told):
    """By cause first, by unit second, by person never."""

    area: str
    open: int
    causes: list[CauseTold]
    cause: str
    matters: list[CardTold]
    next_after: str


class VerbRow(Told):
    """One verb of the lifecycle: who may speak it, from where to where, and what it needs."""

    verb: str
    label: str
    froms: list[str]
    to: str | None
    by: list[str]
    needs: list[str]


class LifecycleTold(Told):
    """The one table that decides what may happen to a matter."""

    states: dict[str, str]
    verbs: list[VerbRow]


class PlaceTold(Told):
    """A place with its whole name."""

    code: str
    name: str


class PlacesTold(Told):
    """The best first."""

    places: list[PlaceTold]


def card_told(card: Card) -> dict[str, Any]:
    told = {name: getattr(card, name) for name in CardTold.model_fields if name not in {"county", "id"}}
    return {**told, "county": card.ref.county, "id": card.ref.id, "verbs": list(card.verbs)}


def dossier_told(found: Dossier, elsewhere: Sequence[insets.Line]) -> dict[str, Any]:
    """The point apart, the contact as the names of what was left."""
    names = DossierTold.model_fields.keys() - {"matter", "elsewhere"}
    told = {name: getattr(found, name) for name in names} | {
        "elsewhere": [{"label": line.label, "words": line.words} for line in elsewhere]
    }
    steps, looks = [asdict(step) for step in found.steps], [asdict(look) for look in found.looks]
    told |= {"matter": card_told(found.card), "point": _point(found.point), "contact": sorted(found.contact)}
    return {**told, "steps": steps, "looks": looks}


def progress_told(found: Progress, shape: type[SentTold] = ProgressTold) -> dict[str, Any]:
    names: Mapping[str, object] = shape.model_fields
    told = {name: getattr(found, name) for name in names if name != "version"}
    told["steps"] = [asdict(step) for step in found.steps]
    if "looks" in names:
        told |= {"looks": [asdict(look) for look in found.looks], "verbs": list(found.verbs)}
    return {**told, "version": found.steps[-1].version}


def _point(point: Point | None) -> dict[str, float] | None:
    return {"lon": point.lon, "lat": point.lat} if point else None
