"""The matters that anybody may read, one by one, newest first."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from lianxin.kernel.clock import CHINA, local
from lianxin.kernel.errors import Invalid
from lianxin.kernel.keyring import keyring
from lianxin.kernel.legible import plain_name
from lianxin.kernel.points import Point
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import SHOWABLE
from lianxin.matters.models import IS_PUBLIC, Matter, Publicity
from lianxin.matters.publicity.policy import STATES, categories, of_public_space, outcome, sentence
from lianxin.matters.publicity.proposal import community_of
from lianxin.matters.queries.visible import inside
from lianxin.media import public as media
from lianxin.org import public as org
from lianxin.territory import public as territory

LAST = 1000  # rows in one answer
DECIMALS = 4  # of a degree: some ten metres


@dataclass(frozen=True)
class Sought:
    """What to show; all may be left out. `area`: any code of a division; `kind`: a category or a group
    of them; `state`: hand, done or declined; `month`: 2026-11, by the day it was received in China; `since`
    and `until` (exclusive): the same, to the moment; `after`: the number of the last row seen.

    For other people's software: `kinds`, several categories; `status`, open or closed; `moved_since` and
    `moved_until` (exclusive), when it changed last; `skip`, rows to pass over (`after` is quicker)."""

    area: str = ""
    kind: str = ""
    state: str = ""
    month: str = ""
    since: datetime | None = None
    until: datetime | None = None
    after: str = ""
    at_most: int = 50
    kinds: tuple[str, ...] = ()
    status: str = ""
    moved_since: datetime | None = None
    moved_until: datetime | None = None
    skip: int = 0


@dataclass(frozen=True)
class PublicRow:
    """One matter as anybody may read it. `words` are None where none were approved. `point` is the spot,
    rounded, where the dispatcher said that it is a public one (`exact`), else the middle of the community.
    Times are cut to the hour: to the minute they would tell who stood there."""

    number: str
    category: str
    words: str | None
    community: str
    area_name: str
    point: Point | None
    exact: bool
    state: str
    sentence: str
    unit: str
    received_at: datetime
    ended_at: datetime | None
    updated_at: datetime
    ref: Ref = field(repr=False)  # for what belongs to it; never handed out: its id tells the minute


def rows(sought: Sought) -> tuple[list[PublicRow], str]:
    """Those approved, newest first, and the mark behind the last one ("" at the end). Raises Invalid for
    what cannot be sought. One statement, two past the first page."""
    at_most = max(1, min(sought.at_most, LAST))
    ordered = _after(_sought(sought), sought.after)
    found = list(ordered[sought.skip : sought.skip + at_most + 1])
    more = found[at_most - 1].number if len(found) > at_most else ""
    middles = {area: middle(area) for area in {community_of(matter.area) for matter in found}}
    return [_told(matter, middles) for matter in found[:at_most]], more


def of_number(number: str) -> PublicRow | None:
    """One matter for whoever holds its number, which cannot be guessed: kind, community, state; its words
    only when they were approved. None where it is not of public space, was taken back, merged, or the
    resident does not want it read; all in the same way. One statement."""
    if not 10 <= len(number) <= 24 or not number.isascii():
        return None
    matter = Matter.objects.filter(county=number[:6], number=number, state__in=SHOWABLE).first()
    if matter is None or not of_public_space(matter.category) or matter.publicity == Publicity.OBJECTED:
        return None
    community = community_of(matter.area)
    return _told(matter, {community: middle(community)})


def of_numbers(numbers: Sequence[str]) -> list[PublicRow]:
    """`of_number` for several at once, in no order. One statement."""
    fine = [number for number in numbers if 10 <= len(number) <= 24 and number.isascii()][:LAST]
    counties = {number[:6] for number in fine}
    found = Matter.objects.filter(county__in=counties, number__in=fine, state__in=SHOWABLE)
    shown = [
        matter
        for matter in found
        if of_public_space(matter.category) and matter.publicity != Publicity.OBJECTED
    ]
    middles = {area: middle(area) for area in {community_of(matter.area) for matter in shown}}
    return [_told(matter, middles) for matter in shown]


def stamp(area: str) -> tuple[str, datetime | None]:
    """What an answer about `area` was made from, as an opaque word that changes with whatever anybody could
    read, and the hour of the last change. One statement, by an index that holds only what is shown."""
    counties = inside(area[: territory.Tier.DISTRICT]) if area else Q()
    shown = Matter.objects.filter(counties & IS_PUBLIC)
    # Not of what a resident says after the end: a tag that changes with a rating would tell its minute.
    moved = Max(Coalesce("ended_at", "moved_at"))
    told = shown.aggregate(n=Count("id"), moved=moved, published=Max("public_at"))
    listed = ",".join(sorted(categories()))
    parts = (area, told["n"], told["moved"], told["published"], listed, media.shown_as_of())
    word = keyring().digest("public stamp", "|".join(map(str, parts)))[:24]
    return word, _hour(max(told["moved"], told["published"])) if told["n"] else None


def _sought(sought: Sought) -> QuerySet[Matter]:
    if sought.area and not (sought.area.isascii() and sought.area.isdigit() and len(sought.area) <= 12):
        raise Invalid(_("没有找到这个地方:%(area)s。请从列表里重新选。") % {"area": sought.area[:20]})
    if sought.state and sought.state not in STATES:
        raise Invalid(_("没有这一种状态。"))
    states = STATES[sought.state][1] if sought.state else SHOWABLE
    first, until = month_of(sought.month) if sought.month else (None, None)
    chosen = inside(sought.area) & IS_PUBLIC & Q(state__in=states, category__in=kinds(sought.kind))
    for moment in filter(None, (first, sought.since)):
        chosen &= Q(received_at__gte=moment)
    for moment in filter(None, (until, sought.until)):
        chosen &= Q(received_at__lt=moment)
    return Matter.objects.filter(chosen & _of_software(sought))


def _of_software(sought: Sought) -> Q:
    """The filters of other people's software."""
    chosen = Q(category__in=sought.kinds) if sought.kinds else Q()
    if sought.status:
        chosen &= (
            Q(state__in=STATES["hand"][1]) if sought.status == "open" else ~Q(state__in=STATES["hand"][1])
        )
    # Of what has ended, the end is when it changed last: a rating afterwards is not told.
    if sought.moved_since:
        since = sought.moved_since
        chosen &= Q(ended_at__gte=since) | Q(ended_at__isnull=True, moved_at__gte=since)
    if sought.moved_until:
        until = sought.moved_until
        chosen &= Q(ended_at__lt=until) | Q(ended_at__isnull=True, moved_at__lt=until)
    return chosen


def kinds(kind: str) -> frozenset[str]:
    """The categories that a filter names: one, or a whole group; "" for all that may be shown."""
    open_ = categories()
    if not kind:
        return open_
    if org.category(kind) is None:
        raise Invalid(_("没有这个类别。"))
    return frozenset(code for code in open_ if code == kind or code.startswith(f"{kind}."))


def month_of(month: str) -> tuple[datetime, datetime]:
    """The first moment of a month in China, and of the next. Raises Invalid."""
    try:
        year, number = (int(part) for part in month.split("-"))
        first = date(year, number, 1)
        if len(month) != 7 or not 2000 <= year <= 2200:
            raise ValueError("no month of ours")
    except ValueError as wrong:
        raise Invalid(_("月份请写成 2026-06 这样。")) from wrong
    following = (first + timedelta(days=32)).replace(day=1)
    return tuple(datetime(day.year, day.month, 1, tzinfo=CHINA) for day in (first, following))  # type: ignore[return-value]  # two of them


def _after(found: QuerySet[Matter], number: str) -> QuerySet[Matter]:
    found = found.order_by("-received_at", "-id")
    if not number:
        return found
    # The mark is a public number: one made of the moment would tell the minute that the rows leave out.
    # Only one that stands there: between two of one's own, sent a minute apart, others' minutes would lie.
    seen = Matter.objects.filter(IS_PUBLIC, county=number[:6], number=number[:24])
    last: tuple[datetime, UUID] | None = seen.values_list("received_at", "id").first()
    if last is None:
        raise Invalid(_("这一页的地址不完整。"), instead=_("请回到第一页。"))
    before = Q(received_at__lt=last[0]) | Q(received_at=last[0], id__lt=last[1])
    return found.filter(before, received_at__lte=last[0])


def _told(matter: Matter, middles: Mapping[str, Point | None]) -> PublicRow:
    community = community_of(matter.area)
    unit = org.unit(matter.unit_id) if matter.unit_id else None
    exact = matter.publicity == Publicity.SPOT and matter.lon is not None and matter.lat is not None
    name = unit.name if unit else ""
    return PublicRow(
        number=matter.number,
        category=matter.category,
        words=plain_name(matter.public_words) if matter.public_at else None,
        community=community,
        area_name=territory.full_name(community),
        point=_rounded(matter.lon or 0.0, matter.lat or 0.0) if exact else middles[community],
        exact=exact,
        state=outcome(matter.state),
        sentence=sentence(matter.state, name),
        unit=name,
        received_at=_hour(matter.received_at),
        ended_at=_hour(matter.ended_at) if matter.ended_at else None,
        updated_at=_hour(max(matter.ended_at or matter.moved_at, matter.public_at or matter.received_at)),
        ref=Ref(matter.county, matter.id),
    )


def _hour(moment: datetime) -> datetime:
    return local(moment).replace(minute=0, second=0, microsecond=0)


def _rounded(lon: float, lat: float) -> Point:
    return Point(round(lon, DECIMALS), round(lat, DECIMALS))


def middle(community: str) -> Point | None:
    """A point that lies inside it; of one without an outline, of the nearest area above that has one."""
    for area in territory.ancestors(community):
        outline = territory.outline_of(area)
        if outline is not None:
            inner = outline.representative_point()
            return _rounded(inner.x, inner.y)
    return None
