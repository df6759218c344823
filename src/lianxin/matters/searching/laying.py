"""Every matter as the index should hold it, county by county, in the order in which they were received."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from django.db.models import Q

from lianxin.matters.lifecycle import Verb
from lianxin.matters.models import Assist, Matter, Movement
from lianxin.matters.searching.entry import NAME, entry_of
from lianxin.search import public as search

T = TypeVar("T")


def batch(after: str, at_most: int) -> search.Batch:
    """`after` is a county, a moment and an id. Three statements, one more at the end of a county."""
    county, _comma, place = after.partition(",")
    rows = _of(county, place, at_most) if county else []
    while not rows:
        following = Matter.objects.filter(county__gt=county).order_by("county")
        county = following.values_list("county", flat=True).first() or ""
        if not county:
            return search.Batch((), "")
        rows = _of(county, "", at_most)
    last = rows[-1]
    return search.Batch(_entries(county, rows), f"{county},{last.received_at.isoformat()},{last.id}")


def _of(county: str, place: str, at_most: int) -> Sequence[Matter]:
    """Locked: nobody moves them while their entries are laid."""
    rows = Matter.objects.select_for_update().filter(county=county)
    if place:
        moment, _comma, id_ = place.partition(",")
        at = datetime.fromisoformat(moment)
        rows = rows.filter(Q(received_at__gt=at) | Q(received_at=at, id__gt=UUID(id_)), received_at__gte=at)
    return list(rows.order_by("received_at", "id")[:at_most])


def _entries(county: str, rows: Sequence[Matter]) -> list[search.Entry]:
    ids = [row.id for row in rows]
    said = Movement.objects.filter(county=county, matter_id__in=ids, verb=Verb.SUPPLEMENT)
    notes = _gathered(said.order_by("matter_id", "version").values_list("matter_id", "note"))
    asked = Assist.objects.filter(county=county, matter_id__in=ids)
    helpers = _gathered(asked.values_list("matter_id", "unit_id"))
    return [entry_of(row, notes=notes.get(row.id, ()), helpers=helpers.get(row.id, ())) for row in rows]


def _gathered(pairs: Iterable[tuple[UUID, T]]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = {}
    for matter, one in pairs:
        found.setdefault(matter, []).append(one)
    return found


FAMILY = search.Family(NAME, batch, Matter.objects.count)
