"""How many there are of each kind, community and outcome: raw counts, for whoever hides the small ones.

Never hand these out as they are: a count of two tells on somebody. `commons` makes of them what may be read.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count as Counted
from django.db.models import F, Max, Q
from django.db.models.functions import Substr

from lianxin.kernel.keyring import keyring
from lianxin.matters.lifecycle import BAD_LEVELS, DONE, SHOWABLE, Level
from lianxin.matters.models import IS_PUBLIC, Matter
from lianxin.matters.publicity.policy import categories, outcome
from lianxin.territory import public as territory

GOOD_LEVELS = frozenset(Level) - BAD_LEVELS
MEASURES = ("n", "shown", "kept", "late", "good", "bad")


@dataclass
class Count:
    """Of one community, category and outcome (hand, done, declined): all, those that anybody can read one by
    one, those done by and after the time promised, those rated well and badly."""

    community: str
    category: str
    outcome: str
    n: int = 0
    shown: int = 0
    kept: int = 0
    late: int = 0
    good: int = 0
    bad: int = 0


def counted(county: str, first: datetime, until: datetime) -> list[Count]:
    """What was received in a county from `first` until before `until`, of the kinds that may be shown; what
    was taken back or lies in another matter is not counted. One statement, by the index of newest."""
    done = Q(state__in=DONE)
    rows = (
        Matter.objects.filter(
            county=county,
            received_at__gte=first,
            received_at__lt=until,
            category__in=categories(),
            state__in=SHOWABLE,
        )
        .order_by()
        .annotate(community=Substr("area", 1, int(territory.Tier.COMMUNITY)))
        .values_list("community", "category", "state")
        .annotate(
            n=Counted("id"),
            shown=Counted("id", filter=IS_PUBLIC),
            kept=Counted("id", filter=done & Q(ended_at__lte=F("due_at"))),
            late=Counted("id", filter=done & Q(ended_at__gt=F("due_at"))),
            good=Counted("id", filter=Q(level__in=GOOD_LEVELS)),
            bad=Counted("id", filter=Q(level__in=BAD_LEVELS)),
        )
    )
    found: dict[tuple[str, str, str], Count] = {}
    for community, category, state, *numbers in rows:
        key = (community, category, outcome(state))
        cell = found.setdefault(key, Count(*key))
        for name, number in zip(MEASURES, numbers, strict=True):
            setattr(cell, name, getattr(cell, name) + number)
    return list(found.values())


def shown_as(counties: Collection[str]) -> dict[str, str]:
    """Of each county a word for what anybody can read of it one by one: another as soon as something is
    published, taken down, withdrawn, erased, or its kind closed or opened. One statement."""
    kinds = categories()
    rows = Matter.objects.filter(
        IS_PUBLIC, county__in=counties, category__in=kinds, state__in=SHOWABLE
    ).order_by()
    told = rows.values("county").annotate(n=Counted("id"), last=Max("public_at"))
    found = {row["county"]: (row["n"], row["last"]) for row in told}
    listed = ",".join(sorted(kinds))
    return {county: keyring().digest("shown", f"{found.get(county)}|{listed}")[:24] for county in counties}
