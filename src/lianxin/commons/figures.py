"""The sums beside the list: made once a day, and read from memory."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import transaction

from lianxin.commons.blocks import Block, Cell, blocks
from lianxin.commons.models import Daycount
from lianxin.commons.seeking import months
from lianxin.journal.public import Snapshot, bump
from lianxin.kernel.clock import CHINA, local
from lianxin.kernel.rows import insert
from lianxin.matters import public as matters
from lianxin.org import public as org
from lianxin.territory import public as territory

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


def _load() -> dict[str, tuple[date, list[Block]]]:
    return {
        county: (on, [Block(**{**row, "parts": tuple(row["parts"])}) for row in told])
        for county, on, told in Daycount.objects.values_list("county", "on", "blocks")
    }


_tallies: "Snapshot[dict[str, tuple[date, list[Block]]]]" = Snapshot("commons", _load)


def counted_on(area: str) -> str:
    """The days on which what is told of an area was counted: part of what a page was made from."""
    return ",".join(f"{county}:{on}" for county, (on, _told) in sorted(_near(area)))


def _near(area: str) -> list[tuple[str, tuple[date, list[Block]]]]:
    return [(county, told) for county, told in _tallies.get().items() if _meets(county, area)]


def _meets(county: str, area: str) -> bool:
    return county.startswith(area) or area.startswith(county)


def sums(area: str, kind: str = "", month: str = "", state: str = "") -> Sums:
    """The figures of a filter. No statement while nothing was counted anew."""
    near = _near(area)
    told = [
        block for _county, (_on, all_) in near for block in all_ if block.inside(area, kind, month, state)
    ]
    by_outcome = {
        outcome: sum(block.n for block in told if not block.measure and outcome in {"", block.outcome})
        for outcome in ("", "done", "hand", "declined")
    }
    kept, late = _parts(told, "promise")
    good, bad = _parts(told, "rating")
    return Sums(
        on=min((on for _county, (on, _all) in near), default=None),
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
    """Count anew the counties that were not counted today; how many. Fourteen statements a county."""
    today = local(now).date()
    fresh = set(Daycount.objects.filter(on=today).values_list("county", flat=True))
    due = [county for county in _counties(today) if county not in fresh][:at_most]
    for county in due:
        _keep(county, today, now)
    return len(due)


@transaction.atomic
def _keep(county: str, today: date, now: datetime) -> None:
    """One row a county, the newest: what was told yesterday is not kept beside it, to be taken from it."""
    told = [asdict(block) for block in blocks(_cells(county, today))]
    kept = Daycount.objects.filter(county=county)
    if not kept.update(on=today, blocks=told, made_at=now):
        fresh = Daycount(county=county, on=today, blocks=told, made_at=now)
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
