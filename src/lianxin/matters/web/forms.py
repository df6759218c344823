"""The shape of what people write. No saving, no policy."""

from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.errors import Invalid
from lianxin.kernel.points import Point
from lianxin.matters.emergency import SERVICE as EMERGENCY
from lianxin.matters.emergency import Signs, is_emergency, signs
from lianxin.matters.public import Report, State
from lianxin.matters.web.wording import category_name
from lianxin.notices import public as notices
from lianxin.org import public as org

NOTICE = "2026-11"  # the version of 「谁会看到?」 on the page; change it when its words change


def point_from(words: str) -> Point:
    """ "lon,lat" in WGS-84, as the phone or the map writes it. Raises Invalid."""
    try:
        lon, lat = (float(part) for part in words.split(","))
    except ValueError as wrong:
        raise Invalid(gettext("这个位置读不出来,请重新选一次。")) from wrong
    return Point(lon, lat)


class PointField(forms.CharField):
    widget = forms.HiddenInput

    def clean(self, value: object) -> Point | None:
        words = super().clean(value)
        try:
            return point_from(words) if words else None
        except Invalid as wrong:
            raise forms.ValidationError(wrong.sentence) from wrong


class SayForm(forms.Form):
    """What a resident says: words and a place. The id is made when the page is, so that pressing twice,
    going back or losing the network never makes two matters of one."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    text = forms.CharField(
        label=_("您想说什么?"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3, "placeholder": _("比如:城隍庙广场北口井盖坏了")}),
        error_messages={"required": _("请写下您想说的事,一句话就行。")},
    )
    point = PointField(required=False)
    area = forms.CharField(required=False, max_length=15, widget=forms.HiddenInput)
    area_words = forms.CharField(
        label=_("社区或村"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": _("写几个字,比如:城隍庙")}),
    )
    place = forms.CharField(
        label=_("具体地点"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": _("楼号、路口、店名")}),
    )
    phone = forms.CharField(
        label=_("电话"),
        required=False,
        max_length=20,
        help_text=_("只给经办人看,谁看过、为什么看,您查得到。"),
        widget=forms.TextInput(attrs={"type": "tel", "inputmode": "tel", "autocomplete": "tel"}),
    )
    mail = forms.EmailField(
        label=_("邮箱"),
        required=False,
        max_length=254,
        help_text=_("填了邮箱,有消息会写信告诉您;直接回信就能补充。"),
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    name = forms.CharField(
        label=_("怎么称呼您"),
        required=False,
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name", "placeholder": _("比如:王阿姨")}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not notices.is_set("email"):
            del self.fields["mail"]  # nothing would carry a letter there

    def report(self, now: datetime, *, credential: str = "web") -> Report:
        told = self.cleaned_data
        return Report(
            id=told["id"],
            text=told["text"],
            made_at=now,
            credential=credential,
            place=told["place"],
            point=told["point"],
            area=told["area"],
            category=told.get("category", ""),
            name=told["name"],
            phone=told["phone"],
            mail=told.get("mail", ""),
            channel=told.get("channel", "web"),
            notice=NOTICE,
            read_out=bool(told.get("read_out")),
        )

    @property
    def urgent(self) -> bool:
        """Whether what stands in the form belongs on the telephone."""
        card = org.category(self["category"].value() or "") if "category" in self.fields else None
        return is_emergency(self["text"].value() or "", card.service if card else "")

    @property
    def signs(self) -> Signs:
        return signs([card.code for card in org.categories() if card.service == EMERGENCY])

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with the area is said where an area can be named."""
        super().add_error("area_words" if field == "area" else field, error)

    def another(self) -> UUID:
        """An id under which the same words may be sent as another matter."""
        return uuid4()


class StaffSayForm(SayForm):
    """What somebody who serves takes down for a resident, or saw for themselves."""

    channel = forms.ChoiceField(
        label=_("怎么知道的"),
        choices=[
            ("grid", _("巡查时发现")),
            ("visit", _("居民上门、到窗口或当面说")),
            ("call", _("居民打电话")),
            ("chat", _("居民在群里说")),
            ("hotline", _("12345 热线转来")),
        ],
    )
    category = forms.ChoiceField(label=_("类别"), required=False, help_text=_("不选也行,系统会先提议一个。"))
    read_out = forms.BooleanField(
        label=_("这个电话收不了短信:把查询码念给居民"),
        required=False,
        help_text=_("不勾选,查询码只发到居民手机上,工作人员看不到。"),
    )

    def __init__(self, *args: object, categories: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("看到、听到了什么?")
        self.fields["text"].widget.attrs["autofocus"] = (
            True  # whoever types while the other speaks begins here
        )
        self.fields["text"].error_messages["required"] = _("请写下看到或听到的事,一句话就行。")
        self.fields["category"].choices = [("", _("由系统提议")), *categories]  # type: ignore[attr-defined]
        if not notices.reaches_phones():
            del self.fields["read_out"]  # every code is read out


class ListForm(forms.Form):
    """What to list; shown filled, so that the page says what it shows."""

    area = forms.ChoiceField(label=_("地方"), required=False)
    state = forms.ChoiceField(label=_("到哪一步"), required=False, choices=[("", _("都看")), *State.choices])
    category = forms.ChoiceField(label=_("类别"), required=False)

    def __init__(self, *args: object, areas: list[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        kinds = [(card.code, category_name(card)) for card in org.categories()]
        self.fields["area"].choices = [("", _("都看")), *areas]  # type: ignore[attr-defined]
        self.fields["category"].choices = [("", _("都看")), *kinds]  # type: ignore[attr-defined]


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("查询码"),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
        error_messages={"required": _("请填说事时给您的查询码。")},
    )


class RevealForm(forms.Form):
    reason = forms.CharField(
        label=_("为什么要看"),
        min_length=2,
        max_length=200,
        help_text=_("报事人看得到您写的原因,以及您的岗位和姓名。"),
        error_messages={"required": _("请写明为什么要看,报事人看得到。")},
    )


def renewed(told: QueryDict) -> QueryDict:
    """What was sent, under its new id when the person chose to send changed words as another matter."""
    copy, new = told.copy(), told.get("as_new")
    if isinstance(new, str) and new:
        copy["id"] = new
    return copy


def status_of(form: forms.Form) -> int:
    """The status of the refusal that came back into a form, or 422 when its shape was wrong."""
    refusal = getattr(form, "refusal", None)
    return int(refusal.status) if refusal else 422
