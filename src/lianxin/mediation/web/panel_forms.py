"""The shape of what the pages of panel members are told."""

import re
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from lianxin.accounts import public as accounts
from lianxin.kernel.errors import Invalid
from lianxin.mediation.actions.panel import LONGEST, KindDraft, MemberDraft, quarrels
from lianxin.mediation.models import PanelMember
from lianxin.mediation.proposing import Group
from lianxin.mediation.queries import panel
from lianxin.org import public as org


class Day(forms.DateField):
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class KindForm(forms.Form):
    code = forms.CharField(label=_("编码"), max_length=40, help_text=_("已有的编码就是修改,没有的就是新增。"))
    group = forms.ChoiceField(label=_("属于"), choices=Group.choices)
    name = forms.CharField(label=_("名称"), max_length=30)
    name_en = forms.CharField(label=_("英文名称"), max_length=60, required=False)
    mediates = forms.BooleanField(
        label=_("可以主持或者协同调解"), required=False, initial=True, help_text=_("不勾选的,只当顾问。")
    )
    note = forms.CharField(label=_("说明"), max_length=120, required=False)

    def draft(self) -> KindDraft:
        return KindDraft(**self.cleaned_data)


class EndForm(forms.Form):
    ends_on = Day(label=_("从哪一天起不再请"))


class MemberForm(forms.Form):
    username = forms.CharField(
        label=_("用户名"), max_length=60, required=False, help_text=_("有账号的写用户名,通过账号联系。")
    )
    name = forms.CharField(
        label=_("姓名"),
        max_length=LONGEST["name"],
        required=False,
        help_text=_("没有账号的写姓名,不记电话:由推荐的单位转告。"),
    )
    kinds = forms.MultipleChoiceField(label=_("种类"), widget=forms.CheckboxSelectMultiple)
    area = forms.CharField(
        label=_("服务区域"),
        max_length=15,
        required=False,
        help_text=_("区划代码,包括它下面的;空着就是所有区域。"),
        widget=forms.TextInput(attrs={"list": "areas"}),
    )
    categories = forms.MultipleChoiceField(
        label=_("熟悉哪些纠纷"), required=False, widget=forms.CheckboxSelectMultiple
    )
    languages = forms.CharField(
        label=_("会说的语言"), max_length=120, required=False, help_text=_("比如:普通话、长治话、手语。")
    )
    gender = forms.ChoiceField(
        label=_("性别"), choices=[("", _("不填")), ("f", _("女")), ("m", _("男"))], required=False
    )
    employer = forms.CharField(
        label=_("工作单位"),
        max_length=LONGEST["employer"],
        required=False,
        help_text=_("和当事人在同一个单位的,不参加那一件。"),
    )
    home = forms.CharField(
        label=_("住的网格或者楼栋"),
        max_length=LONGEST["home"],
        required=False,
        help_text=_("写编码。和当事人住在一起的,不参加那一件。"),
    )
    cap = forms.IntegerField(label=_("同时最多办几件"), initial=MemberDraft.cap)
    starts_on = Day(label=_("从哪一天起"))
    ends_on = Day(label=_("到哪一天止(当天不再算)"), required=False)
    away_until = Day(label=_("哪一天起才有空"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("kinds", [(kind.code, named(kind)) for kind in panel.kinds().values()])
        cards = [card for code in quarrels() if (card := org.category(code))]
        self._offer("categories", [(card.code, named(card)) for card in cards])

    def _offer(self, field: str, choices: list[tuple[str, str]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]

    def draft(self) -> MemberDraft:
        """Raises Invalid for a user name that nobody has."""
        told: dict[str, Any] = dict(self.cleaned_data)
        username = told.pop("username")
        person = accounts.find_person(username) if username else None
        if username and person is None:
            words = _("没有用户名为“%(username)s”的人。") % {"username": username}
            raise Invalid(words, fields={"username": words})
        told["languages"] = [word for word in re.split(r"[、,,;;\s]+", told["languages"]) if word]
        told |= {name: tuple(told[name]) for name in ("kinds", "categories", "languages")}
        return MemberDraft(person=person.id if person else None, **told)

    @classmethod
    def of(cls, row: PanelMember) -> "MemberForm":
        names = set(cls.base_fields) - {"username", "languages"}
        told = {name: getattr(row, name) for name in names}
        told["username"] = row.person.username if row.person else ""
        return cls(initial=told | {"languages": "、".join(row.languages)})


def named(card: Any) -> str:
    """A kind's or a category's name in the reader's language."""
    return str(card.name_en or card.name) if get_language() == "en" else str(card.name)
