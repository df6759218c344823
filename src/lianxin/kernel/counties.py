"""A change of many rows goes county by county: each names its own, and waits for no other."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db.models import QuerySet


def by_county(rows: QuerySet[Any], at_most: int, key: str = "id") -> dict[str, list[UUID]]:
    """The keys of the first so many of these rows, in their order; the county of the first comes first."""
    found: dict[str, list[UUID]] = defaultdict(list)
    for county, id_ in rows.values_list("county", key)[:at_most]:
        found[county].append(id_)
    return found
