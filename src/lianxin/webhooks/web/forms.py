"""The shape of what the pages of webhooks are told."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.webhooks.actions import HookDraft
from lianxin.webhooks.kinds import KINDS
from lianxin.webhooks.models import Hook


class HookForm(forms.Form):
    name = forms.CharField(label=_("做什么用"), max_length=60)
    url = forms.CharField(
        label=_("推送到哪个网址"),
        max_length=2000,
        help_text=_("https 开头。内网的网址要先由部署者写进可信名单。"),
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off", "spellcheck": "false"}),
    )
    kinds = forms.MultipleChoiceField(
        label=_("推送哪些消息"), choices=list(KINDS.items()), widget=forms.CheckboxSelectMultiple
    )
    areas = forms.CharField(
        label=_("哪些地方公开了的事也推送"),
        required=False,
        max_length=900,
        help_text=_("区划代码,用空格隔开。不写就只推送它自己交来的事。"),
    )

    def draft(self) -> HookDraft:
        told = self.cleaned_data
        areas = [code for code in re.split(r"[\s,,、;;]+", told["areas"]) if code]
        return HookDraft(told["name"], told["url"], told["kinds"], areas)

    @classmethod
    def of(cls, hook: Hook) -> "HookForm":
        told = {"name": hook.name, "url": hook.url, "kinds": hook.kinds, "areas": " ".join(hook.areas)}
        return cls(initial=told)
