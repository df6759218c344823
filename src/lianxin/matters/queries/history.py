"""What became of matters: received, promised, ended, and how; and what the deployment has learned from them.
For figures, never about a person."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import DONE, State, Verb
from lianxin.matters.models import Matter, Movement
from lianxin.matters.queries.visible import inside

CANCELLED = frozenset({State.DECLINED, State.MERGED, State.WITHDRAWN})


@dataclass(frozen=True)
class Outcome:
    """`carried`: the answer's due time was promised elsewhere before the matter came here, so `due_at` is
    that promise and not one of our service times. `ended_at` is when it was closed or cancelled."""

    ref: Ref
    state: State
    area: str
    unit: UUID | None
    category: str
    received_at: datetime
    due_at: datetime | None
    carried: bool
    ended_at: datetime | None
    merged: bool = False  # it lay in another one, so it is counted with that one and not by itself

    @property
    def closed(self) -> bool:
        return self.state in DONE and not self.merged

    @property
    def cancelled(self) -> bool:
        return self.state in CANCELLED or self.merged

    @property
    def on_time(self) -> bool | None:
        """Whether it was closed by the time promised; None while it is not closed or nothing was promised."""
        if not self.closed or self.due_at is None or self.ended_at is None:
            return None
        return self.ended_at <= self.due_at


def outcomes(area: str, *, after: UUID | None = None, at_most: int = 1000) -> list[Outcome]:
    """The matters of an area ("" for all) in order of id, from the one past `after`: call again with the
    last id until nothing comes. Two statements. For a page, ask first whether its reader may see the area."""
    rows = Matter.objects.filter(inside(area))
    if after is not None:
        rows = rows.filter(id__gt=after)
    fields = ("county", "id", "state", "area", "unit_id", "category", "received_at", "due_at", "ended_at")
    named = (*fields, "merged_into")
    found = list(rows.order_by("id").values_list(*named)[:at_most])
    carried = _carried(Ref(county, id_) for county, id_, *_rest in found)
    return [
        Outcome(
            ref=Ref(county, id_),
            state=State(state),
            area=place,
            unit=unit,
            category=category,
            received_at=received,
            due_at=due,
            carried=id_ in carried,
            ended_at=ended,
            merged=into is not None,
        )
        for county, id_, state, place, unit, category, received, due, ended, into in found
    ]


def _carried(refs: Iterable[Ref]) -> set[UUID]:
    refs = list(refs)
    counties, ids = sorted({ref.county for ref in refs}), [ref.id for ref in refs]
    first = Movement.objects.filter(county__in=counties, matter_id__in=ids, version=1, verb=Verb.SUBMIT)
    return {id_ for id_, facts in first.values_list("matter_id", "facts") if facts.get("promised")}


def worked_to_the_end() -> Iterator[tuple[str, str]]:
    """(text, category) of every matter that was closed: a human dispatched and handled it as that. Oldest
    first. For the command line of the server itself: the words are residents' own, and stay there."""
    rows = Matter.objects.filter(state__in=DONE, erased_at__isnull=True).exclude(category="").exclude(text="")
    yield from rows.order_by("received_at", "id").values_list("text", "category").iterator(chunk_size=2000)
