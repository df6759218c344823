"""What is found, counted and paged: only what the viewer may see, since the engine leaves out the rest."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from lianxin.search import engines
from lianxin.search.asking import Ask, common, fits
from lianxin.search.engines import IndexHit, Said

MOST_COUNTED = 1000
WORTH_ASKING, MOST_READ = 3, 5000  # questions, entries of what they have in common


@dataclass(frozen=True)
class Found:
    """One page of hits, the newest first. `count` is exact unless `is_more`: then there are more than it
    says. `next_after` is the seat behind which the next page begins, 0 at the end."""

    hits: list[IndexHit]
    count: int
    is_more: bool
    next_after: int


def find(ask: Ask, *, page: int, now: datetime, after: int = 0) -> Found:
    """At most so many hits below the seat `after` (0: from the newest). Two statements; one more each for who
    may have helped, and on PostgreSQL for what lies beyond the county; all of them again on the pages past
    the first thousand."""
    return _find(ask, page, now, after)


def find_first(asks: Sequence[Ask], *, page: int, now: datetime, after: int = 0) -> tuple[Found, int]:
    """By the first of these questions, alike but for their words, by which something is found, and its place
    among them (0 where nothing is). From three on, what they have in common is asked for before, in one
    statement: where that is little, it answers them all, and no engine seeks the same signs again."""
    known = _in_common(asks, now)
    for number, ask in enumerate(asks):
        found = _find(ask, page, now, after, known)
        if found.count:
            return found, number
    return Found([], 0, False, 0), 0


def _in_common(asks: Sequence[Ask], now: datetime) -> list[Said] | None:
    """None where there is too much of it to know it all."""
    shared = common(asks) if len(asks) >= WORTH_ASKING else None
    known = engines.said(shared, MOST_READ + 1, now=now) if shared else []
    return known if shared and len(known) <= MOST_READ else None


def _find(ask: Ask, page: int, now: datetime, after: int, known: Sequence[Said] | None = None) -> Found:
    every = _upto(ask, MOST_COUNTED + 1, now, known)
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


def _upto(ask: Ask, most: int, now: datetime, known: Sequence[Said] | None = None) -> list[IndexHit]:
    if known is None:
        found = engines.seen(ask, most, now=now)
    else:
        found = [said.hit for said in known if fits(ask, said.marks, said.words)][:most]
    others = [*engines.parted(ask, most), *engines.fading(ask, most, now=now), *engines.beyond(ask, most)]
    if others:
        found = sorted({*found, *others}, key=lambda hit: -hit.seat)[:most]
    return found
