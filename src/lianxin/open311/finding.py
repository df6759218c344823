"""Which requests an answer shows: what anybody may read; to a partner also what it sent itself; on the test
endpoint those that never were."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from lianxin.matters.public import Ref, ledger, publicity
from lianxin.open311 import trial as trials
from lianxin.open311.models import Sent
from lianxin.open311.showing import Shown, of_own, of_public, of_trial
from lianxin.open311.wanted import Wanted

MOST_OWN = 1000  # of a partner's own, the newest
AT_ONCE = 400  # ids in one statement


def by_numbers(numbers: Sequence[str], partner: UUID | None, *, trial: bool, now: datetime) -> list[Shown]:
    """Those that may be read, in the order asked for; what may not is as if it were not there. Two statements
    at most for anybody, five for a partner."""
    if trial:
        kept = [trials.found(number) for number in numbers]
        return [of_trial(one, now) for one in kept if one is not None]
    found = _public(publicity.of_numbers(numbers))
    if partner is not None:
        counties = {number[:6] for number in numbers}
        rows = Sent.objects.filter(county__in=counties, number__in=numbers[:AT_ONCE], partner=partner)
        refs = [Ref(county, matter) for county, matter in rows.values_list("county", "matter")]
        found |= {shown.id: _with_photos(shown, found.get(shown.id)) for shown in _own(refs, now)}
    return [found[number] for number in dict.fromkeys(numbers) if number in found]


def found(wanted: Wanted, partner: UUID | None, *, trial: bool, now: datetime) -> list[Shown]:
    """Newest first. Two statements for anybody, five for a partner; one less where nothing is approved."""
    if trial:
        samples = (of_trial(one, now) for one in trials.samples(wanted.jurisdiction, now))
        return _page(samples, wanted)
    if partner is None:
        return list(_public(publicity.rows(wanted.sought())[0]).values())
    together = _public(publicity.rows(wanted.sought(from_the_first=True))[0])
    own = [
        _with_photos(shown, together.get(shown.id))
        for shown in _own(_refs_of(partner, wanted), now)
        if wanted.fits(shown)
    ]
    own += [together[number] for number in together.keys() - {shown.id for shown in own}]
    return _page(own, wanted, fitting=True)


def _public(rows: Sequence[publicity.PublicRow]) -> dict[str, Shown]:
    photos = publicity.photos_of(rows)
    return {row.number: of_public(row, photos.get(row.number, ())) for row in rows}


def _with_photos(own: Shown, public: Shown | None) -> Shown:
    """Its sender too sees the photos that everybody may see, and no other."""
    return replace(own, photos=public.photos) if public else own


def _page(rows: Iterable[Shown], wanted: Wanted, *, fitting: bool = False) -> list[Shown]:
    kept = [row for row in rows if fitting or wanted.fits(row)]
    kept.sort(key=lambda row: (row.requested_at, row.id), reverse=True)
    return kept[wanted.skip : wanted.skip + wanted.at_most]


def _own(refs: Sequence[Ref], now: datetime) -> list[Shown]:
    parts = [refs[start : start + AT_ONCE] for start in range(0, len(refs), AT_ONCE)]
    return [of_own(row) for part in parts for row in ledger.of(part, now=now).values()]


def _refs_of(partner: UUID, wanted: Wanted) -> list[Ref]:
    rows = Sent.objects.filter(partner=partner, at__gte=wanted.since, at__lte=wanted.until)
    if wanted.jurisdiction:
        rows = rows.filter(county=wanted.jurisdiction)
    newest = rows.order_by("-at").values_list("county", "matter")[:MOST_OWN]
    return [Ref(county, matter) for county, matter in newest]
