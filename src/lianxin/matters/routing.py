"""Where a matter goes, and why it came there: the duty list decides, and says so."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from lianxin.org import public as org
from lianxin.territory import public as territory


@dataclass(frozen=True)
class Choice:
    """`unit` None: nobody leads it, a dispatcher at `desk` must choose. `because` is kept with the matter
    and is what the receiving unit reads under "why did this come to me?"."""

    unit: UUID | None
    desk: str
    service: str
    because: dict[str, Any]


def desk_for(area: str) -> str:
    """The dispatcher's area: the township's, or the county's where only that is known."""
    return area[:9] if len(area) >= territory.Tier.TOWN else area[:6]


def above(desk: str, *, on: date) -> str:
    """The desk of the next tier where somebody has one, or the same desk where nobody above has: what climbed
    past the last of them would lie there for ever."""
    higher = territory.parent(desk)
    return higher if higher and org.desk_of(higher, on) else desk


def choose(category: str, area: str, *, on: date, desk: str = "") -> Choice:
    """Follow the duty list. `desk` given: only units at that tier or above (the matter climbed there)."""
    floor = len(desk) if desk else None
    desk = desk or desk_for(area)
    card = org.category(category) if category else None
    service = card.service if card else "ordinary"
    if card is None:
        return Choice(None, desk, service, {"kind": "unclassified", "area": area})
    found = org.lead_for(category, area, on=on, at_or_above=floor)
    if isinstance(found, org.Gap):
        # A category nobody leads goes to the tier above, and stands on the gap list.
        climbed = desk if floor else above(desk, on=on)
        return Choice(None, climbed, service, {"kind": "gap", "category": category, "words": found.reason})
    told = {key: str(value) for key, value in found._asdict().items() if key in _TOLD}
    return Choice(
        found.unit_id, desk, found.service or service, {"kind": "list", "category": category, **told}
    )


_TOLD = {"item_id", "number", "title", "basis", "area", "tier", "unit_name", "service"}
