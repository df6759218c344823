"""Naming sources, and saying what their columns mean."""

import re
from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from lianxin.exchange.contracts import SourceDraft
from lianxin.exchange.fields import Mapped, must_be_whole
from lianxin.exchange.models import Batch, Channel, Mapping, Piece, Source, Step
from lianxin.exchange.moments import ORDERS
from lianxin.exchange.queries.batches import batch_for, must_wait_for
from lianxin.exchange.queries.sources import home_of, source_for
from lianxin.exchange.standing import keeps_area
from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.kernel.legible import legible, plain_name
from lianxin.org import public as org
from lianxin.territory import public as territory

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]{1,19}")
SYSTEMS = ("wgs84", "gcj02", "bd09")


@transaction.atomic
def found_source(draft: SourceDraft, *, by: Actor, now: datetime) -> str:
    """Name an office whose rows will come here; returns its code."""
    _must_keep(draft.area, by, now)
    _must_be_sound(draft, now)
    source = Source(
        code=draft.code,
        name=plain_name(draft.name),
        area=draft.area,
        channel=draft.channel,
        tells=draft.tells,
        made_at=now,
    )
    try:
        with transaction.atomic():
            source.save(force_insert=True)
    except IntegrityError as taken:
        words = _("代码“%(code)s”已经有来源用了。") % {"code": draft.code}
        raise Invalid(words, fields={"code": words}) from taken
    told = {"code": source.code, "area": source.area, "channel": source.channel, "tells": source.tells}
    _journal(source, "exchange.found_source", told, by, now)
    return source.code


def _must_be_sound(draft: SourceDraft, now: datetime) -> None:
    faults = {}
    if not _CODE.fullmatch(draft.code):
        faults["code"] = _("代码用 2 到 20 个小写英文字母、数字或短横。")
    if not plain_name(draft.name):
        faults["name"] = _("请写来源的名称。")
    if draft.area and not territory.known(draft.area, local(now).date()):
        faults["area"] = _("没有编码为%(area)s的区域。") % {"area": draft.area[:20]}
    if draft.channel not in Channel.values:
        faults["channel"] = _("请选是热线还是别的平台。")
    if faults:
        raise Invalid(next(iter(faults.values())), fields=faults)


@transaction.atomic
def change_source(
    code: str,
    name: str,
    tells: bool,
    closed: bool,
    *,
    by: Actor,
    now: datetime,
    seen: Callable[[Source], None] | None = None,
) -> None:
    """Another name; who answers its callers from now on; whether it still sends anything. `seen` is called
    with the source under its lock, and may refuse."""
    source = source_for(by, code, now=now)
    _must_keep(source.area, by, now)
    if seen is not None:
        seen(Source.objects.select_for_update().get(id=source.id))
    if not plain_name(name):
        raise Invalid(_("请写来源的名称。"), fields={"name": _("请写来源的名称。")})
    closed_at = (source.closed_at or now) if closed else None
    Source.objects.filter(id=source.id).update(name=plain_name(name), tells=tells, closed_at=closed_at)
    told = {"code": code, "tells": tells, "closed": closed}
    _journal(source, "exchange.change_source", told, by, now)


@transaction.atomic
def keep_mapping(code: str, mapped: Mapped, *, by: Actor, now: datetime) -> int:
    """Say what a source's columns and words mean, from the next file on; returns the version."""
    return _said(source_for(by, code, now=now), mapped, True, by, now).version


def _said(source: Source, mapped: Mapped, kept: bool, by: Actor, now: datetime) -> Mapping:
    _must_keep(source.area, by, now)
    Source.objects.select_for_update().get(id=source.id)
    mapped = _sound(mapped, source, now)
    last = Mapping.objects.filter(source=source).aggregate(last=Max("version"))["last"]
    row = Mapping(
        source=source,
        version=(last or 0) + 1,
        kept=kept,
        columns=dict(mapped.columns),
        categories=dict(mapped.categories),
        areas=dict(mapped.areas),
        constants=dict(mapped.constants),
        answers=dict(mapped.answers),
        person_id=by.id if by.kind is ActorKind.STAFF else None,
        made_at=now,
    )
    row.save(force_insert=True)
    told = {"code": source.code, "version": row.version, "columns": len(row.columns)}
    _journal(source, "exchange.keep_mapping", told, by, now)
    return row


def _sound(mapped: Mapped, source: Source, now: datetime) -> Mapped:
    must_be_whole(mapped)
    on = local(now).date()
    for category in {*mapped.categories.values(), mapped.constants.get("category", "")} - {""}:
        if org.category(category) is None:
            raise Invalid(_("没有这个类别。"))
    for area in {*mapped.areas.values(), mapped.constants.get("area", "")} - {""}:
        if not territory.known(area, on) or not territory.covers(source.area, area):
            raise Invalid(_("“%(area)s”不在这个来源管的地方。") % {"area": area[:20]})
    constants = {name: value for name, value in mapped.constants.items() if value}
    if constants.get("times", "auto") not in ORDERS or constants.get("system", "wgs84") not in SYSTEMS:
        raise Invalid(_("没有这样的对照。"))
    return Mapped(
        columns={plain_name(heading)[:60]: name for heading, name in mapped.columns.items()},
        categories={legible(word)[:40]: value for word, value in mapped.categories.items() if value},
        areas={legible(word)[:60]: value for word, value in mapped.areas.items() if value},
        constants=constants,
        answers={name: plain_name(words)[:40] for name, words in mapped.answers.items() if words},
    )


@transaction.atomic
def match(code: str, batch: UUID, mapped: Mapped, *, by: Actor, now: datetime) -> None:
    """Say what the columns of this file mean, and read it by that: anew, where it was tried already. The
    next file is read by it once a row of this one was good."""
    found = batch_for(by, code, batch, now=now)
    must_wait_for(found, Step.ASKING, Step.CHECKED)
    mapping = _said(found.source, mapped, False, by, now)
    again = found.step == Step.CHECKED
    Piece.objects.filter(batch=found, kind=Piece.TWICE).delete()
    Piece.objects.filter(batch=found, kind=Piece.ROWS).update(waits=True)
    Batch.objects.filter(id=found.id, step=found.step).update(
        step=Step.CHECKING if again else Step.READING, mapping=mapping, moved_at=now, unmapped={}, **BLANK
    )


BLANK = dict.fromkeys(("done", "new", "known", "changed", "bad", "danger", "tries"), 0)


def _must_keep(area: str, by: Actor, now: datetime) -> None:
    if not keeps_area(area, by, local(now).date()):
        place = territory.name_of(area) if area else _("整个系统")
        raise NotAllowed(
            _("来源和对照由管%(place)s的派遣员或业务管理员来定。") % {"place": place},
            instead=_("请他们先对照好,您就可以导入了。"),
        )


def _journal(source: Source, action: str, told: dict[str, object], by: Actor, now: datetime) -> None:
    fact = journal.Fact(action, f"source:{source.id}", told)
    journal.append(home_of(source), [fact], by=by, now=now)
