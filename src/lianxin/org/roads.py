"""The road map (路线图): which lawful ways lie open for a kind of quarrel, in memory."""

from collections.abc import Iterable
from datetime import date

from lianxin.journal.public import Snapshot, bump
from lianxin.org.cards import RoadCard
from lianxin.org.dutylist import in_force
from lianxin.org.models import Road, RoadKind
from lianxin.org.queries import category
from lianxin.org.sheets import ROADS

ORDER = {kind: place for place, kind in enumerate(RoadKind.values)}


def _load() -> tuple[RoadCard, ...]:
    fields = ("category_id", "kind", "body", "within", "brings", "cost", "onward", "basis")
    rows = Road.objects.order_by("category_id", "valid_from").values_list(
        *fields, "valid_from", "valid_until"
    )
    return tuple(RoadCard(category, kind, ROADS[kind], *rest) for category, kind, *rest in rows)


_MAP: Snapshot[tuple[RoadCard, ...]] = Snapshot("roads", _load)


def all_roads() -> tuple[RoadCard, ...]:
    """Of all kinds and days. No statement when warm."""
    return _MAP.get()


def renew() -> None:
    """Called by every write to the map, inside its transaction."""
    bump(_MAP.name)


def roads_for(code: str, on: date) -> list[RoadCard]:
    """The ways open for a kind of quarrel on a day, safety first: its own, and its parent's where it has
    none of that sort. None for what is no quarrel. No statement when warm."""
    card = category(code)
    if card is None or card.family != "dispute":
        return []
    found: dict[str, RoadCard] = {}
    for owner in (card.parent, card.code):  # the nearer one wins
        found |= {road.kind: road for road in _of(owner, on)}
    return sorted(found.values(), key=lambda road: ORDER[road.kind])


def _of(owner: str, on: date) -> Iterable[RoadCard]:
    return (
        road
        for road in all_roads()
        if road.category == owner and in_force(road.valid_from, road.valid_until, on)
    )
