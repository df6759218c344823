"""Keeping the catalogue of categories: add one, change one, retire one. Codes are never reused."""

import re
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound, NotNow
from lianxin.org.actions import must_keep
from lianxin.org.models import Category
from lianxin.org.queries import renew
from lianxin.org.sheets import FAMILIES, SERVICES, check_public

CODE = re.compile(r"[a-z][a-z_]{0,18}(\.[a-z][a-z_]{0,18})?")


@dataclass(frozen=True)
class CategoryDraft:
    """`code` is `group` or `group.kind`; `service` names the service time that its promises follow;
    `public`: it happens in public space, and may be shown to anybody once its words were approved; None
    leaves that as it is."""

    code: str
    name: str
    name_en: str
    family: str
    service: str
    public: bool | None = False


@transaction.atomic
def keep_category(draft: CategoryDraft, *, by: Actor, now: datetime) -> None:
    """Add a category, or change the one with that code. Matters that carry it follow the new name at once;
    running clocks keep the promise that was made. Raises Invalid for a code, group or service not known."""
    must_keep(by, "", now)
    if draft.public is None:
        known = Category.objects.filter(code=draft.code, public=True)
        draft = replace(draft, public=known.exists())
    parent = _checked(draft)
    values = {
        "name": draft.name.strip(),
        "name_en": draft.name_en.strip(),
        "family": draft.family,
        "service": draft.service,
        "public": draft.public,
        "parent": parent,
    }
    last = {**values, "order": Category.objects.count()}
    Category.objects.update_or_create(code=draft.code, defaults=values, create_defaults=last)
    _told("org.keep_category", draft.code, by, now, public="yes" if draft.public else "no")


def _checked(draft: CategoryDraft) -> Category | None:
    if not CODE.fullmatch(draft.code):
        raise Invalid(
            _("编码用小写字母,一组或“组.类”两段,比如 facility.manhole。"), fields={"code": _("请改一下编码")}
        )
    if not draft.name.strip():
        raise Invalid(_("类别要有名称。"), fields={"name": _("请填名称")})
    if draft.service not in SERVICES or draft.family not in FAMILIES:
        raise Invalid(_("请从列表里选。"))
    check_public(bool(draft.public), draft.code, draft.family)
    group, dot, _kind = draft.code.partition(".")
    if not dot:
        return None
    parent = Category.objects.filter(code=group, parent__isnull=True).first()
    if parent is None:
        raise Invalid(_("还没有“%(group)s”这一组,请先建组。") % {"group": group})
    return parent


@transaction.atomic
def retire_category(code: str, *, by: Actor, now: datetime) -> None:
    """No new matter takes it from today on; those that carry it keep it."""
    must_keep(by, "", now)
    category = Category.objects.filter(code=code).first()
    if category is None:
        raise NotFound(_("没有这个类别。"))
    if category.retired_on is not None:
        raise NotNow(_("“%(name)s”已经停用了。") % {"name": category.name})
    Category.objects.filter(code=code).update(retired_on=local(now).date())
    _told("org.retire_category", code, by, now)


def _told(action: str, code: str, by: Actor, now: datetime, **payload: str) -> None:
    renew()
    append(NATION, [Fact(action, f"category:{code}", payload)], by=by, now=now)
