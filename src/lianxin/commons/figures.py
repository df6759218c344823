"""The sums beside the list: made once a day, and anew when what is listed has changed; read from memory.

What is told is safe beside the list with which it was counted (`blocks`), and beside no other: as long as
something was published or taken down since, nothing is told of that county."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from lianxin.commons.models import Daycount
from lianxin.commons.seeking import months
from lianxin.journal.public import Snapshot, bump
from lianxin.kernel.blocks import Block, Cell, blocks
from lianxin.kernel.clock import CHINA, local
from lianxin.kernel.rows import insert
from lianxin.matters import public as matters
from lianxin.org import public as org
from lianxin.territory import public as territory

LOOK_SECONDS = 10
MONTHS = 13  # this month and the twelve before


@dataclass(frozen=True)
class Sums:
    """None: fewer than five, or not to be told without giving fewer than five away. `on`: everything received
    before that day; None where nothing has been counted yet."""

    on: date | None
    asked: int | None
    done: int | None
    hand: int | None
    declined: int | None
    kept: int | None
    promised: int | None
    good: int | None
    rated: int | None


@dataclass(frozen=True)
class Tally:
    """Of one county, what may be told beside a list that is `shown`."""

    county: str
    on: date
    shown: str
    blocks: tuple[Block, ...]


def _load() -> list[Tally]:
    rows = Daycount.objects.order_by("county").values_list("county", "on", "shown", "blocks")
    return [Tally(county, on, shown, tuple(map(_block, told))) for county, on, shown, told in rows]


def _block(row: dict[str, Any]) -> Block:
    return Block(**{**row, "parts": tuple(row["parts"])})


_tallies: "Snapshot[list[Tally]]" = Snapshot("commons", _load)


def counted_on(area: str) -> str:
    """The counts from which an area is told: part of what a page was made from."""
    return ",".join(f"{tally.county}:{tally.on}:{tally.shown}" for tally in _near(area))


def _near(area: str) -> list[Tally]:
    return [tally for tally in _tallies.get() if _meets(tally.county, area)]


def _fitting(area: str) -> list[Tally]:
    """Those beside whose list they were counted. The list is looked at anew: whoever reads it has it now."""
    near = _near(area)
    listed = matters.publicity.shown_as([tally.county for tally in near]) if near else {}
    return [tally for tally in near if tally.shown == listed[tally.county]]


def _meets(county: str, area: str) -> bool:
    return county.startswith(area) or area.startswith(county)


def sums(area: str, kind: str = "", month: str = "", state: str = "") -> Sums:
    """The figures of a filter, for whoever has read the list just before. One statement."""
    near = _fitting(area)
    told = [block for tally in near for block in tally.blocks if block.inside(area, kind, month, state)]
    by_outcome = {
        outcome: sum(block.n for block in told if not block.measure and outcome in {"", block.outcome})
        for outcome in ("", "done", "hand", "declined")
    }
    kept, late = _parts(told, "promise")
    good, bad = _parts(told, "rating")
    return Sums(
        on=min((tally.on for tally in near), default=None),
        asked=by_outcome[""] or None,
        done=by_outcome["done"] or None,
        hand=by_outcome["hand"] or None,
        declined=by_outcome["declined"] or None,
        kept=kept or None,
        promised=kept + late or None,
        good=good or None,
        rated=good + bad or None,
    )


def _parts(told: list[Block], measure: str) -> tuple[int, int]:
    mine = [block.parts for block in told if block.measure == measure]
    return sum(parts[0] for parts in mine), sum(parts[1] for parts in mine)


def renew(now: datetime, at_most: int = 5) -> int:
    """Count anew the counties that were not counted today, or whose list has changed since; how many.
    Sixteen statements a county."""
    today = local(now).date()
    counties = _counties(today)
    listed = matters.publicity.shown_as(counties)
    fresh = set(Daycount.objects.filter(on=today).values_list("county", "shown"))
    due = [county for county in counties if (county, listed[county]) not in fresh][:at_most]
    for county in due:
        _keep(county, today, now)
    return len(due)


class Counter:
    """Looks every ten seconds, so that a list that changes all day is not counted in every round."""

    def __init__(self) -> None:
        self._looked = -1

    def __call__(self, now: datetime) -> int:
        look = int(now.timestamp() // LOOK_SECONDS)
        if look == self._looked:
            return 0
        self._looked = look
        return renew(now)


@transaction.atomic
def _keep(county: str, today: date, now: datetime) -> None:
    """One row a county, the newest: what was told before is not kept beside it, to be taken from it. What is
    listed is looked at first: published while it is counted, it is not what it was counted beside."""
    shown = matters.publicity.shown_as([county])[county]
    told = [asdict(block) for block in blocks(_cells(county, today))]
    kept = Daycount.objects.filter(county=county)
    if not kept.update(on=today, shown=shown, blocks=told, made_at=now):
        fresh = Daycount(county=county, on=today, shown=shown, blocks=told, made_at=now)
        insert([fresh], pass_over_known=True)  # another worker may count at the same moment
    bump("commons")


def _counties(on: date) -> list[str]:
    served = org.served()
    if len(served) >= territory.Tier.DISTRICT:
        return [served[: territory.Tier.DISTRICT]]
    found = [served] if served else []
    while found and len(found[0]) < territory.Tier.DISTRICT:
        found = [division.code for area in found for division in territory.children(area, on)]
    return found


def _cells(county: str, today: date) -> Iterator[Cell]:
    """Month by month in China; of this month, up to the end of yesterday."""
    midnight = datetime(today.year, today.month, today.day, tzinfo=CHINA)
    for month in months(today, MONTHS):
        first, until = matters.publicity.month_of(month)
        for row in matters.publicity.counted(county, first, min(until, midnight)):
            yield Cell(
                row.community, row.category, month, row.outcome,
                row.n, row.shown, row.kept, row.late, row.good, row.bad,
            )  # fmt: skip
