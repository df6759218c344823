"""What a clerk says of a letter."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.letters.wording import DROPPED


class PlaceForm(forms.Form):
    area = forms.ChoiceField(label=_("说的是哪里"))

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["area"].choices = [("", _("请选社区或村")), *offered]  # type: ignore[attr-defined]


class DropForm(forms.Form):
    reason = forms.ChoiceField(label=_("为什么放下"), choices=[("", _("请选")), *DROPPED.items()])
