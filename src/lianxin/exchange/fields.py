"""What a column of another office's sheet can mean here, and a first guess at it. Pure."""

import unicodedata
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.kernel.errors import Invalid

Word = str | Promise
LEFT_OUT = ""  # deliberately not taken
REASON = "原因(连心)"  # our own column in what we give back to be mended: skipped when it comes in again


@dataclass(frozen=True)
class Field:
    label: Word
    aliases: tuple[str, ...]


FIELDS: dict[str, Field] = {
    "number": Field(
        gettext_lazy("对方编号"),
        ("工单编号", "工单号", "编号", "流水号", "受理编号", "诉求编号", "事件编号", "案件编号", "案卷号",
         "任务号", "id", "number"),
    ),
    "title": Field(
        gettext_lazy("标题"), ("标题", "工单标题", "诉求标题", "主题", "事件名称", "title")
    ),
    "text": Field(
        gettext_lazy("说的什么"),
        ("诉求内容", "来电内容", "来话内容", "反映问题", "诉求描述", "内容",
         "问题描述", "工单内容", "事件描述", "事件概述", "主要诉求", "反映内容",
         "受理内容", "简要情况", "描述", "text", "description"),
    ),
    "category": Field(
        gettext_lazy("类别"),
        ("诉求类型", "类别", "问题类型", "事件类别", "工单类型", "问题类别", "分类", "小类", "category"),
    ),
    "area": Field(
        gettext_lazy("哪个社区或村"),
        ("所属社区", "所属区域", "社区", "社区村", "村社区", "区域", "区划代码", "所属网格", "网格编码",
         "网格编号", "辖区", "行政区划", "区县", "街道", "area"),
    ),
    "place": Field(
        gettext_lazy("具体地点"),
        ("事发地址", "地址", "地点", "事发地点", "发生地点", "详细地址", "问题地址", "位置描述", "place"),
    ),
    "lon": Field(gettext_lazy("经度"), ("经度", "lon", "longitude", "x")),
    "lat": Field(gettext_lazy("纬度"), ("纬度", "lat", "latitude", "y")),
    "made_at": Field(
        gettext_lazy("什么时候说的"),
        ("来电时间", "诉求时间", "受理时间", "登记时间", "反映时间", "发生日期", "发生时间", "创建时间",
         "上报时间", "made_at"),
    ),
    "promised": Field(
        gettext_lazy("对方答应的时间"),
        ("办理时限", "截止时间", "化解时限", "要求办结时间", "办结时限", "到期时间", "处置截止时间",
         "promised"),
    ),
    "name": Field(
        gettext_lazy("怎么称呼"),
        ("来电人", "诉求人", "联系人", "姓名", "反映人", "市民姓名", "来电人姓名", "name"),
    ),
    "phone": Field(
        gettext_lazy("电话"), ("联系电话", "来电号码", "电话", "手机号", "手机号码", "联系方式", "phone")
    ),
    "status": Field(
        gettext_lazy("对方的状态"), ("工单状态", "状态", "办理状态", "处置状态", "status")
    ),
    "scale": Field(gettext_lazy("事件规模"), ("事件规模", "规模")),
    "grade": Field(gettext_lazy("事件级别"), ("事件级别", "级别", "等级")),
    "also": Field(gettext_lazy("一并写进内容"), ()),
}  # fmt: skip
ONCE = frozenset(FIELDS) - {"also"}
# Of people, and never needed to fix or answer a matter (domain.md 2.4): not taken in, by whatever name.
REFUSED = (
    "身份证", "证件号", "证件类型", "民族", "学历", "文化程度", "人员类别", "人员类型", "政治面貌", "宗教",
    "婚姻状况", "重点人员",
)  # fmt: skip


def plain(words: str) -> str:
    """A heading as it compares: width, case, spaces and brackets aside."""
    told = unicodedata.normalize("NFKC", words).casefold()
    return "".join(sign for sign in told if sign.isalnum() or sign == "#")


def is_refused(heading: str) -> bool:
    read = plain(heading)
    return any(word in read for word in REFUSED)


def guessed(headings: Iterable[str], known: Mapping[str, str]) -> dict[str, str]:
    """heading → field: as it was matched before, else by its name; the first of two that mean the same."""
    told, taken = {}, {field for field in known.values() if field in ONCE}
    by_name = {plain(alias): name for name, one in FIELDS.items() for alias in one.aliases}
    for heading in headings:
        if heading in known:
            told[heading] = known[heading]
            continue
        found = "" if is_refused(heading) else by_name.get(plain(heading), "")
        told[heading] = found if found not in taken else LEFT_OUT
        taken.add(told[heading])
    return told


@dataclass(frozen=True)
class Mapped:
    """What a source's sheet means. `constants`: "category" and "area" where a row says nothing; "times":
    auto, dmy, mdy; "system": of its points."""

    columns: Mapping[str, str]
    categories: Mapping[str, str] = field(default_factory=dict)
    areas: Mapping[str, str] = field(default_factory=dict)
    constants: Mapping[str, str] = field(default_factory=dict)
    answers: Mapping[str, str] = field(default_factory=dict)

    def heading_of(self, name: str) -> str:
        return next((heading for heading, meant in self.columns.items() if meant == name), "")


def must_be_whole(mapped: Mapped) -> None:
    """Raises Invalid: two columns for one thing, no number, no words, no place, or what is never taken."""
    meant = [name for name in mapped.columns.values() if name]
    for name in ONCE:
        if meant.count(name) > 1:
            raise Invalid(_("有两列都表示“%(what)s”,请只留一列。") % {"what": FIELDS[name].label})
    if any(name not in FIELDS for name in meant):
        raise Invalid(_("没有这样的对照。"))
    told = [heading for heading, name in mapped.columns.items() if name and is_refused(heading)]
    if told:
        raise Invalid(
            _("“%(heading)s”这样的列这里不收:办事用不着。") % {"heading": told[0]},
            instead=_("请改成“不收这一列”。"),
        )
    if "number" not in meant:
        raise Invalid(_("请指出哪一列是对方的编号:没有它,同一件事会进来两次。"))
    if not {"text", "title"} & set(meant):
        raise Invalid(_("请指出哪一列写的是事情本身。"))
    if not ({"area", "lon"} & set(meant) or mapped.constants.get("area")):
        raise Invalid(_("请指出哪一列说明在哪里,或者选一个默认的地方。"))


def strange(headings: Collection[str], mapped: Mapped) -> list[str]:
    """Headings that nobody has matched, so that somebody is asked."""
    return [heading for heading in headings if heading not in mapped.columns and heading != REASON]


def missing(headings: Collection[str], mapped: Mapped) -> list[str]:
    """Headings that carry something here and are no longer there."""
    return [heading for heading, name in mapped.columns.items() if name and heading not in headings]
