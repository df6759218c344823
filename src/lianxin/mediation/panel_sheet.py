"""Panel members as a sheet: taken in line by line, given out in the same columns. Out and in again changes
nothing; a dry run does everything but keep it."""

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.cells import day_from
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, Refusal
from lianxin.kernel.formulas import defused
from lianxin.kernel.legible import plain_name
from lianxin.kernel.spreadsheets import BadRow, read_rows
from lianxin.mediation.actions.panel import MemberDraft, change_member, name_member, quarrels
from lianxin.mediation.models import PanelMember
from lianxin.mediation.queries import panel
from lianxin.territory import public as territory

COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("姓名", "name"),
    "username": ("用户名", "username"),
    "kinds": ("种类", "kinds"),
    "area": ("服务区域", "区域", "辖区代码", "area"),
    "categories": ("熟悉的纠纷", "categories"),
    "languages": ("语言", "languages"),
    "gender": ("性别", "gender"),
    "employer": ("工作单位", "employer"),
    "home": ("住的网格或楼栋", "home"),
    "cap": ("同时在办上限", "cap"),
    "starts_on": ("从哪天起", "starts_on"),
    "ends_on": ("到哪天止", "ends_on"),
    "away_until": ("哪天起才有空", "away_until"),
}
REQUIRED = ("kinds", "area")  # besides the name
GENDERS = {"女": "f", "男": "m"}
EVERYWHERE = frozenset({"全部", "everywhere"})
_APART = re.compile(r"[、,,;;|\s]+")


@dataclass
class Taken:
    """What an import did (or, on a dry run, would do)."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    bad: list[BadRow] = field(default_factory=list)
    dry_run: bool = False


def import_members(path: Path, *, by: Actor, now: datetime, dry_run: bool = False) -> Taken:
    """Somebody is known again by account, or name, and area; whoever has ended begins anew."""
    if by.kind != ActorKind.SYSTEM and not panel.looked_after(by, local(now).date()):
        raise NotAllowed(_("联调成员由业务管理员或者调解指导员登记。"), instead=_("请把表格交给他们。"))
    taken = Taken(dry_run=dry_run)
    with transaction.atomic():
        for row in read_rows(path, COLUMNS, REQUIRED):
            try:
                if row.fault:
                    raise Invalid(row.fault)
                _take({name: row.cells.get(name, "") for name in COLUMNS}, taken, by=by, now=now)
            except Refusal as refusal:
                taken.bad.append(BadRow(row.line, refusal.sentence, row.raw))
        if dry_run:
            transaction.set_rollback(True)
    return taken


def _take(cells: Mapping[str, str], taken: Taken, *, by: Actor, now: datetime) -> None:
    today = local(now).date()
    draft = _draft(cells, today)
    known = _standing(draft, today)
    if known is None:
        name_member(draft, by=by, now=now)
        taken.added += 1
        return
    if not cells["starts_on"]:
        draft = _draft(cells, known.starts_on)
    if change_member(known.id, draft, by=by, now=now):
        taken.changed += 1
    else:
        taken.unchanged += 1


def _standing(draft: MemberDraft, today: date) -> PanelMember | None:
    rows = PanelMember.objects.filter(area=draft.area, person=draft.person, name=draft.name)
    return rows.exclude(ends_on__lte=today).first()


def _draft(cells: Mapping[str, str], since: date) -> MemberDraft:
    person = _person(cells["username"])
    return MemberDraft(
        person=person,
        name="" if person else plain_name(cells["name"]),
        kinds=_codes(cells["kinds"], {code: kind.name for code, kind in panel.kinds().items()}),
        area=_area(cells["area"]),
        categories=_codes(cells["categories"], quarrels()),
        languages=_parted(cells["languages"]),
        gender=GENDERS.get(cells["gender"], cells["gender"]),
        employer=cells["employer"],
        home=cells["home"],
        cap=_number(cells["cap"]),
        starts_on=day_from(cells["starts_on"], since) or since,
        ends_on=day_from(cells["ends_on"], None),
        away_until=day_from(cells["away_until"], None),
    )


def _person(username: str) -> UUID | None:
    if not username:
        return None
    found = accounts.find_person(username)
    if found is None:
        raise Invalid(_("没有用户名为“%(username)s”的人。") % {"username": username[:60]})
    return found.id


def _area(words: str) -> str:
    if words in EVERYWHERE:
        return ""
    code = territory.trimmed(words) if words else ""
    if not code:
        raise Invalid(_("请写服务区域的区划代码;哪里都去的写“全部”。"))
    return code


def _parted(words: str) -> tuple[str, ...]:
    return tuple(word for word in _APART.split(words) if word)


def _codes(words: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """By name or by code; what is neither is left as it is, and refused where it is checked. Names hold marks
    that part others, hence the longest first."""
    found, rest = [], words
    for code, name in sorted(names.items(), key=lambda pair: -len(pair[1])):
        if name in rest:
            found.append(code)
            rest = rest.replace(name, "、")
    return (*found, *_parted(rest))


def _number(words: str) -> int:
    if words and not (words.isascii() and words.isdigit()):
        raise Invalid(_("同时在办的上限要写数字。"))
    return int(words or MemberDraft.cap)


def members_csv(viewer: Actor, on: date) -> str:
    """Those of now and later whom somebody looks after, in the columns in which they are taken in."""
    shown = [card.id for card in panel.members(viewer, on) if card.state != "over"]
    rows = (
        PanelMember.objects.filter(id__in=shown).select_related("person").order_by("area", "starts_on", "id")
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([headings[0] for headings in COLUMNS.values()])
    for row in rows:
        writer.writerow([defused(cell) for cell in _cells(row)])
    return "\ufeff" + out.getvalue()


def _cells(row: PanelMember) -> list[str]:
    kinds, known = panel.kinds(), quarrels()
    days = [day.isoformat() if day else "" for day in (row.starts_on, row.ends_on, row.away_until)]
    return [
        row.person.name if row.person else row.name,
        row.person.username if row.person else "",
        "、".join(kinds[code].name for code in row.kinds if code in kinds),
        row.area or "全部",
        "、".join(known.get(code, code) for code in row.categories),
        "、".join(row.languages),
        {code: word for word, code in GENDERS.items()}.get(row.gender, ""),
        row.employer,
        row.home,
        str(row.cap),
        *days,
    ]
