"""What the pages of notices take in: a channel's form is made of what the channel asks."""

from collections.abc import Sequence

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.notices.carriers import Ask, Setup

CLOCK = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
KEPT = _("已经存了一个。不改就留空。")


class SetupForm(forms.Form):
    """`known` is the set-up that holds; secrets of it are never put back into the page."""

    def __init__(self, *args: object, asked: Sequence[Ask], known: Setup, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        for ask in asked:
            self.fields[ask.name] = _field(ask, known)


def _field(ask: Ask, known: Setup) -> forms.Field:
    kept = known.get(ask.name, "")
    told = {
        "label": ask.label,
        "help_text": KEPT if ask.secret and kept else ask.help,
        "required": ask.required and not (ask.secret and kept),
        "initial": "" if ask.secret else kept or ask.default,
    }
    if ask.choices:
        return forms.ChoiceField(choices=ask.choices, **told)  # type: ignore[arg-type]
    if ask.lines:
        rows = forms.Textarea(attrs={"rows": 4, "spellcheck": "false"})
        return forms.CharField(max_length=4000, widget=rows, **told)  # type: ignore[arg-type]
    hidden = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    plain = forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"})
    return forms.CharField(max_length=2000, widget=hidden if ask.secret else plain, **told)  # type: ignore[arg-type]


class TrialForm(forms.Form):
    address = forms.CharField(
        label=_("发到哪里"),
        max_length=254,
        required=False,
        help_text=_("您自己的手机号或邮箱。它不会被存下来。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class QuietForm(forms.Form):
    begins = forms.TimeField(label=_("晚上从几点起"), widget=CLOCK)
    ends = forms.TimeField(label=_("到早上几点"), widget=CLOCK)
