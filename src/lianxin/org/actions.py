"""Writing org: units, posts and duties. Each verb asks for the keeper's duty over the area concerned."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.journal.public import NATION, Fact, append
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.kernel.legible import alike, plain_name
from lianxin.org.dutylist import lineage
from lianxin.org.models import Duty, DutyKind, Post, Unit, UnitKind
from lianxin.org.queries import renew
from lianxin.pages.public import permission
from lianxin.territory import public as territory


@dataclass(frozen=True)
class UnitDraft:
    """A unit to be founded. `kind` is the code of a unit kind, `area` an area code ("" for a unit that
    serves the whole deployment), `phone` the office's own and published."""

    kind: str
    name: str
    area: str
    valid_from: date
    parent_id: UUID | None = None
    phone: str = ""


def must_keep(by: Actor, area: str, now: datetime) -> None:
    """Refuse unless the actor keeps `area` on the day of `now`. The system itself (the command line on the
    server, where whoever types could change the database anyway) needs no duty; pages never act as it."""
    permission.require_keeper(by, area, local(now).date())


def county_of(area: str) -> str:
    """Whose chain of the journal keeps facts about an area."""
    return area[:6] if len(area) >= 6 else NATION


def must_be_known(area: str, now: datetime) -> None:
    if area and not territory.known(area, local(now).date()):
        raise Invalid(
            _("没有编码为%(area)s的区域。") % {"area": area}, instead=_("请从区划列表里选,或先导入区划。")
        )


@transaction.atomic
def found_unit(draft: UnitDraft, *, by: Actor, now: datetime) -> UUID:
    """Found a unit that serves an area from a day on; returns its id."""
    must_keep(by, draft.area, now)
    name = plain_name(draft.name)
    if not name:
        raise Invalid(_("单位要有名称。"))
    if not UnitKind.objects.filter(code=draft.kind).exists():
        raise Invalid(_("没有“%(kind)s”这一类单位。") % {"kind": draft.kind})
    must_be_known(draft.area, now)
    parent = _unit(draft.parent_id) if draft.parent_id else None
    if parent and parent.area not in lineage(draft.area):
        raise Invalid(_("上级单位%(name)s的辖区不包含这个单位的辖区。") % {"name": parent.name})
    unit = Unit(
        kind_id=draft.kind,
        name=name,
        area=draft.area,
        parent=parent,
        phone=draft.phone.strip(),
        valid_from=draft.valid_from,
    )
    _none_alike(unit)
    with _only_one(name):
        unit.save(force_insert=True)
    _changed("org.found_unit", unit, by, now)
    return unit.id


@transaction.atomic
def rename_unit(unit_id: UUID, name: str, phone: str | None = None, *, by: Actor, now: datetime) -> None:
    """Give a unit another name (and its office another number)."""
    unit = _unit(unit_id)
    must_keep(by, unit.area, now)
    unit.name = plain_name(name)
    if not unit.name:
        raise Invalid(_("单位要有名称。"))
    _none_alike(unit)
    if phone is not None:
        unit.phone = phone.strip()
    with _only_one(unit.name):
        unit.save(update_fields=["name", "phone"])
    _changed("org.rename_unit", unit, by, now)


@transaction.atomic
def close_unit(unit_id: UUID, valid_until: date, *, by: Actor, now: datetime) -> None:
    """End a unit on a day (the first on which it no longer stands); duties in it end with it."""
    unit = _unit(unit_id)
    must_keep(by, unit.area, now)
    if valid_until < local(now).date() or valid_until <= unit.valid_from:
        raise Invalid(_("撤销日期不能早于今天,也不能早于成立日期。"))
    if unit.valid_until is not None and unit.valid_until <= valid_until:
        raise NotNow(_("%(name)s已经撤销了。") % {"name": unit.name})
    standing = Q(valid_until__isnull=True) | Q(valid_until__gt=valid_until)
    if Unit.objects.filter(standing, parent=unit).exists():
        raise NotNow(_("%(name)s还有下属单位。") % {"name": unit.name}, instead=_("请先撤销或移走下属单位。"))
    unit.valid_until = valid_until
    unit.save(update_fields=["valid_until"])
    open_duties = Q(ends_on__isnull=True) | Q(ends_on__gt=valid_until)
    duties = Duty.objects.filter(open_duties, post__unit=unit)
    # A duty that was to begin later never does: it ends on the day on which it would have begun.
    for duty in duties:
        Duty.objects.filter(id=duty.id).update(ends_on=max(valid_until, duty.starts_on))
    _changed("org.close_unit", unit, by, now, until=valid_until)


@transaction.atomic
def open_post(unit_id: UUID, title: str, kind: str, *, by: Actor, now: datetime) -> UUID:
    """Open a post in a unit, with the kind of duty that comes with it; returns its id."""
    unit = _unit(unit_id)
    must_keep(by, unit.area, now)
    if kind not in DutyKind.values:
        raise Invalid(_("没有“%(kind)s”这一种职责。") % {"kind": kind})
    title = plain_name(title)
    if not title:
        raise Invalid(_("岗位要有名称。"))
    if Post.objects.filter(unit=unit, title=title, kind=kind).exists():
        raise NotNow(_("%(unit)s已经有“%(title)s”这个岗位。") % {"unit": unit.name, "title": title})
    post = Post.objects.create(unit=unit, title=title, kind=kind)
    fact = Fact("org.open_post", f"post:{post.id}", {"unit": str(unit.id), "kind": kind})
    append(county_of(unit.area), [fact], by=by, now=now)
    return post.id


@transaction.atomic
def appoint(
    person_id: UUID,
    post_id: UUID,
    area: str,
    starts_on: date,
    ends_on: date | None = None,
    *,
    by: Actor,
    now: datetime,
) -> UUID:
    """Put a person into a post over an area, from a day until another (exclusive). Holds at the very next
    question. Nobody appoints themselves: a keeper reads no matter, and must not make themselves somebody who
    does. Returns the duty's id."""
    post = Post.objects.select_for_update(of=("self",)).select_related("unit").filter(id=post_id).first()
    if post is None:
        raise NotFound(_("没有这个岗位。"))
    must_keep(by, post.unit.area, now)
    if by.id == person_id:
        raise NotAllowed(_("不能任命自己。"), instead=_("请另一位业务管理员来任命。"))
    if ends_on is not None and ends_on <= starts_on:
        raise Invalid(_("任职的结束日期要晚于开始日期。"))
    _must_serve(person_id)
    must_be_known(area, now)
    if post.unit.area not in lineage(area):
        raise Invalid(
            _("%(unit)s的辖区不包含这个区域。") % {"unit": post.unit.name},
            instead=_("请在它的辖区以内选,或换一个单位的岗位。"),
        )
    if _already_there(person_id, post_id, area, starts_on, ends_on):
        raise NotNow(_("这个人在这段时间已经在这个岗位上了。"), instead=_("要换期限,请先解除原来的任职。"))
    duty = Duty.objects.create(
        person_id=person_id, post=post, area=area, starts_on=starts_on, ends_on=ends_on
    )
    told = {"person": str(person_id), "post": str(post_id), "area": area, "from": starts_on.isoformat()}
    told["until"] = ends_on.isoformat() if ends_on else ""
    append(county_of(area or post.unit.area), [Fact("org.appoint", f"duty:{duty.id}", told)], by=by, now=now)
    return duty.id


@transaction.atomic
def relieve(duty_id: UUID, ends_on: date, *, by: Actor, now: datetime) -> None:
    """End a duty on a day (the first on which it no longer holds): today at the earliest, since the past is
    not rewritten."""
    duty = (
        Duty.objects.select_for_update(of=("self",)).select_related("post__unit").filter(id=duty_id).first()
    )
    if duty is None:
        raise NotFound(_("没有这项任职。"))
    must_keep(by, duty.post.unit.area, now)
    today = local(now).date()
    if duty.ends_on is not None and duty.ends_on <= today:
        raise NotNow(_("这项任职已经结束了。"))
    if ends_on < today:
        raise Invalid(_("解除日期不能早于今天。"), instead=_("从今天起解除,下一次操作就不再有权限。"))
    if ends_on < duty.starts_on:
        ends_on = duty.starts_on  # not yet begun: it never will
    duty.ends_on = ends_on
    duty.save(update_fields=["ends_on"])
    fact = Fact("org.relieve", f"duty:{duty.id}", {"until": ends_on.isoformat()})
    append(county_of(duty.area or duty.post.unit.area), [fact], by=by, now=now)


def _must_serve(person_id: UUID) -> None:
    person = accounts.person(person_id)
    if not person.is_active:
        raise NotFound(_("%(name)s的账号已经停用。") % {"name": person.name})
    if person.administrator:
        raise NotAllowed(
            _("%(name)s是系统、安全或审计管理员,不能再担任业务岗位。") % {"name": person.name},
            instead=_("三员分立:请换一个人,或先由安全管理员取消其管理员身份。"),
        )


def _already_there(person_id: UUID, post_id: UUID, area: str, starts_on: date, ends_on: date | None) -> bool:
    rows = Duty.objects.filter(person_id=person_id, post_id=post_id, area__in=lineage(area))
    rows = rows.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=starts_on))
    if ends_on is not None:
        rows = rows.filter(starts_on__lt=ends_on)
    return rows.exists()


def _unit(unit_id: UUID) -> Unit:
    unit = Unit.objects.select_for_update().filter(id=unit_id).first()
    if unit is None:
        raise NotFound(_("没有这个单位。"))
    return unit


def _none_alike(unit: Unit) -> None:
    """Residents read the name and nothing else: no second unit of a place may look like the first, whatever
    its kind. (A unit that was closed may have a successor of its name.)"""
    others = Unit.objects.filter(area=unit.area, valid_until__isnull=True).exclude(id=unit.id)
    if alike(unit.name) in {alike(name) for name in others.values_list("name", flat=True)}:
        raise NotNow(_("%(name)s已经在册了。") % {"name": unit.name})


@contextmanager
def _only_one(name: str) -> Iterator[None]:
    """The database has the last word: of two who found the same unit at once, one is told so."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as taken:
        raise NotNow(_("%(name)s已经在册了。") % {"name": name}) from taken


def _changed(action: str, unit: Unit, by: Actor, now: datetime, until: date | None = None) -> None:
    renew()
    told = {"kind": unit.kind_id, "area": unit.area}
    if until is not None:
        told["until"] = until.isoformat()
    append(county_of(unit.area), [Fact(action, f"unit:{unit.id}", told)], by=by, now=now)
