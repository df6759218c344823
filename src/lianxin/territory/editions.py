"""What an edition of the division codes changes against what stands: pure, facts in, plan out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext as _

from lianxin.kernel.spreadsheets import BadRow, Row
from lianxin.territory.codes import Tier, covers, parent, trimmed
from lianxin.territory.gazetteer import Division

COLUMNS = {
    "code": ("code", "编码", "代码", "区划代码", "统计用区划代码", "adcode"),
    "name": ("name", "名称", "区划名称", "单位名称"),
    "replaced_by": ("replaced_by", "replacedby", "替代代码", "新代码", "变更后代码"),
    "city": ("citycode", "所属市代码"),
    # What the Bureau's lists and their copies say besides; the code says it, or nobody needs it.
    "province": ("provincecode", "所属省代码"),
    "district": ("areacode", "districtcode", "countycode", "所属县代码"),
    "town": ("streetcode", "towncode", "所属乡镇代码"),
    "rural": ("城乡分类代码", "城乡分类"),
}
_LONGEST_NAME = 80
Current = Mapping[str, Division]


@dataclass(frozen=True)
class Edition:
    """`whole_of` names the area that the file lists completely ("" is the country): codes that it leaves
    out there, on the tiers it has at all, are closed. None: the file only adds and renames."""

    valid_from: date
    source: str = ""
    whole_of: str | None = None


@dataclass
class Plan:
    """`rename` and `close` say what becomes of a span that stands; `close` has the code that follows."""

    add: list[tuple[str, str]] = field(default_factory=list)
    rename: list[tuple[Division, str]] = field(default_factory=list)
    close: list[tuple[Division, str]] = field(default_factory=list)
    bad: list[BadRow] = field(default_factory=list)


def plan_edition(rows: Iterable[Row], current: Current, edition: Edition) -> Plan:
    """`current`: the latest span of every code. A parent must be in force, or in the file itself."""
    plan = Plan()
    seen: set[str] = set()
    wanted = _read(rows, plan.bad, seen)
    open_now = {code for code, span in current.items() if span.valid_until is None}
    named: dict[str, Row] = {}
    for row, code in sorted(wanted, key=lambda item: (len(item[1]), item[1], item[0].line)):
        _bridge(plan, code, open_now, current)
        fault = _fault(row, code, _Known(named, open_now, current, edition))
        if fault:
            plan.bad.append(BadRow(row.line, fault, row.raw))
            continue
        if row.cells.get("replaced_by"):
            open_now.discard(code)
            _close(plan, current, code, trimmed(row.cells["replaced_by"]))
        elif code not in named:
            open_now.add(code)
            _take(plan, current.get(code), code, row.cells["name"])
        named[code] = row
    if edition.whole_of is not None:
        _close_absent(plan, current, edition, seen)
    plan.bad.sort(key=lambda row: row.line)
    return plan


def _read(rows: Iterable[Row], bad: list[BadRow], seen: set[str]) -> list[tuple[Row, str]]:
    wanted = []
    for row in rows:
        code = _code(row)
        seen.add(code)
        fault = row.fault or _shape_fault(row, code)
        if fault:
            bad.append(BadRow(row.line, fault, row.raw))
        else:
            wanted.append((row, code))
    return wanted


def _code(row: Row) -> str:
    """东莞、中山 have no counties: 441900 with a city of its own is the county tier, not padding."""
    written = row.cells.get("code", "")
    is_district = len(written) == Tier.DISTRICT and written[:4] == row.cells.get("city")
    return written if is_district else trimmed(written)


def _shape_fault(row: Row, code: str) -> str:
    written, name = row.cells.get("code", ""), row.cells.get("name", "")
    if "e+" in written.lower():
        return _("代码被 Excel 写成了科学计数法,请把这一列设为文本。")
    if not code or len(code) > Tier.COMMUNITY:
        return _("“%(code)s”不是区划代码(2、4、6、9、12 位数字)。") % {"code": written[:30]}
    if not row.cells.get("replaced_by") and not 0 < len(name) <= _LONGEST_NAME:
        return _("名称是空的,或者超过 80 个字。")
    return ""


def _bridge(plan: Plan, code: str, open_now: set[str], current: Current) -> None:
    """The Bureau's lists have no county row for cities without counties (东莞, 中山, 儋州), though the towns'
    codes pass through one: it is put in, with the city's name."""
    up = parent(code) or ""
    if len(up) == Tier.DISTRICT and up.endswith("00") and up not in open_now and up[:4] in open_now:
        names = {added: name for added, name in plan.add if added == up[:4]}
        city = names.get(up[:4]) or current[up[:4]].name
        open_now.add(up)
        plan.add.append((up, city))


class _Known(NamedTuple):
    """What a row is held against: the file's own rows so far, the codes in force, the spans on record."""

    named: Mapping[str, Row]
    open_now: set[str]
    current: Current
    edition: Edition


def _fault(row: Row, code: str, known: _Known) -> str:
    named, open_now, current, edition = known
    up, twin, span = parent(code), named.get(code), current.get(code)
    if twin and twin.cells.get("name") != row.cells.get("name"):
        return _("代码 %(code)s 在第 %(line)d 行已经用过,名称不同。") % {"code": code, "line": twin.line}
    if row.cells.get("replaced_by"):
        return _closing_fault(code, row.cells["replaced_by"], span, edition)
    if up and up not in open_now:
        return _("上级代码 %(code)s 不存在或已停用。请先导入上级。") % {"code": up}
    if (
        span
        and _moves(span, row.cells["name"])
        and edition.valid_from < (span.valid_until or span.valid_from)
    ):
        return _("系统里 %(code)s 的记录比这个文件新,没有改动。") % {"code": code}
    return ""


def _closing_fault(code: str, successor: str, span: Division | None, edition: Edition) -> str:
    if span is None:
        return _("要停用的代码 %(code)s 不存在。") % {"code": code}
    if span.valid_until is None and edition.valid_from <= span.valid_from:
        return _("代码 %(code)s 的停用日期必须晚于启用日期。") % {"code": code}
    return "" if trimmed(successor) else _("替代代码“%(code)s”不是区划代码。") % {"code": successor[:30]}


def _moves(span: Division, name: str) -> bool:
    return span.valid_until is not None or span.name != name


def _take(plan: Plan, span: Division | None, code: str, name: str) -> None:
    if span is None or span.valid_until is not None:
        plan.add.append((code, name))
    elif span.name != name:
        plan.rename.append((span, name))


def _close(plan: Plan, current: Current, code: str, successor: str) -> None:
    if current[code].valid_until is None:
        plan.close.append((current[code], successor))


def _close_absent(plan: Plan, current: Current, edition: Edition, seen: set[str]) -> None:
    """A code that stands on a bad row was not left out. Tiers that the file does not have are let be."""
    tiers = {len(code) for code in seen}
    area = edition.whole_of or ""
    for code, span in current.items():
        absent = span.valid_until is None and covers(area, code) and len(code) in tiers and code not in seen
        if absent and edition.valid_from > span.valid_from:
            plan.close.append((span, ""))
        elif absent:
            reason = _("代码 %(code)s 不在文件里,但它的启用日期不早于这一版,没有停用。") % {"code": code}
            plan.bad.append(BadRow(0, reason, code))
