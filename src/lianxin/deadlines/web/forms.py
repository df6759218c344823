"""What the pages of deadlines take in."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.deadlines.keeping import NewTime
from lianxin.deadlines.models import ServiceTime
from lianxin.deadlines.times import Rung

MINUTES = {"minutes": 1, "hours": 60, "days": 1440}
UNITS = [("minutes", _("分钟")), ("hours", _("小时")), ("days", _("天(每天按 24 小时)"))]
MEASURES = [*UNITS, ("workdays", _("个工作日")), ("plan", _("不按钟点,给出写明日期的计划"))]
WORKED = [("1", _("上班")), ("0", _("休息"))]

# The one format that the browser's own date field reads, whatever the language.
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class Day(forms.Form):
    day = forms.DateField(label=_("哪一天"), widget=DAY)
    working = forms.ChoiceField(label=_("这一天"), choices=WORKED)
    name = forms.CharField(label=_("是什么日子"), max_length=60, required=False)


class OneDay(forms.Form):
    day = forms.DateField()


class Time(forms.Form):
    """A number and its unit for each of the two times, as people say them."""

    code = forms.RegexField("^[a-z][a-z_]{1,19}$", label=_("代码(小写英文)"))
    name = forms.CharField(label=_("名称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=120, required=False)
    dispatch = forms.IntegerField(label=_("多久派出"), min_value=1, max_value=100_000)
    dispatch_unit = forms.ChoiceField(label=_("派出时限的单位"), choices=UNITS)
    answer = forms.IntegerField(label=_("多久答复"), min_value=1, max_value=100_000, required=False)
    answer_unit = forms.ChoiceField(label=_("答复时限的单位"), choices=MEASURES)
    valid_from = forms.DateField(label=_("从哪天起"), widget=DAY)
    basis = forms.CharField(label=_("依据"), max_length=200)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        if given.get("answer_unit") != "plan" and not given.get("answer") and "answer" not in self.errors:
            self.add_error("answer", _("请写一个数。"))
        if given.get("answer_unit") == "workdays" and (given.get("answer") or 0) > 1000:
            self.add_error("answer", _("工作日最多写 1000 个。"))
        return given

    def told(self) -> NewTime:
        given = self.cleaned_data
        unit, answer = given["answer_unit"], given["answer"]
        return NewTime(
            code=given["code"],
            name=given["name"],
            name_en=given["name_en"],
            dispatch_minutes=given["dispatch"] * MINUTES[given["dispatch_unit"]],
            answer_minutes=answer * MINUTES[unit] if unit in MINUTES else None,
            answer_workdays=answer if unit == "workdays" else None,
            planned=unit == "plan",
            valid_from=given["valid_from"],
            basis=given["basis"],
        )


def initial_of(row: ServiceTime) -> dict[str, Any]:
    """What the form shows when a row is to be changed."""
    dispatch, dispatch_unit = split(row.dispatch_minutes)
    answer: int | None = row.answer_workdays
    answer_unit = "workdays" if row.answer_workdays else "plan"
    if row.answer_minutes:
        answer, answer_unit = split(row.answer_minutes)
    return {
        "code": row.code,
        "name": row.name,
        "name_en": row.name_en,
        "dispatch": dispatch,
        "dispatch_unit": dispatch_unit,
        "answer": answer,
        "answer_unit": answer_unit,
        "basis": row.basis,
    }


def split(minutes: int) -> tuple[int, str]:
    """The number and the largest unit that says it whole; a single day is said as 24 hours."""
    if minutes % 1440 == 0 and minutes > 1440:
        return minutes // 1440, "days"
    return (minutes // 60, "hours") if minutes % 60 == 0 else (minutes, "minutes")


def rung_name(rung: Rung) -> str:
    english = (get_language() or "").startswith("en")
    return rung.name_en if english and rung.name_en else rung.name


class Ladder(forms.Form):
    """One share in percent for each step."""

    def __init__(self, rungs: tuple[Rung, ...], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for rung in rungs:
            self.fields[rung.code] = forms.IntegerField(
                label=rung_name(rung), min_value=1, max_value=1000, initial=rung.after_percent
            )
