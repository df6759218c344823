"""Service times as people say them."""

from dataclasses import dataclass

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from lianxin.deadlines.models import ServiceTime
from lianxin.deadlines.web.forms import split


@dataclass(frozen=True)
class Line:
    row: ServiceTime
    name: str
    dispatch: str
    answer: str


def line_of(row: ServiceTime) -> Line:
    english = (get_language() or "").startswith("en")
    name = row.name_en if english and row.name_en else row.name
    return Line(row, name, said(row.dispatch_minutes), answer_of(row))


def answer_of(row: ServiceTime) -> str:
    if row.answer_workdays:
        n = row.answer_workdays
        return ngettext("%(n)s 个工作日", "%(n)s 个工作日", n) % {"n": n}
    return said(row.answer_minutes) if row.answer_minutes else _("写明日期的计划")


def said(minutes: int) -> str:
    n, unit = split(minutes)
    if unit == "days":
        return ngettext("%(n)s 天", "%(n)s 天", n) % {"n": n}
    if unit == "hours":
        return ngettext("%(n)s 小时", "%(n)s 小时", n) % {"n": n}
    return ngettext("%(n)s 分钟", "%(n)s 分钟", n) % {"n": n}
