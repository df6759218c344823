"""Matters as rows of a sheet: what a list shows, with its end beside its beginning. Never with a contact:
that is `reveal`, one look at a time."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.matters.contracts import Ref
from lianxin.matters.emergency import is_emergency
from lianxin.matters.lifecycle import Level, State, Verb
from lianxin.matters.models import Matter, Movement
from lianxin.matters.queries.cards import is_late
from lianxin.matters.queries.listing import Wanted, page_mark, rows_wanted
from lianxin.matters.reporting import LONGEST, checked
from lianxin.org import public as org

__all__ = ["LEVELS", "LONGEST", "Row", "Sheet", "checked", "count", "of", "seen", "speaks_of_danger"]
LEVELS = {level.value: level.label for level in Level}  # how a rating is called
ENDS = (Verb.FINISH, Verb.CLOSE, Verb.DECLINE)


@dataclass(frozen=True)
class Row:
    """`result` is the last word on what was done, or why it was declined and where else to go."""

    ref: Ref
    number: str
    text: str
    place: str
    area: str
    lon: float | None
    lat: float | None
    channel: str
    category: str
    state: State
    unit: str
    unit_id: UUID | None
    desk: str
    made_at: datetime
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    ended_at: datetime | None
    late: bool
    result: str
    level: str
    moved_at: datetime


@dataclass(frozen=True)
class Sheet:
    rows: list[Row]
    next_after: str


def seen(viewer: Actor, wanted: Wanted, *, at_most: int, now: datetime) -> Sheet:
    """The rows that the list shows to `viewer`, from the mark on: three statements, however many."""
    held = org.held(viewer, on=local(now).date())
    page = list(rows_wanted(held, wanted)[: at_most + 1])
    more = page[at_most - 1] if len(page) > at_most else None
    return Sheet(_rows(page[:at_most], now), page_mark(more.received_at, more.id) if more else "")


def count(viewer: Actor, wanted: Wanted, *, at_most: int, now: datetime) -> int:
    """How many the list shows; no further than one past `at_most`."""
    held = org.held(viewer, on=local(now).date())
    return rows_wanted(held, wanted)[: at_most + 1].count()


def of(refs: Collection[Ref], *, now: datetime) -> dict[UUID, Row]:
    """These matters, by id: two statements. Ask first whether its reader may see them."""
    counties = sorted({ref.county for ref in refs})
    found = Matter.objects.filter(county__in=counties, id__in=[ref.id for ref in refs])
    return {row.ref.id: row for row in _rows(list(found), now)}


def speaks_of_danger(text: str, category: str = "") -> bool:
    """Whether it belongs on the telephone: by its words, or by the category it comes under."""
    card = org.category(category) if category else None
    return is_emergency(text, card.service if card else "")


def _rows(matters: Sequence[Matter], now: datetime) -> list[Row]:
    ends = _ends(matters)
    return [_row(matter, ends.get(matter.id, []), now) for matter in matters]


def _row(matter: Matter, ends: Sequence[Movement], now: datetime) -> Row:
    unit = org.unit(matter.unit_id) if matter.unit_id else None
    finished = next((move.at for move in ends if move.verb == Verb.FINISH), None)
    return Row(
        ref=Ref(matter.county, matter.id),
        number=matter.number,
        text=matter.text,
        place=matter.place,
        area=matter.area,
        lon=matter.lon,
        lat=matter.lat,
        channel=matter.channel,
        category=matter.category,
        state=State(matter.state),
        unit=unit.name if unit else "",
        unit_id=matter.unit_id,
        desk=matter.desk,
        made_at=matter.made_at,
        received_at=matter.received_at,
        due_at=matter.due_at,
        finished_at=finished,
        ended_at=matter.ended_at,
        late=is_late(matter, now),
        result=_result(ends),
        level=matter.level,
        moved_at=matter.moved_at,
    )


def _result(ends: Sequence[Movement]) -> str:
    """Newest first. Closing often says nothing new: then what the unit said stands."""
    for move in ends:
        if move.note or move.road:
            return " ".join(filter(None, [move.note, move.road]))
    return ""


def _ends(matters: Iterable[Matter]) -> dict[UUID, list[Movement]]:
    ids = [matter.id for matter in matters]
    counties = sorted({matter.county for matter in matters})
    told = Movement.objects.filter(county__in=counties, matter_id__in=ids, verb__in=ENDS)
    by_matter: dict[UUID, list[Movement]] = {}
    for move in told.order_by("-version"):
        by_matter.setdefault(move.matter_id, []).append(move)
    return by_matter
