"""Sources, and what their columns mean."""

from collections.abc import Mapping as Table
from datetime import datetime

from django.utils.translation import gettext as _

from lianxin.exchange.contracts import SourceCard
from lianxin.exchange.fields import Mapped
from lianxin.exchange.models import Mapping, Source
from lianxin.exchange.standing import grounds_of, keeps_area, runs
from lianxin.journal.public import NATION
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound


def sources(viewer: Actor, *, now: datetime) -> list[SourceCard]:
    """Those out of which somebody may bring rows in, or whose area they keep; the open ones first."""
    on = local(now).date()
    grounds = grounds_of(viewer, on)
    known = Source.objects.order_by("closed_at", "name")
    latest = _versions()
    told = [(source, keeps_area(source.area, viewer, on)) for source in known]
    return [_card(one, latest, keeps) for one, keeps in told if keeps or runs(one, grounds)]


def source_card(viewer: Actor, code: str, *, now: datetime) -> SourceCard:
    """Raises NotFound, in the same words whether it does not exist or is not theirs."""
    source = source_for(viewer, code, now=now)
    return _card(source, _versions(), keeps_area(source.area, viewer, local(now).date()))


def source_for(viewer: Actor, code: str, *, now: datetime) -> Source:
    on = local(now).date()
    source = Source.objects.filter(code=code).first()
    if source and (keeps_area(source.area, viewer, on) or runs(source, grounds_of(viewer, on))):
        return source
    raise no_such_source()


def no_such_source() -> NotFound:
    return NotFound(_("没有这个来源,或者它不归您管。"))


def newest(source: Source) -> Mapping | None:
    return Mapping.objects.filter(source=source, kept=True).order_by("-version").first()


def remembered(source: Source) -> dict[str, str]:
    """Every heading that was ever matched, as it was matched last: a column may stay away and come back."""
    told: dict[str, str] = {}
    kept = Mapping.objects.filter(source=source, kept=True).order_by("version")
    for columns in kept.values_list("columns", flat=True):
        told |= columns
    return told


def mapped_of(row: Mapping | None) -> Mapped:
    if row is None:
        return Mapped({})
    return Mapped(row.columns, row.categories, row.areas, row.constants, row.answers)


def home_of(source: Source) -> str:
    """The county under which its numbers are kept; a city's or a province's hotline has none."""
    return source.area[:6] if len(source.area) >= 6 else NATION


def _versions() -> dict[object, int]:
    rows = Mapping.objects.filter(kept=True).order_by("version").values_list("source_id", "version")
    return dict(rows)


def _card(source: Source, latest: Table[object, int], keeps: bool) -> SourceCard:
    return SourceCard(
        code=source.code,
        name=source.name,
        area=source.area,
        channel=source.channel,
        tells=source.tells,
        closed=source.closed_at is not None,
        version=latest.get(source.id, 0),
        may_keep=keeps,
    )
