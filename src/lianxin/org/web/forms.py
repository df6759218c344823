"""The shape of what org's pages are told. Forms judge form only; actions judge the rest."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.org import queries
from lianxin.org.templatetags.org_words import DUTIES, FAMILIES, SERVICES


class Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"})


class Spreadsheet(forms.Form):
    file = forms.FileField(label=_("电子表格(.xlsx 或 .csv)"), max_length=200)
    keep = forms.BooleanField(required=False, widget=forms.HiddenInput)


class KeptCategory(forms.Form):
    code = forms.CharField(label=_("编码"), max_length=40)
    name = forms.CharField(label=_("名称"), max_length=60)
    name_en = forms.CharField(label=_("英文名称"), max_length=120, required=False)
    family = forms.ChoiceField(label=_("属于"), choices=list(FAMILIES.items()))
    service = forms.ChoiceField(label=_("办理时限"), choices=list(SERVICES.items()))
    public = forms.TypedChoiceField(
        label=_("能不能放到公开栏"),
        choices=[("False", _("不公开")), ("True", _("是公共地方的事,可以公开"))],
        coerce=lambda told: told == "True",
        required=False,
    )


class NewUnit(forms.Form):
    kind = forms.ChoiceField(label=_("单位类型"))
    name = forms.CharField(label=_("单位名称"), max_length=80)
    area = forms.CharField(label=_("辖区代码"), max_length=15, required=False)
    phone = forms.CharField(label=_("办公电话(公开)"), max_length=40, required=False)
    valid_from = Day(label=_("成立日期"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = queries.unit_kinds(english=get_language() == "en")
        self.fields["kind"].choices = sorted(kinds.items(), key=lambda kind: kind[1])  # type: ignore[attr-defined]


class Renaming(forms.Form):
    name = forms.CharField(label=_("单位名称"), max_length=80)
    phone = forms.CharField(label=_("办公电话(公开)"), max_length=40, required=False)


class Closing(forms.Form):
    valid_until = Day(label=_("从哪一天起撤销"))


class NewPost(forms.Form):
    title = forms.CharField(label=_("岗位名称"), max_length=60)
    kind = forms.ChoiceField(label=_("职责"), choices=list(DUTIES.items()))


class Appointment(forms.Form):
    post = forms.UUIDField(widget=forms.HiddenInput)
    username = forms.CharField(label=_("用户名"), max_length=60)
    area = forms.CharField(label=_("负责区域代码"), max_length=15, required=False)
    starts_on = Day(label=_("从哪一天起"))
    ends_on = Day(label=_("到哪一天止(当天不再有效,可不填)"), required=False)


class Relief(forms.Form):
    duty = forms.UUIDField(widget=forms.HiddenInput)
    ends_on = Day(label=_("从哪一天起解除"))
