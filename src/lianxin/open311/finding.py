"""Which requests an answer shows: to a partner what it sent itself; on the test endpoint those that never
were. To anybody else nothing is shown before somebody has approved it for everybody."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from lianxin.matters.public import Ref, ledger
from lianxin.open311 import trial as trials
from lianxin.open311.models import Sent
from lianxin.open311.showing import Shown, of_own, of_trial
from lianxin.open311.wanted import Wanted

MOST_OWN = 1000  # of a partner's own, the newest
AT_ONCE = 400  # ids in one statement


def by_numbers(numbers: Sequence[str], partner: UUID | None, *, trial: bool, now: datetime) -> list[Shown]:
    """Those that may be read, in the order asked for; what may not is as if it were not there. No statement
    for anybody, three for a partner."""
    if trial:
        kept = [trials.found(number) for number in numbers]
        return [of_trial(one, now) for one in kept if one is not None]
    found: dict[str, Shown] = {}
    if partner is not None:
        counties = {number[:6] for number in numbers}
        rows = Sent.objects.filter(county__in=counties, number__in=numbers[:AT_ONCE], partner=partner)
        refs = [Ref(county, matter) for county, matter in rows.values_list("county", "matter")]
        found |= {shown.id: shown for shown in _own(refs, now)}
    return [found[number] for number in dict.fromkeys(numbers) if number in found]


def found(wanted: Wanted, partner: UUID | None, *, trial: bool, now: datetime) -> list[Shown]:
    """Newest first. No statement for anybody, three for a partner."""
    rows: Iterable[Shown] = ()
    if trial:
        rows = (of_trial(one, now) for one in trials.samples(wanted.jurisdiction, now))
    elif partner is not None:
        rows = _own(_refs_of(partner, wanted), now)
    fitting = [row for row in rows if wanted.fits(row)]
    fitting.sort(key=lambda row: (row.requested_at, row.id), reverse=True)
    return fitting[wanted.skip : wanted.skip + wanted.at_most]


def _own(refs: Sequence[Ref], now: datetime) -> list[Shown]:
    parts = [refs[start : start + AT_ONCE] for start in range(0, len(refs), AT_ONCE)]
    return [of_own(row) for part in parts for row in ledger.of(part, now=now).values()]


def _refs_of(partner: UUID, wanted: Wanted) -> list[Ref]:
    rows = Sent.objects.filter(partner=partner, at__gte=wanted.since, at__lte=wanted.until)
    if wanted.jurisdiction:
        rows = rows.filter(county=wanted.jurisdiction)
    newest = rows.order_by("-at").values_list("county", "matter")[:MOST_OWN]
    return [Ref(county, matter) for county, matter in newest]
