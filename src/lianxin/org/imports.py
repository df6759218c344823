"""Taking in spreadsheets: catalogue, units, the duty list and the road map."""

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lianxin.journal.public import Fact
from lianxin.kernel.actor import Actor
from lianxin.kernel.cells import day_from, yes_or_no
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.spreadsheets import Row
from lianxin.org import roads, sheets
from lianxin.org.intake import Intake, Step, Taken, rows_in
from lianxin.org.models import Category, DutyItem, Road, Unit, UnitKind

Version = TypeVar("Version", DutyItem, Road)


def import_categories(
    path: Path, *, by: Actor, now: datetime, dry_run: bool = False, progress: Step = lambda done, total: None
) -> Taken:
    """The catalogue of categories. A parent must stand above its children in the file, or be known."""
    return rows_in(path, sheets.CATEGORY_COLUMNS, _Catalogue(by, now, Category), dry_run, progress)


def import_unit_kinds(
    path: Path, *, by: Actor, now: datetime, dry_run: bool = False, progress: Step = lambda done, total: None
) -> Taken:
    """The kinds of units: 派出所, 综治中心 …"""
    return rows_in(path, sheets.KIND_COLUMNS, _Catalogue(by, now, UnitKind), dry_run, progress)


def import_units(
    path: Path, *, by: Actor, now: datetime, dry_run: bool = False, progress: Step = lambda done, total: None
) -> Taken:
    """Units, known again by kind, area and name. The area must be written, 全部 for a unit that serves
    everywhere: left out, it would close every gap of the duty list unseen. A parent must stand above its
    children in the file, or be known; of several with the name, the one nearest above the unit's area is
    meant."""
    return rows_in(path, sheets.UNIT_COLUMNS, _Units(by, now), dry_run, progress)


def import_roads(
    path: Path, *, by: Actor, now: datetime, dry_run: bool = False, progress: Step = lambda done, total: None
) -> Taken:
    """The road map, its lines known again by kind of quarrel, way and first day."""
    return rows_in(path, sheets.ROAD_COLUMNS, _Roads(by, now), dry_run, progress)


def import_duty_list(
    path: Path, *, by: Actor, now: datetime, dry_run: bool = False, progress: Step = lambda done, total: None
) -> Taken:
    """Lines of the duty list, known again by number, area and first day. Two versions of a line may not be
    in force on the same day: the older needs its last day written first."""
    return rows_in(path, sheets.DUTY_COLUMNS, _Lines(by, now), dry_run, progress)


class _Catalogue(Intake):
    required = ("name",)

    def __init__(self, by: Actor, now: datetime, model: type[Category] | type[UnitKind]) -> None:
        super().__init__(by, now)
        self.must_keep("")
        self.model = model
        self.known: dict[str, Any] = {row.code: row for row in model.objects.all()}

    def take(self, cells: Mapping[str, str]) -> None:
        code = cells["code"].lower()
        if not code or not code.replace(".", "").replace("_", "").isalnum() or not code.isascii():
            raise Invalid(_("代码“%(code)s”只能用小写英文字母、数字、点和下划线。") % {"code": code})
        if not cells.get("name"):
            raise Invalid(_("缺少名称。"))
        values: dict[str, Any] = {"name": cells["name"], "name_en": cells.get("name_en", "")}
        if self.model is Category:
            values |= self._category(code, cells)
        row = self.known.get(code) or self.model(code=code)
        self.keep(row, values, Fact(f"org.import_{self.model._meta.model_name}", f"code:{code}"), "")
        self.known[code] = row

    def _category(self, code: str, cells: Mapping[str, str]) -> dict[str, Any]:
        parent = cells.get("parent", "")
        if parent and parent not in self.known:
            raise Invalid(_("上级分类“%(code)s”不在册。") % {"code": parent})
        family = sheets.one_of(cells.get("family") or "event", sheets.FAMILIES, _("大类"))
        public = yes_or_no(cells.get("public", ""))
        sheets.check_public(public, code, family)
        return {
            "parent_id": parent or None,
            "family": family,
            "public": public,
            "service": sheets.one_of(cells.get("service") or "ordinary", sheets.SERVICES, _("办理时限")),
            "order": int(cells["order"]) if cells.get("order", "").isdigit() else 0,
        }


class _Units(Intake):
    required = sheets.UNIT_REQUIRED

    def __init__(self, by: Actor, now: datetime) -> None:
        super().__init__(by, now)
        self.kinds = dict(UnitKind.objects.values_list("code", "name"))
        self.known: dict[tuple[str, str, str], Unit] = {}
        self.named: dict[str, list[Unit]] = {}
        self.fresh: dict[UUID, Unit] = {}
        # The standing one of a name last: a line of the sheet speaks of it, and reopens no closed namesake.
        for unit in Unit.objects.order_by(F("valid_until").asc(nulls_last=True), "valid_from"):
            self._remember(unit)

    def _remember(self, unit: Unit) -> None:
        self.known[unit.kind_id, unit.area, unit.name] = unit
        self.named.setdefault(unit.name, []).append(unit)

    def take(self, cells: Mapping[str, str]) -> None:
        name = cells["name"]
        if not name:
            raise Invalid(_("单位要有名称。"))
        kind = sheets.one_of(cells.get("kind", ""), self.kinds, _("单位类型"))
        if not cells["area"]:
            raise Invalid(_("缺少辖区代码。管所有区域的单位请写“全部”。"))
        area = sheets.area_from(cells["area"])
        self.must_be_known(area)
        self.must_keep(area)
        values: dict[str, Any] = {
            "phone": cells.get("phone", ""),
            "parent_id": self._parent(cells.get("parent", ""), area),
        }
        values |= _span(cells, self.today)
        row = self.known.get((kind, area, name)) or Unit(kind_id=kind, area=area, name=name)
        if not cells.get("valid_from") and not row._state.adding:
            values["valid_from"] = row.valid_from  # no day written: the day it was founded stays
        fact = Fact("org.import_unit", f"unit:{row.id}", {"kind": kind, "area": area})
        self.keep(row, values, fact, area)
        if (kind, area, name) not in self.known:
            self._remember(row)

    def _parent(self, name: str, area: str) -> UUID | None:
        if not name:
            return None
        fitting = [unit for unit in self.named.get(name, ()) if area.startswith(unit.area)]
        if not fitting:
            raise Invalid(_("上级单位“%(name)s”不在册,或者辖区不包含这个单位。") % {"name": name})
        return max(fitting, key=lambda unit: len(unit.area)).id

    def write(self, row: Unit) -> None:
        if row._state.adding:
            self.fresh[row.id] = row  # written together at the end: there may be 20,000
            row._state.adding = False
        elif row.id not in self.fresh:
            row.save()

    def finish(self) -> None:
        try:
            with transaction.atomic():
                Unit.objects.bulk_create(self.fresh.values(), batch_size=1000)
        except IntegrityError as taken:
            raise NotNow(
                _("别人刚刚登记了同样的单位,这份表格没有导入。"), instead=_("请再导入一次。")
            ) from taken


class _Lines(Intake):
    def __init__(self, by: Actor, now: datetime) -> None:
        super().__init__(by, now)
        self.kinds = dict(UnitKind.objects.values_list("code", "name"))
        self.categories = dict(Category.objects.values_list("code", "name"))
        self.known: dict[tuple[str, str], dict[date, DutyItem]] = {}
        for item in DutyItem.objects.all():
            self.known.setdefault((item.number, item.area), {})[item.valid_from] = item

    def in_order(self, rows: list[Row]) -> list[Row]:
        """Older versions first, so that a version's last day is known when the next one is judged."""
        return sorted(rows, key=lambda row: self._first_day(row.cells))

    def _first_day(self, cells: Mapping[str, str]) -> date:
        try:
            return day_from(cells.get("valid_from", ""), self.today) or self.today
        except Invalid:
            return date.max

    def take(self, cells: Mapping[str, str]) -> None:
        number = cells["number"]
        if not number:
            raise Invalid(_("缺少编号。"))
        area = sheets.area_from(cells.get("area", ""))
        self.must_be_known(area)
        self.must_keep(area)
        values = self._values(cells)
        versions = self.known.setdefault((number, area), {})
        row = _version_meant(versions, cells, values, number) or DutyItem(number=number, area=area)
        told = {"number": number, "area": area, "category": values["category_id"], "tier": values["tier"]}
        told |= {"lead": values["lead_id"], "from": values["valid_from"].isoformat()}
        told["until"] = values["valid_until"].isoformat() if values["valid_until"] else ""
        self.keep(row, values, Fact("org.import_duty_item", f"item:{row.id}", told), area)
        versions[row.valid_from] = row

    def _values(self, cells: Mapping[str, str]) -> dict[str, Any]:
        if not cells.get("title"):
            raise Invalid(_("缺少事项名称。"))
        for name, limit in (("title", 200), ("basis", 400), ("number", 40)):
            _must_fit(cells.get(name, ""), sheets.DUTY_COLUMNS[name][0], limit)
        service = cells.get("service", "")
        return {
            "category_id": sheets.one_of(cells.get("category", ""), self.categories, _("事项类别")),
            "tier": sheets.tier_from(cells.get("tier", "")),
            "lead_id": sheets.one_of(cells.get("lead", ""), self.kinds, _("牵头单位")),
            "helpers": sheets.several_of(cells.get("helpers", ""), self.kinds, _("配合单位")),
            "part": sheets.one_of(cells.get("part") or "basic", sheets.PARTS, _("履职类型")),
            "title": cells["title"],
            "basis": cells.get("basis", ""),
            "service": sheets.one_of(service, sheets.SERVICES, _("办理时限")) if service else "",
            **_span(cells, self.today),
        }


class _Roads(Intake):
    renew = staticmethod(roads.renew)
    required = sheets.ROAD_REQUIRED

    def __init__(self, by: Actor, now: datetime) -> None:
        super().__init__(by, now)
        self.must_keep("")  # the law is the same everywhere
        named = Category.objects.filter(family="dispute").values_list("code", "name")
        self.categories = dict(named)
        self.known: dict[tuple[str, str], dict[date, Road]] = {}
        for road in Road.objects.all():
            self.known.setdefault((road.category_id, road.kind), {})[road.valid_from] = road

    def take(self, cells: Mapping[str, str]) -> None:
        category = sheets.one_of(cells["category"], self.categories, _("纠纷类别"))
        kind = sheets.one_of(cells["kind"], sheets.ROADS, _("路"))
        values: dict[str, Any] = {**_words_of_a_road(cells), **_span(cells, self.today)}
        versions = self.known.setdefault((category, kind), {})
        row = _version_meant(versions, cells, values, sheets.ROADS[kind])
        row = row or Road(category_id=category, kind=kind)
        told = {"category": category, "kind": kind, "from": values["valid_from"].isoformat()}
        self.keep(row, values, Fact("org.import_road", f"road:{row.id}", told), "")
        versions[row.valid_from] = row


def _words_of_a_road(cells: Mapping[str, str]) -> dict[str, str]:
    """A way that does not say where, by when, with what, for how much and by which law is none."""
    for name in sheets.ROAD_REQUIRED[1:]:
        heading = sheets.ROAD_COLUMNS[name][0]
        if not cells[name]:
            raise Invalid(_("缺少“%(column)s”。") % {"column": heading})
        _must_fit(cells[name], heading, sheets.LONGEST_WORDS[name])
    return {name: cells[name] for name in sheets.ROAD_REQUIRED[1:]}


def _must_fit(words: str, heading: str, limit: int) -> None:
    if len(words) > limit:
        raise Invalid(_("“%(column)s”最多 %(limit)d 个字。") % {"column": heading, "limit": limit})


def _span(cells: Mapping[str, str], today: date) -> dict[str, Any]:
    since = day_from(cells.get("valid_from", ""), today)
    until = day_from(cells.get("valid_until", ""), None)
    if since and until and until <= since:
        raise Invalid(_("失效日期要晚于生效日期。"))
    return {"valid_from": since, "valid_until": until}


def _version_meant(
    versions: Mapping[date, Version], cells: Mapping[str, str], values: dict[str, Any], number: str
) -> Version | None:
    """The version that begins on the day in `values`; where no day is written, the newest, and its day is put
    in."""
    if not cells.get("valid_from") and versions:
        values["valid_from"] = max(versions)
    _no_two_at_once(versions, values, number)
    return versions.get(values["valid_from"])


def _no_two_at_once(versions: Mapping[date, DutyItem | Road], values: Mapping[str, Any], number: str) -> None:
    since, until = values["valid_from"], values["valid_until"]
    for first, other in versions.items():
        begins_before = until is None or first < until
        ends_after = other.valid_until is None or other.valid_until > since
        if first != since and begins_before and ends_after:
            raise Invalid(
                _("第%(number)s条从 %(day)s 起已有一个版本,同一天不能有两个版本。请先写明它的失效日期。")
                % {"number": number, "day": first.isoformat()}
            )
