"""What a matter lends to the index: its words, where it lies, who may see it. Never the resident's code,
never how to reach them."""

from collections.abc import Iterable
from uuid import UUID

from lianxin.matters.models import Matter
from lianxin.matters.standing import HELPED_FOR
from lianxin.search import public as search

NAME = "matter"
marks = search.marks


def entry_of(matter: Matter, *, notes: Iterable[str] = (), helpers: Iterable[UUID] = ()) -> search.Entry:
    """`notes` is what was added to it by those who know (supplements), `helpers` the units asked to help."""
    return search.Entry(
        county=matter.county,
        family=NAME,
        subject=matter.id,
        received_at=matter.received_at,
        words=(matter.text, matter.place, *notes),
        marks=marks_of(matter),
        helpers=tuple(marks.helper(unit) for unit in helpers),
        fades_at=matter.ended_at + HELPED_FOR if matter.ended_at else None,
    )


def marks_of(matter: Matter) -> tuple[str, ...]:
    """As `queries.visible` and `standing` say who sees it: by the place, by the unit, by having taken it
    down. (A desk lies above the place, so the place says that too.)"""
    told = [*marks.areas(matter.area), marks.number(matter.number), marks.state(matter.state)]
    if matter.category:
        told.append(marks.kind(matter.category))
    if matter.unit_id:
        told.append(marks.unit(matter.unit_id))
    if matter.reporter:
        told.append(marks.person(matter.reporter))
    return tuple(told)
