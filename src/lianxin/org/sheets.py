"""The columns of org's spreadsheets, in both languages, and what a cell of them may say."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lianxin.kernel.errors import Invalid
from lianxin.org.models import Road, RoadKind
from lianxin.territory import public as territory

DUTY_COLUMNS: dict[str, tuple[str, ...]] = {
    "number": ("编号", "序号", "事项编号", "number", "no"),
    "category": ("事项类别", "类别", "分类", "category"),
    "area": ("适用区域", "适用地区", "区域", "区域代码", "辖区", "辖区代码", "区划代码", "area"),
    "tier": ("牵头层级", "层级", "tier"),
    "lead": ("牵头单位", "牵头部门", "责任单位", "lead"),
    "helpers": ("配合单位", "配合部门", "helpers"),
    "part": ("履职类型", "类型", "part"),
    "title": ("事项名称", "名称", "title"),
    "basis": ("法律依据", "依据", "basis"),
    "service": ("办理时限", "时限", "service"),
    "valid_from": ("生效日期", "valid_from"),
    "valid_until": ("失效日期", "valid_until"),
}
UNIT_COLUMNS: dict[str, tuple[str, ...]] = {
    "name": ("单位名称", "名称", "name"),
    "kind": ("单位类型", "类型", "kind"),
    "area": ("辖区代码", "辖区", "区域代码", "区划代码", "area"),
    "parent": ("上级单位", "parent"),
    "phone": ("办公电话", "电话", "phone"),
    "valid_from": ("成立日期", "生效日期", "valid_from"),
    "valid_until": ("撤销日期", "失效日期", "valid_until"),
}
UNIT_REQUIRED = ("kind", "area")  # besides the name
KIND_COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("代码", "code"),
    "name": ("名称", "name"),
    "name_en": ("英文名称", "name_en"),
}
CATEGORY_COLUMNS: dict[str, tuple[str, ...]] = {
    "code": ("代码", "code"),
    "name": ("名称", "name"),
    "name_en": ("英文名称", "name_en"),
    "parent": ("上级", "parent"),
    "family": ("大类", "family"),
    "service": ("办理时限", "service"),
    "public": ("可公开", "public"),
    "order": ("顺序", "order"),
}
ROAD_COLUMNS: dict[str, tuple[str, ...]] = {
    "category": ("类别", "纠纷类别", "category"),
    "kind": ("路", "途径", "kind"),
    "body": ("找谁", "受理单位", "body"),
    "within": ("时限", "within"),
    "brings": ("带什么", "材料", "brings"),
    "cost": ("费用", "cost"),
    "onward": ("下一步", "onward"),
    "basis": ("依据", "法律依据", "basis"),
    "valid_from": ("生效日期", "valid_from"),
    "valid_until": ("失效日期", "valid_until"),
}
ROAD_REQUIRED = ("kind", "body", "within", "brings", "cost", "onward", "basis")  # besides the category
LONGEST_WORDS = {field.name: field.max_length for field in Road._meta.concrete_fields if field.max_length}
# Of every import, by the name it has on the command line: its columns, and those that must be there
# besides the first.
COLUMNS: dict[str, tuple[dict[str, tuple[str, ...]], tuple[str, ...]]] = {
    "categories": (CATEGORY_COLUMNS, ("name",)),
    "unit_kinds": (KIND_COLUMNS, ("name",)),
    "units": (UNIT_COLUMNS, UNIT_REQUIRED),
    "duties": (DUTY_COLUMNS, ()),
    "roads": (ROAD_COLUMNS, ROAD_REQUIRED),
}

TIERS = {
    15: gettext_noop("网格"),
    12: gettext_noop("社区(村)"),
    9: gettext_noop("乡镇(街道)"),
    6: gettext_noop("县(市、区)"),
    4: gettext_noop("市"),
    2: gettext_noop("省"),
}
_TIER_WORDS = {
    "community": 12, "社区": 12, "村": 12, "社区村": 12, "社区(村)": 12, "村(社区)": 12,
    "town": 9, "乡镇": 9, "街道": 9, "乡镇街道": 9, "乡镇(街道)": 9, "镇街": 9,
    "county": 6, "district": 6, "县": 6, "区": 6, "县区": 6, "县级": 6, "县(市、区)": 6,
    "city": 4, "市": 4, "市级": 4, "市域": 4, "province": 2, "省": 2, "省级": 2,
}  # fmt: skip
PARTS = {
    "basic": gettext_noop("基本履职"),
    "shared": gettext_noop("配合履职"),
    "taken_back": gettext_noop("上级收回"),
}
SERVICES = {
    "emergency": gettext_noop("应急"),
    "utilities": gettext_noop("市政公用"),
    "ordinary": gettext_noop("一般"),
    "complex": gettext_noop("复杂"),
    "engineering": gettext_noop("工程"),
}
ROADS = dict(RoadKind.choices)
FAMILIES = {"event": gettext_noop("事项"), "dispute": gettext_noop("纠纷")}
# Quarrels, homes, services to persons and what nobody could place are never shown to anybody.
NEVER_PUBLIC = frozenset({"home", "service", "other", "dispute"})
_EVERYWHERE = {"", "全部", "全域", "所有区域", "everywhere", "*"}
_PARTING = ",;;,|\n"  # between several in one cell, besides 、


def is_one_word(name: str) -> bool:
    """Whether a name in a cell is read as itself again."""
    return name == name.strip() and not any(mark in name for mark in f"、{_PARTING}")


def tier_from(words: str) -> int:
    plain = words.strip().lower().replace("(", "(").replace(")", ")")
    if plain.isdigit() and int(plain) in TIERS and int(plain) != 15:
        return int(plain)
    if plain not in _TIER_WORDS:
        raise Invalid(_("牵头层级“%(words)s”看不懂,请写社区、乡镇、县区或市。") % {"words": words})
    return _TIER_WORDS[plain]


def one_of(words: str, names: Mapping[str, str], what: str) -> str:
    """The code that the words name: the code itself, or its Chinese name when only one bears it."""
    plain = words.strip()
    if plain in names:
        return plain
    found = [code for code, name in names.items() if name == plain]
    if len(found) == 1:
        return found[0]
    if found:
        raise Invalid(
            _("%(what)s“%(words)s”有好几个,请写代码:%(codes)s。")
            % {"what": what, "words": plain, "codes": "、".join(found)}
        )
    raise Invalid(_("%(what)s“%(words)s”不在册。") % {"what": what, "words": plain})


def several_of(words: str, names: Mapping[str, str], what: str) -> list[str]:
    plain = words
    for mark in _PARTING:
        plain = plain.replace(mark, "、")
    return [one_of(word, names, what) for word in plain.split("、") if word.strip()]


def area_from(words: str) -> str:
    """An area code, with or without the zeros that pad it; "" for everywhere."""
    plain = words.strip()
    if plain.lower() in _EVERYWHERE:
        return ""
    code = territory.trimmed(plain)
    if not code:
        raise Invalid(_("“%(words)s”不是区划代码。") % {"words": plain[:20]})
    return code


def check_public(public: bool, code: str, family: str) -> None:
    """Raises Invalid where a kind of matter is about persons or homes: no keeper can open those."""
    if public and (family != "event" or code.partition(".")[0] in NEVER_PUBLIC):
        raise Invalid(
            _("“%(code)s”这类事说的是人和家里,不能公开。公开栏只放公共地方的事。") % {"code": code},
            fields={"public": _("请改成不公开")},
        )
