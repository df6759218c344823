"""Service times as people say them."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from lianxin.deadlines.models import ServiceTime
from lianxin.deadlines.queries import name_of
from lianxin.deadlines.web.forms import split

# The libraries' names of days, shown through translation.
HOLIDAYS = (
    gettext_noop("元旦"),
    gettext_noop("元旦调休上班"),
    gettext_noop("元旦（补假）"),
    gettext_noop("农历除夕"),
    gettext_noop("农历除夕（补假）"),
    gettext_noop("春节"),
    gettext_noop("春节调休上班"),
    gettext_noop("春节（补假）"),
    gettext_noop("清明"),
    gettext_noop("清明节"),
    gettext_noop("清明节（补假）"),
    gettext_noop("清明调休上班"),
    gettext_noop("劳动节"),
    gettext_noop("劳动节调休上班"),
    gettext_noop("劳动节（补假）"),
    gettext_noop("端午"),
    gettext_noop("端午节"),
    gettext_noop("端午节（补假）"),
    gettext_noop("端午调休上班"),
    gettext_noop("中秋"),
    gettext_noop("中秋节"),
    gettext_noop("中秋节（补假）"),
    gettext_noop("中秋调休上班"),
    gettext_noop("中秋节; 国庆节"),
    gettext_noop("国庆节"),
    gettext_noop("国庆节调休上班"),
    gettext_noop("国庆节（补假）"),
)


@dataclass(frozen=True)
class Line:
    row: ServiceTime
    name: str
    dispatch: str
    answer: str


def line_of(row: ServiceTime) -> Line:
    return Line(row, name_of(row), said(row.dispatch_minutes), answer_of(row))


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
