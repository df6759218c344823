"""Keeping the list of those who may be asked onto a panel, and the kinds they are of.

Who keeps an area, or guides mediation there (the judicial office, 人民调解法 5), names, changes and ends. The
kinds are of the whole deployment, and its keeper's.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.journal.public import NATION, Fact, append
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.kernel.legible import plain_name
from lianxin.mediation.models import PanelKind, PanelMember
from lianxin.mediation.proposing import COMMUNITY, Group
from lianxin.mediation.queries import panel
from lianxin.org import public as org
from lianxin.pages.public import permission
from lianxin.territory import public as territory

CODE = re.compile(r"[a-z][a-z_]{0,39}")
_PLACE = re.compile(r"[0-9A-Za-z-]{1,40}")
MOST_AT_ONCE = 50
LONGEST = {field.name: field.max_length for field in PanelMember._meta.fields if field.max_length}


@dataclass(frozen=True)
class KindDraft:
    """`mediates`: else only advises."""

    code: str
    group: str
    name: str
    name_en: str = ""
    mediates: bool = True
    note: str = ""


@dataclass(frozen=True)
class MemberDraft:
    """`person` for who has an account, else `name`. `home` is the code of the grid or building they live in:
    whoever lives there has them not."""

    kinds: tuple[str, ...]
    area: str
    starts_on: date
    person: UUID | None = None
    name: str = ""
    categories: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    gender: str = ""
    employer: str = ""
    home: str = ""
    cap: int = 5
    ends_on: date | None = None
    away_until: date | None = None


@transaction.atomic
def keep_kind(draft: KindDraft, *, by: Actor, now: datetime) -> None:
    """Add a kind, or change the one with that code."""
    permission.require_keeper(by, "", local(now).date())
    name = plain_name(draft.name)
    if not CODE.fullmatch(draft.code):
        _refuse("code", _("编码只用小写英文字母和下划线,以字母开头。"))
    if draft.group not in Group.values:
        _refuse("group", _("请选四长、五老或者其他。"))
    if not name:
        _refuse("name", _("缺少名称。"))
    values: dict[str, Any] = {
        "group": draft.group,
        "name": name,
        "name_en": plain_name(draft.name_en),
        "mediates": draft.mediates,
        "note": plain_name(draft.note),
    }
    PanelKind.objects.update_or_create(code=draft.code, defaults=values)
    _kinds_changed("mediation.keep_panel_kind", draft.code, by, now)


@transaction.atomic
def drop_kind(code: str, *, by: Actor, now: datetime) -> None:
    """Take away a kind that nobody is of."""
    permission.require_keeper(by, "", local(now).date())
    kind = PanelKind.objects.select_for_update().filter(code=code).first()
    if kind is None:
        raise NotFound(_("没有这一类成员。"))
    if any(code in held for held in PanelMember.objects.values_list("kinds", flat=True)):
        raise NotNow(_("“%(name)s”还有人。") % {"name": kind.name}, instead=_("请先把他们改成别的种类。"))
    kind.delete()
    _kinds_changed("mediation.drop_panel_kind", code, by, now)


@transaction.atomic
def name_member(draft: MemberDraft, *, by: Actor, now: datetime) -> UUID:
    """Put somebody on the list of those who may be asked; returns the row's id. Gives no right to read
    anything."""
    must_look_after(by, draft.area, now)
    member = PanelMember(**_checked(draft, now))
    with _only_once():
        member.save(force_insert=True)
    _told("mediation.name_panel_member", member, by, now)
    return member.id


@transaction.atomic
def change_member(member_id: UUID, draft: MemberDraft, *, by: Actor, now: datetime) -> bool:
    """Change what is written of somebody; returns whether anything was new. Who it is stays: another person
    is another row."""
    member = found_member(member_id, by, now, lock=True)
    must_look_after(by, draft.area, now)
    values = _checked(draft, now)
    if (values["person_id"], values["name"]) != (member.person_id, member.name):
        raise Invalid(_("不能改成另一个人。"), instead=_("请结束这一位,再登记新的一位。"))
    if all(getattr(member, name) == value for name, value in values.items()):
        return False
    for name, value in values.items():
        setattr(member, name, value)
    with _only_once():
        member.save(force_update=True)
    _told("mediation.change_panel_member", member, by, now)
    return True


@transaction.atomic
def end_member(member_id: UUID, ends_on: date, *, by: Actor, now: datetime) -> None:
    """From a day on they are asked no more: today at the earliest."""
    member = found_member(member_id, by, now, lock=True)
    if ends_on < local(now).date():
        _refuse("ends_on", _("结束日期不能早于今天。"))
    member.ends_on = max(ends_on, member.starts_on)
    member.save(update_fields=["ends_on"])
    _told("mediation.end_panel_member", member, by, now)


def must_look_after(by: Actor, area: str, now: datetime) -> None:
    day = local(now).date()
    if not any(permission.may(by, duty, area, day) for duty in panel.LOOKS_AFTER):
        raise NotAllowed(_("联调成员由业务管理员或者调解指导员登记。"), instead=_("请把要改的内容告诉他们。"))


def found_member(member_id: UUID, by: Actor, now: datetime, *, lock: bool = False) -> PanelMember:
    """For whoever looks after the area; for others there is none."""
    rows = PanelMember.objects.select_for_update() if lock else PanelMember.objects.select_related("person")
    member = rows.filter(id=member_id).first()
    day = local(now).date()
    looks = member and any(permission.may(by, duty, member.area, day) for duty in panel.LOOKS_AFTER)
    if member is None or not looks:
        raise NotFound(no_such_member())
    if member.ends_on is not None and member.ends_on <= day:
        raise NotNow(_("这一位已经结束了。"), instead=_("又愿意来的,请重新登记。"))
    return member


def no_such_member() -> str:
    return _("没有这位联调成员,或者不归您管理。")


def _checked(draft: MemberDraft, now: datetime) -> dict[str, Any]:
    name = plain_name(draft.name)
    if bool(draft.person) == bool(name):
        _refuse("name", _("请写用户名;没有账号的,写姓名。只写一个。"))
    if draft.person:
        _must_serve(draft.person)
    if draft.area and not territory.known(draft.area, local(now).date()):
        _refuse("area", _("没有编码为%(area)s的区域。") % {"area": draft.area})
    if draft.ends_on is not None and draft.ends_on <= draft.starts_on:
        _refuse("ends_on", _("结束日期要晚于开始日期。"))
    if draft.gender not in ("", "f", "m"):
        _refuse("gender", _("性别请写女或男,也可以不填。"))
    if not 1 <= draft.cap <= MOST_AT_ONCE:
        _refuse("cap", _("同时在办的上限请写 1 到 %(most)d。") % {"most": MOST_AT_ONCE})
    return {
        "person_id": draft.person,
        "name": _fitting("name", name),
        "kinds": _known("kinds", draft.kinds, panel.kinds(), _("请至少选一个种类。")),
        "area": draft.area,
        "categories": _known("categories", draft.categories, quarrels(), ""),
        "languages": sorted({_fitting("languages", plain_name(word)) for word in draft.languages} - {""}),
        "gender": draft.gender,
        "employer": _fitting("employer", plain_name(draft.employer)),
        "home": _home(draft.home.strip()),
        "cap": draft.cap,
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        "away_until": draft.away_until,
    }


def quarrels() -> dict[str, str]:
    """The kinds of dispute that somebody may know well, by code; all of them together are no speciality."""
    return {card.code: card.name for card in org.categories() if card.family == "dispute" and card.parent}


def _must_serve(person_id: UUID) -> None:
    person = accounts.person(person_id)
    if not person.is_active or person.administrator:
        _refuse("username", _("这个账号不能担任联调成员:已经停用,或者是三员之一。"))


def _known(field: str, codes: Iterable[str], among: Collection[str], needed: str) -> list[str]:
    """In the order of the catalogue."""
    told = list(codes)
    strange = next((code for code in told if code not in among), "")
    if strange:
        _refuse(field, _("“%(code)s”不在册。") % {"code": strange[:40]})
    if needed and not told:
        _refuse(field, needed)
    return [code for code in among if code in told]


def _home(code: str) -> str:
    """All neighbours of a community would be barred by its code."""
    if code and (not _PLACE.fullmatch(code) or (code.isdigit() and len(code) <= COMMUNITY)):
        _refuse("home", _("请写所住网格或者楼栋的编码,不是社区的。"))
    return code


def _fitting(field: str, words: str) -> str:
    limit = LONGEST.get(field, 20)
    if len(words) > limit:
        _refuse(field, _("最多 %(limit)d 个字。") % {"limit": limit})
    return words


def _refuse(field: str, words: str) -> None:
    raise Invalid(words, fields={field: words})


@contextmanager
def _only_once() -> Iterator[None]:
    try:
        with transaction.atomic():
            yield
    except IntegrityError as taken:
        raise NotNow(
            _("这个区域的名单上已经有这个人了。"), instead=_("同名的另一位,请在姓名后面加几个字分清。")
        ) from taken


def _kinds_changed(action: str, code: str, by: Actor, now: datetime) -> None:
    panel.renew()
    append(NATION, [Fact(action, f"panel_kind:{code}")], by=by, now=now)


def _told(action: str, member: PanelMember, by: Actor, now: datetime) -> None:
    told: dict[str, Any] = {"kinds": member.kinds, "area": member.area, "since": member.starts_on.isoformat()}
    told["until"] = member.ends_on.isoformat() if member.ends_on else ""
    if member.person_id:
        told["person"] = str(member.person_id)
    county = member.area[:6] if len(member.area) >= 6 else NATION
    append(county, [Fact(action, f"panel_member:{member.id}", told)], by=by, now=now)
