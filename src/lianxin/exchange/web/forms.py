"""The shape of what the pages of exchange are told."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from lianxin.exchange import sheets
from lianxin.exchange.contracts import Asked, SourceCard
from lianxin.exchange.fields import FIELDS, Mapped, is_refused
from lianxin.exchange.models import Channel
from lianxin.exchange.shaping import category_meant
from lianxin.kernel import clock
from lianxin.kernel.clock import local
from lianxin.matters.public import State
from lianxin.org import public as org
from lianxin.territory import public as territory

MOST_WORDS = 40  # of one kind on one page: forms here take two hundred answers
TIMES = [("auto", _("年在最前,比如 2026-01-03")), ("dmy", _("日/月/年")), ("mdy", _("月/日/年"))]
SYSTEMS = [("wgs84", _("WGS-84 / CGCS2000")), ("gcj02", _("GCJ-02(高德、腾讯)")), ("bd09", _("BD-09(百度)"))]


class NewSource(forms.Form):
    name = forms.CharField(label=_("来源名称"), max_length=60, help_text=_("比如:市12345、区城管平台"))
    code = forms.CharField(label=_("代码"), max_length=20, help_text=_("小写英文字母、数字,比如 sz12345"))
    channel = forms.ChoiceField(label=_("是什么"), choices=Channel.choices)
    area = forms.CharField(label=_("管哪里(区划代码)"), max_length=12, required=False)
    tells = forms.BooleanField(
        label=_("由我们给来电人发消息"),
        required=False,
        help_text=_("不勾选:由对方回复自己的来电人,我们不发,免得一件事收到两份。"),
    )


class SourceSettings(forms.Form):
    name = forms.CharField(label=_("来源名称"), max_length=60)
    tells = forms.BooleanField(label=_("由我们给来电人发消息"), required=False)
    closed = forms.BooleanField(label=_("停用:不再从它导入"), required=False)


class Upload(forms.Form):
    file = forms.FileField(
        label=_("表格(.xlsx 或 .csv,最多五万行)"),
        max_length=200,
        error_messages={"required": _("请选一个文件。"), "empty": _("这个文件是空的。")},
    )


class ExportForm(forms.Form):
    area = forms.ChoiceField(label=_("地方"), required=False)
    state = forms.ChoiceField(label=_("到哪一步"), required=False, choices=[("", _("都要")), *State.choices])
    category = forms.ChoiceField(label=_("类别"), required=False)
    columns = forms.ChoiceField(
        label=_("用哪种列"),
        choices=[("ours", _("连心的列")), ("gbt31000", _("综治数据规范的列(GB/T 31000 一类)"))],
        widget=forms.RadioSelect,
        initial="ours",
    )
    kind = forms.ChoiceField(
        label=_("文件"),
        choices=[("csv", _("CSV,最多十万行")), ("xlsx", _("Excel,最多两万行"))],
        widget=forms.RadioSelect,
        initial="csv",
    )
    contacts = forms.BooleanField(label=_("带上姓名和电话"), required=False)
    reason = forms.CharField(label=_("为什么要看"), max_length=200, required=False)

    def __init__(self, *args: Any, areas: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("都要")), *areas]  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _("都要")), *categories()]  # type: ignore[attr-defined]


def categories() -> list[tuple[str, str]]:
    english = get_language() == "en"
    return [(card.code, (english and card.name_en) or card.name) for card in org.categories()]


class MatchForm(forms.Form):
    """What each column of a file means, then what the words under two of them mean."""

    default_category = forms.ChoiceField(label=_("没写类别的,算哪一类"), required=False)
    default_area = forms.CharField(
        label=_("没写地方的,算哪里"), max_length=60, required=False, help_text=_("社区、村的名字,或区划代码")
    )
    times = forms.ChoiceField(label=_("日期怎么写"), choices=TIMES, required=False)
    system = forms.ChoiceField(label=_("经纬度是哪一种"), choices=SYSTEMS, required=False)

    def __init__(self, asked: Asked, source: SourceCard, data: Any = None) -> None:
        super().__init__(data)
        self.asked, self.source, self.on = asked, source, local(clock.now()).date()
        kinds = [("", _("由系统提议")), *categories()]
        self.fields["default_category"].choices = kinds  # type: ignore[attr-defined]
        for name in ("category", "area"):
            self.fields[f"default_{name}"].initial = asked.constants.get(name, "")
        for name in ("times", "system"):
            self.fields[name].initial = asked.constants.get(name, "")
        self.columns = [self._column(i, heading) for i, heading in enumerate(asked.headings)]
        self.kinds = self._words("category", asked.categories, kinds)
        self.places = self._words("area", asked.areas, None)
        self.answers = [self._answer(name, str(told)) for name, (told, _tell) in sheets.ANSWERS.items()]

    def _column(self, number: int, heading: str) -> tuple[str, Any]:
        choices = [("", _("不收这一列"))]
        if not is_refused(heading):
            choices += [(name, one.label) for name, one in FIELDS.items()]  # type: ignore[misc]
        initial = self.asked.guess.get(heading, "")
        field = forms.ChoiceField(label=heading, choices=choices, required=False, initial=initial)
        self.fields[f"column_{number}"] = field
        return heading, f"column_{number}"

    def _words(
        self, kind: str, known: Mapping[str, str], choices: list[tuple[str, Any]] | None
    ) -> list[tuple[str, str]]:
        """Words that are not understood by themselves, and those that somebody has matched before."""
        heading = next((one for one in self.asked.headings if self._means(one) == kind), "")
        seen = self.asked.seen.get(heading, ())
        open_ = [word for word in seen if word not in known and not self._understood(kind, word)]
        told = []
        for number, word in enumerate([*open_, *known][:MOST_WORDS]):
            name, initial = f"{kind}_word_{number}", known.get(word, "")
            field: forms.Field
            if choices is None:
                field = forms.CharField(label=word, max_length=60, required=False, initial=initial)
            else:
                field = forms.ChoiceField(label=word, choices=choices, required=False, initial=initial)
            self.fields[name] = field
            told.append((word, name))
        return told

    def _means(self, heading: str) -> str:
        name = f"column_{self.asked.headings.index(heading)}"
        return str(self.data.get(name, "")) if self.is_bound else self.asked.guess.get(heading, "")

    def _understood(self, kind: str, word: str) -> bool:
        if kind == "category":
            return bool(category_meant(word))
        return bool(territory.naming.meant(word, self.source.area, self.on))

    def _answer(self, name: str, told: str) -> tuple[str, str]:
        initial = self.asked.answers.get(name, "")
        field = forms.CharField(label=told, max_length=40, required=False, initial=initial)
        field.widget.attrs["placeholder"] = told
        self.fields[f"answer_{name}"] = field
        return told, f"answer_{name}"

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        for name in [*(name for _word, name in self.places), "default_area"]:
            words = str(given.get(name, "")).strip()
            if words:
                code = territory.naming.meant(words, self.source.area, self.on)
                if not code or not territory.covers(self.source.area, code):
                    self.add_error(name, gettext("不知道这是哪里。请写社区、村的名字,或区划代码。"))
                given[name] = code
        return given

    def mapped(self) -> Mapped:
        given = self.cleaned_data
        constants = {"category": given["default_category"], "area": given["default_area"]}
        return Mapped(
            columns={heading: given[name] for heading, name in self.columns},
            categories={word: given[name] for word, name in self.kinds if given[name]},
            areas={word: given[name] for word, name in self.places if given[name]},
            constants={**constants, "times": given["times"], "system": given["system"]},
            answers={name: given[f"answer_{name}"] for name in sheets.ANSWERS if given[f"answer_{name}"]},
        )

    def column_rows(self) -> list[tuple[Any, tuple[str, ...], bool]]:
        """Field, what stands under it, whether it was not there before."""
        return [
            (self[name], self.asked.seen.get(heading, ())[:4], heading in self.asked.strange)
            for heading, name in self.columns
        ]

    def kind_fields(self) -> list[Any]:
        return [self[name] for _word, name in self.kinds]

    def place_fields(self) -> list[Any]:
        return [self[name] for _word, name in self.places]

    def other_fields(self) -> list[Any]:
        return [self[name] for name in ("default_category", "default_area", "times", "system")]

    def answer_fields(self) -> list[Any]:
        return [self[name] for _told, name in self.answers]
