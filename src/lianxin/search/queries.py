"""What is found, counted and paged: only what the viewer may see, since the engine leaves out the rest."""

from dataclasses import dataclass
from datetime import datetime

from lianxin.search import engines
from lianxin.search.asking import Ask
from lianxin.search.engines import IndexHit

MOST_COUNTED = 1000


@dataclass(frozen=True)
class Found:
    """One page of hits, the newest first. `count` is exact unless `is_more`: then there are more than it
    says. `next_after` is the seat behind which the next page begins, 0 at the end."""

    hits: list[IndexHit]
    count: int
    is_more: bool
    next_after: int


def find(ask: Ask, *, page: int, now: datetime, after: int = 0) -> Found:
    """At most so many hits below the seat `after` (0: from the newest). Two statements; a third for who has
    helped with something, two more on the pages past the first thousand."""
    every = _upto(ask, MOST_COUNTED + 1, now)
    is_more = len(every) > MOST_COUNTED
    rest = [hit for hit in every if hit.seat < after] if after else every
    if after and is_more and len(rest) <= page:
        rest = _upto(ask.below(after), page + 1, now)
    shown = rest[:page]
    # Two may share a seat, in different counties: the cut never falls between them.
    shown += [hit for hit in rest[page : page + 50] if hit.seat == shown[-1].seat]
    more = len(rest) > len(shown)
    return Found(
        engines.named(shown),
        min(len(every), MOST_COUNTED),
        is_more,
        shown[-1].seat if more else 0,
    )


def _upto(ask: Ask, most: int, now: datetime) -> list[IndexHit]:
    found = engines.seen(ask, most, now=now)
    others = [*engines.parted(ask, most), *engines.fading(ask, most, now=now)]
    if others:
        found = sorted({*found, *others}, key=lambda hit: -hit.seat)[:most]
    return found
