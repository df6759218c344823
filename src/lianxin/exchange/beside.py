"""What is kept beside a matter that another office's row became: which number it has there, and a digest of
the row, by which a change over there is noticed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from lianxin.exchange.models import Arrival, Source
from lianxin.exchange.queries.sources import home_of


def given(county: str, matter: UUID) -> list[dict[str, Any]]:
    rows = _arrivals([matter]).filter(matter_county=county).select_related("source")
    return [{"office": row.source.name, "number": row.number, "at": row.at.isoformat()} for row in rows]


def erase(county: str, matters: Sequence[UUID], _now: datetime) -> None:
    """Its number stays, so that the row is not taken in a second time; what it said is not known any more,
    so that it can have changed in nobody's eyes."""
    _arrivals(matters).filter(matter_county=county).update(digest="")


def _arrivals(matters: Sequence[UUID]) -> QuerySet[Arrival]:
    """They lie where their sources are at home."""
    homes = sorted({home_of(source) for source in Source.objects.all()})
    return Arrival.objects.filter(county__in=homes, matter__in=matters)
