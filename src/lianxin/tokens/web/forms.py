"""The shape of what the pages of tokens are told."""

import re
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.tokens.actions import (
    LONGEST_CONTACT,
    LONGEST_NAME,
    MOST_A_MINUTE,
    USUAL_A_MINUTE,
    PartnerDraft,
    TokenDraft,
)
from lianxin.tokens.scopes import offered_to

HALF_A_YEAR = timedelta(days=183)


class Day(forms.DateField):
    widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class PartnerForm(forms.Form):
    name = forms.CharField(
        label=_("名称"), max_length=LONGEST_NAME, help_text=_("比如:市 12345 热线、城管平台")
    )
    contact = forms.CharField(
        label=_("负责的单位和办公电话"),
        max_length=LONGEST_CONTACT,
        help_text=_("出了问题找谁。写单位和办公电话,不写个人的。"),
    )
    areas = forms.CharField(
        label=_("可以为哪些地方办事"),
        max_length=900,
        help_text=_("区划代码,用空格或逗号隔开。管到县区写六位,管到街道写九位。"),
    )
    test = forms.BooleanField(
        label=_("只作测试:交来的事照样检查、照样回答,但不存下"),
        required=False,
        help_text=_("测试和正式以后不能互改。"),
    )

    def draft(self) -> PartnerDraft:
        told = self.cleaned_data
        areas = [code for code in re.split(r"[\s,,、;;]+", told["areas"]) if code]
        return PartnerDraft(told["name"], told["contact"], areas, told["test"])


class TokenForm(forms.Form):
    name = forms.CharField(label=_("做什么用"), max_length=LONGEST_NAME)
    scopes = forms.MultipleChoiceField(label=_("可以做什么"), widget=forms.CheckboxSelectMultiple)
    valid_from = Day(label=_("从哪一天起"))
    valid_until = Day(label=_("到哪一天止(当天不再有效)"), help_text=_("最长一年,到期前换一个新的。"))
    per_minute = forms.IntegerField(label=_("每分钟最多几次"), min_value=1, max_value=MOST_A_MINUTE)

    def __init__(self, *args: Any, whose: str, today: date, **kwargs: Any) -> None:
        first = {"valid_from": today, "valid_until": today + HALF_A_YEAR, "per_minute": USUAL_A_MINUTE}
        kwargs["initial"] = {**first, **kwargs.get("initial", {})}
        super().__init__(*args, **kwargs)
        choices = [(scope.code, f"{scope.label} ({scope.code})") for scope in offered_to(whose)]
        self.fields["scopes"].choices = choices  # type: ignore[attr-defined]

    def draft(self) -> TokenDraft:
        return TokenDraft(**self.cleaned_data)
