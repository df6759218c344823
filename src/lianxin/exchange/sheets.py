"""The columns in which matters go out: ours, those of GB/T 31000-like sheets, and answers to a source."""

from collections.abc import Callable, Mapping
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from lianxin.exchange import codes
from lianxin.kernel.clock import local
from lianxin.matters import public as matters
from lianxin.matters.public import State
from lianxin.org import public as org
from lianxin.territory import public as territory

Row = matters.ledger.Row
Tell = Callable[[Row], str]
Columns = Mapping["str | Promise", Tell]
GRID = 15  # digits
SUMMARY = 2000  # characters, as the standard's fields are known here
SOLVED = frozenset({State.CLOSED, State.RATED})
NOT_SOLVED = frozenset({State.DECLINED, State.WITHDRAWN})


def moment(at: datetime | None) -> str:
    return f"{local(at):%Y-%m-%d %H:%M}" if at else ""


def day(at: datetime | None) -> str:
    return f"{local(at):%Y-%m-%d}" if at else ""


def _category(row: Row) -> str:
    card = org.category(row.category) if row.category else None
    return card.name if card else ""


def _yes_no(answer: bool) -> str:
    return _("是") if answer else _("否")


def _standard_category(row: Row) -> str:
    found = codes.category_code(row.category)
    return f"{found.code} {found.name}" if found else ""


def _level(row: Row) -> str:
    return str(matters.ledger.LEVELS.get(row.level, ""))


def _solved(row: Row) -> str:
    """Only what has ended says so."""
    return _yes_no(row.state in SOLVED) if row.state in SOLVED | NOT_SOLVED else ""


def _degrees(value: float | None) -> str:
    return f"{value:.6f}" if value is not None else ""


OURS: Columns = {
    gettext_lazy("编号"): lambda row: row.number,
    gettext_lazy("内容"): lambda row: row.text,
    gettext_lazy("类别"): _category,
    gettext_lazy("区域"): lambda row: territory.full_name(row.area),
    gettext_lazy("具体地点"): lambda row: row.place,
    gettext_lazy("状态"): lambda row: str(row.state.label),
    gettext_lazy("承办单位"): lambda row: row.unit,
    gettext_lazy("反映时间"): lambda row: moment(row.made_at),
    gettext_lazy("收到时间"): lambda row: moment(row.received_at),
    gettext_lazy("答应回话的时间"): lambda row: moment(row.due_at),
    gettext_lazy("办完时间"): lambda row: moment(row.finished_at),
    gettext_lazy("了结时间"): lambda row: moment(row.ended_at),
    gettext_lazy("超时"): lambda row: _yes_no(row.late),
    gettext_lazy("结果"): lambda row: row.result,
    gettext_lazy("评价"): _level,
}
# The field list of domain.md 2.4 minus what is not held here: scale, grade, people involved, the main party
# (its papers, ethnicity, education and kind are never held), method, responsible person. Chinese in any
# language of the page: another system reads these headings.
STANDARD: Columns = {
    "事件编号": lambda row: row.number,
    "事件名称": lambda row: row.text.partition("\n")[0][:40],
    "发生日期": lambda row: day(row.made_at),
    "发生地点": lambda row: row.place or territory.full_name(row.area),
    "事件类别": _standard_category,
    "事件概述": lambda row: row.text[:SUMMARY],
    "化解时限": lambda row: day(row.due_at),
    "化解组织": lambda row: row.unit,
    "是否化解成功": _solved,
    "化解情况": lambda row: row.result[:SUMMARY],
    "考评意见": _level,
    "经度": lambda row: _degrees(row.lon),
    "纬度": lambda row: _degrees(row.lat),
    "状态": lambda row: str(row.state.label),
    "所属网格": lambda row: row.area if len(row.area) == GRID else "",
}
KINDS: Mapping[str, Columns] = {"ours": OURS, "gbt31000": STANDARD}

# What goes back to a source: what each is called first, until its mapping says otherwise.
ANSWERS: Mapping[str, tuple["str | Promise", Tell]] = {
    "ours": (gettext_lazy("办理编号"), lambda row: row.number),
    "state": (gettext_lazy("办理状态"), lambda row: str(row.state.label)),
    "unit": (gettext_lazy("承办单位"), lambda row: row.unit),
    "received_at": (gettext_lazy("收到时间"), lambda row: moment(row.received_at)),
    "due_at": (gettext_lazy("答应回话的时间"), lambda row: moment(row.due_at)),
    "ended_at": (gettext_lazy("了结时间"), lambda row: moment(row.ended_at)),
    "late": (gettext_lazy("超时"), lambda row: _yes_no(row.late)),
    "result": (gettext_lazy("结果"), lambda row: row.result),
    "level": (gettext_lazy("评价"), _level),
}
CONTACTS = (gettext_lazy("怎么称呼"), gettext_lazy("电话"))


def headings(columns: Columns) -> list[str]:
    return [str(heading) for heading in columns]


def cells(row: Row, columns: Columns) -> list[str]:
    return [tell(row) for tell in columns.values()]
