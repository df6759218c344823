"""The unit of a kind that serves a place: the community's own, else the one above it."""

from datetime import date
from uuid import UUID

from lianxin.org import public as org
from lianxin.territory import public as territory

COMMITTEE, POLICE = "mediation_committee", "police_station"


def nearest(area: str, kind: str, on: date) -> UUID | None:
    """On that day; None where no tier above the place has one."""
    for code in territory.ancestors(area):
        found = [unit for unit in org.units_in(code, kind, on) if unit.area == code]
        if found:
            return found[0].id
    return None
