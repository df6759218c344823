"""The shape of what a party writes. No saving, no policy."""

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.mediation import hearing, triage
from lianxin.mediation.choices import Hand, Sender, Side, Signer
from lianxin.mediation.contracts import Application, Brought, Done, PartyDraft, Person, Signed
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.proposing import Tie
from lianxin.mediation.web.forms import IdField
from lianxin.mediation.web.own_words import BUTTON, NEXT
from lianxin.org import public as org
from lianxin.territory import public as territory

OWN_VERBS = tuple(BUTTON)
ELSE, MOST_PLACES = "dispute.other", 8
_PHONE = {"type": "tel", "inputmode": "tel", "autocomplete": "off"}
_OFF = {"autocomplete": "off"}


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("查询码"),
        max_length=40,
        widget=forms.TextInput(attrs={**_OFF, "autocapitalize": "characters", "spellcheck": "false"}),
        error_messages={"required": _("请填申请时给您的、短信里的或通知单上的查询码。")},
    )


class ApplyForm(forms.Form):
    """申请调解. The id is made when the page is, so that pressing twice never makes two of one."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    account = forms.CharField(
        label=_("和谁、为了什么事?"),
        max_length=5000,
        widget=forms.Textarea(
            attrs={"rows": 4, "placeholder": _("比如:楼上漏水,泡了我家的墙,说了两次没有修")}
        ),
        error_messages={"required": _("请写几句:谁和谁,为了什么事。")},
    )
    requests = forms.CharField(
        label=_("您想要个什么结果"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    area = forms.CharField(required=False, max_length=15, widget=forms.HiddenInput)
    area_words = forms.CharField(
        label=_("在哪个社区或村"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={**_OFF, "placeholder": _("写几个字,比如:城隍庙")}),
    )
    place = forms.CharField(label=_("具体地点"), required=False, max_length=200, widget=forms.TextInput(_OFF))
    category = forms.ChoiceField(
        label=_("哪一种纠纷"), required=False, help_text=_("不选也行:系统先提议一个,由调解员定。")
    )
    name = forms.CharField(
        label=_("您叫什么"),
        max_length=40,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        error_messages={"required": _("请写您的姓名:调解要知道是谁申请的。")},
    )
    phone = forms.CharField(
        label=_("您的电话"),
        required=False,
        max_length=20,
        help_text=_("只给调解员看。不留也行,那就凭查询码来看。"),
        widget=forms.TextInput(attrs={**_PHONE, "autocomplete": "tel"}),
    )
    other = forms.CharField(
        label=_("对方叫什么"), required=False, max_length=40, widget=forms.TextInput(_OFF)
    )
    other_phone = forms.CharField(
        label=_("怎么找到对方"),
        required=False,
        max_length=200,
        help_text=_("电话、住哪里、在哪里上班,知道什么写什么。"),
        widget=forms.TextInput(_OFF),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(card.code, card.name) for card in org.categories() if card.family == "dispute"]
        self.fields["category"].choices = [("", _("由系统提议")), *kinds]  # type: ignore[attr-defined]
        self.offered: list[tuple[str, str]] = []

    def add_error(self, field: str | None, error: Any) -> None:
        """What is wrong with the area is said where an area can be named."""
        super().add_error("area_words" if field == "area" else field, error)

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not told.get("area"):
            told["area"] = self._named(told.get("area_words", "").strip())
        return told

    def _named(self, words: str) -> str:
        """The place that bears this name; where several do, they are offered to choose from."""
        served = org.served()
        near = [row.code for row in territory.naming.search(words, MOST_PLACES, served)] if words else []
        found = near or [row.code for row in territory.naming.search(words, MOST_PLACES)] if words else []
        if len(found) == 1:
            return str(found[0])
        self.offered = [(code, territory.full_name(code)) for code in found]
        several, none = _("有好几个地方叫这个名字,请选一个。"), _("没有找到这个名字,请少写几个字再试。")
        self.add_error("area_words", several if found else none if words else _("请写是哪个社区或村。"))
        return ""

    @property
    def in_danger(self) -> bool:
        """Whether the words speak of harm: then the telephone comes first."""
        return bool(set(hearing.heard(self.cleaned_data.get("account", ""))) & set(triage.DANGERS))

    def application(self, suggested: str) -> Application:
        told = self.cleaned_data
        parties = [PartyDraft(Side.APPLICANT, Person(told["name"], told["phone"]))]
        if told["other"] or told["other_phone"]:
            parties.append(PartyDraft(Side.RESPONDENT, Person(told["other"], address=told["other_phone"])))
        return Application(
            account=told["account"],
            area=told["area"],
            category=told["category"] or suggested or ELSE,
            sender=Sender.PARTY,
            parties=tuple(parties),
            requests=told["requests"],
            place=told["place"],
            sent=told["id"],
        )


class OwnForm(forms.Form):
    """One verb in a party's own hand, with exactly what it needs. `seen`: what they had read."""

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, verb: Verb, data: Any = None, **more: Any) -> None:
        more.setdefault("auto_id", f"{verb}_%s")
        super().__init__(data, **more)
        self.verb = verb
        self.fields.update(dict(_fields(verb)))

    @property
    def label(self) -> Any:
        return BUTTON[self.verb]

    @property
    def next(self) -> Any:
        return NEXT[self.verb]

    @property
    def is_grave(self) -> bool:
        return self.verb == Verb.QUIT

    @property
    def is_plain(self) -> bool:
        """Nothing to write: a button is enough."""
        return all(field.is_hidden for field in self)

    def brought(self) -> Brought:
        told = self.cleaned_data
        words: dict[str, Any] = {name: told[name] for name in ("reason", "note", "will") if name in told}
        if self.verb == Verb.STRIKE:
            words |= {"member": told["member"], "tie": told["tie"]}
        if self.verb == Verb.SIGN:
            words["signature"] = Signed(Signer.PARTY, Hand.PHONE, seen=told["draft"])
        if self.verb == Verb.PERFORM:
            words["term"] = Done(told["term"], told["on"], told["proof"])
        return Brought(seen=told["seen"], **words)

    def facts(self) -> dict[str, object]:
        """By what a second sending is known for the same."""
        return {name: self.cleaned_data[name] for name in ("will", "term") if name in self.cleaned_data} | {
            name: str(self.cleaned_data[name]) for name in ("member",) if name in self.cleaned_data
        }

    def words(self) -> str:
        return str(self.cleaned_data.get("reason") or self.cleaned_data.get("note") or "")


def _fields(verb: Verb) -> Iterable[tuple[str, forms.Field]]:
    area = forms.Textarea(attrs={"rows": 3})
    if verb in {Verb.RECUSE, Verb.COMPLAIN, Verb.BREACH, Verb.REOPEN}:
        yield "reason", forms.CharField(label=_("怎么回事"), max_length=2000, widget=area)
    if verb == Verb.WRITE:
        yield "note", forms.CharField(label=_("想说的话"), max_length=2000, widget=area)
    if verb == Verb.STRIKE:
        yield "member", IdField(label=_("换哪一位"))
        yield (
            "tie",
            forms.ChoiceField(
                label=_("有没有这些关系"),
                required=False,
                choices=[("", _("没有,就是想换(只能换一次)")), *Tie.choices],
            ),
        )
    if verb == Verb.CONSENT:
        yield "will", forms.CharField(widget=forms.HiddenInput)
    if verb == Verb.SIGN:
        yield "draft", forms.IntegerField(widget=forms.HiddenInput)
    if verb == Verb.PERFORM:
        day = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        yield "term", forms.IntegerField(widget=forms.HiddenInput)
        yield "on", forms.DateField(label=_("哪一天做到的"), widget=day)
        yield "proof", forms.CharField(label=_("凭什么知道(收条、转账)"), required=False, max_length=200)


class CorrectForm(forms.Form):
    name = forms.CharField(label=_("姓名"), max_length=40, widget=forms.TextInput({"autocomplete": "name"}))
    address = forms.CharField(label=_("住址"), required=False, max_length=200, widget=forms.TextInput(_OFF))
    phone = forms.CharField(
        label=_("新电话"),
        required=False,
        max_length=20,
        help_text=_("不换就空着。"),
        widget=forms.TextInput(_PHONE),
    )
    was = forms.CharField(
        label=_("原来留的电话"),
        required=False,
        max_length=20,
        help_text=_("换电话时才要写,好知道是您本人。"),
        widget=forms.TextInput(_PHONE),
    )

    def __init__(self, data: Any = None, *, person: Person) -> None:
        super().__init__(data, initial={"name": person.name, "address": person.address})
        if not person.phone:
            del self.fields["was"]
