"""What deadlines writes into the journal, in words."""

from collections.abc import Collection

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.deadlines.queries import ladder, name_of, service_time_history
from lianxin.pages.public import deeds


def _services(codes: Collection[str]) -> dict[str, str]:
    return {row.code: name_of(row) for row in service_time_history()}


_PROMISES = {"dispatch": _("派遣时限"), "answer": _("答复时限")}


def _rungs(codes: Collection[str]) -> dict[str, str]:
    """A step that a clock reached: "answer:red:1" is 答复时限 红色; the third is the round of its clock."""
    names = {rung.code: name_of(rung) for rung in ladder()}
    found = {}
    for code in codes:
        promise, _colon, rest = code.partition(":")
        rung, _colon, turn = rest.partition(":")
        if promise in _PROMISES and rung in names and turn.isdigit():
            found[code] = f"{_PROMISES[promise]} {names[rung]}"
            if int(turn) > 1:
                found[code] += gettext("(第 %(n)s 次计时)") % {"n": turn}
    return found


DEEDS = deeds.Deeds(
    room=_("时限和日历"),
    words={
        "deadlines.seed_calendar": _("放进工作日历"),
        "deadlines.set_day": _("改一天上不上班"),
        "deadlines.clear_day": _("把一天改回原样"),
        "deadlines.confirm_year": _("确认一年的放假安排"),
        "deadlines.change_service_time": _("改服务时限"),
        "deadlines.change_ladder": _("改四级提醒"),
    },
    labels={
        "running": _("正在走的时限"),
        "years": _("年份"),
        "days": _("特别的日子"),
        "day": _("哪一天"),
        "working": _("上班"),
        "dispatch_minutes": _("多少分钟内派出"),
        "answer_minutes": _("多少分钟内答复"),
        "answer_workdays": _("多少个工作日内答复"),
        "planned": _("按写明日期的计划"),
        "valid_from": _("从哪天起"),
    },
    means={"working": "yes_no", "planned": "yes_no"},
    things={"service": _services, "rung": _rungs},
    kinds={"calendar": _("工作日历"), "service": _("服务时限"), "ladder": _("四级提醒")},
)
