"""The shape of what mediators write. No saving, no policy."""

from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.clock import CHINA
from lianxin.mediation.choices import Sender, Side
from lianxin.mediation.contracts import Application, PartyDraft, Person, SittingDraft
from lianxin.mediation.terms import Instalment, Term

LONG = forms.Textarea(attrs={"rows": 3})


class IdField(forms.ChoiceField):
    """Offers names; which one may be chosen is for the verb to decide, not for the page."""

    def valid_value(self, value: object) -> bool:
        return True

    def clean(self, value: object) -> UUID | None:
        words = super().clean(value)
        try:
            return UUID(words) if words else None
        except ValueError as wrong:
            raise forms.ValidationError(_("请从列表里选。")) from wrong


class PersonFields(forms.Form):
    """Who somebody is, as far as it is known. No identity number: a copy lies in the paper file."""

    name = forms.CharField(label=_("姓名或单位"), max_length=60, required=False)
    phone = forms.CharField(
        label=_("电话"), max_length=40, required=False, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    address = forms.CharField(label=_("住址"), max_length=200, required=False)

    def person(self) -> Person:
        told = self.cleaned_data
        return Person(told["name"], told["phone"], told["address"])


class RegisterForm(forms.Form):
    """A dispute taken down while somebody speaks: the words, where, who and who. The id is made when the page
    is, so that pressing twice never makes two of one."""

    id = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4, required=False)
    account = forms.CharField(label=_("谁和谁,为了什么事"), max_length=5000, widget=LONG)
    requests = forms.CharField(label=_("想要什么结果"), max_length=2000, required=False, widget=LONG)
    area = forms.ChoiceField(label=_("在哪里"))
    place = forms.CharField(label=_("具体地点"), max_length=200, required=False)
    category = forms.ChoiceField(label=_("哪一种纠纷"))
    sender = forms.ChoiceField(label=_("从哪里来的"), choices=Sender.choices, initial=Sender.PARTY)

    def __init__(
        self, *given: Any, areas: list[tuple[str, str]], kinds: list[tuple[str, str]], **more: Any
    ) -> None:
        super().__init__(*given, **more)
        self.fields["area"].choices = areas  # type: ignore[attr-defined]
        self.fields["category"].choices = kinds  # type: ignore[attr-defined]

    def application(self, committee: UUID, sides: "list[tuple[str, PersonFields]]") -> Application:
        told = self.cleaned_data
        parties = [PartyDraft(side, form.person()) for side, form in sides if form.cleaned_data["name"]]
        return Application(
            account=told["account"],
            area=told["area"],
            category=told["category"],
            sender=told["sender"],
            parties=tuple(parties),
            requests=told["requests"],
            place=told["place"],
            committee=committee,
            sent=told["id"],
        )


class ReasonForm(forms.Form):
    """Why somebody who does not lead it opens a file."""

    reason = forms.CharField(
        label=_("为什么要看卷宗"), max_length=200, help_text=_("当事人看得到您的职务、姓名和这句话。")
    )


class AsideForm(forms.Form):
    party = IdField(label=_("谁说的"))
    words = forms.CharField(
        label=_("单独说了什么"),
        max_length=2000,
        widget=LONG,
        help_text=_("只有您自己看得到;不进卷宗,不给任何一方看。"),
    )


class SittingForm(forms.Form):
    """The record, written while people talk."""

    rights_told = forms.BooleanField(label=_("已经告知各方的权利和义务"), required=False)
    present = forms.MultipleChoiceField(
        label=_("到场的当事人"), required=False, widget=forms.CheckboxSelectMultiple
    )
    said = forms.CharField(
        label=_("调解经过"), max_length=20_000, required=False, widget=forms.Textarea(attrs={"rows": 12})
    )
    result = forms.ChoiceField(
        label=_("结果(选了就写完了,不能再改)"),
        required=False,
        choices=[
            ("", _("还在谈")),
            ("agreed", _("达成一致")),
            ("on", _("择日再调")),
            ("apart", _("没有谈拢")),
        ],
        widget=forms.RadioSelect,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def draft(self, place: int) -> SittingDraft:
        told = self.cleaned_data
        return SittingDraft(
            place=place,
            seen=told["seen"],
            present=tuple(UUID(id_) for id_ in told["present"]),
            rights_told=told["rights_told"],
            said=told["said"],
            result=told["result"],
        )


def sum_of(parts: tuple[Instalment, ...]) -> Decimal:
    return sum((part.amount for part in parts), Decimal(0))


class TermForm(forms.Form):
    """One term: who does what for whom, how much, by when, how."""

    who = forms.CharField(label=_("谁"), max_length=60, required=False)
    does = forms.CharField(
        label=_("做什么"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    to = forms.CharField(label=_("给谁"), max_length=60, required=False)
    amount = forms.DecimalField(
        label=_("多少钱(元)"),
        min_value=0,
        max_digits=12,
        decimal_places=2,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
    )
    by = forms.DateField(
        label=_("哪天以前"), required=False, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
    )
    how = forms.CharField(label=_("怎么做、怎么付"), max_length=200, required=False)
    where = forms.CharField(label=_("在哪里"), max_length=200, required=False)
    parts = forms.CharField(
        label=_("分几次付"),
        max_length=2000,
        required=False,
        help_text=_("一行一次:2026-12-20 500"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_parts(self) -> tuple[Instalment, ...]:
        try:
            lines = [line.split() for line in self.cleaned_data["parts"].splitlines() if line.strip()]
            return tuple(Instalment(Decimal(yuan), date.fromisoformat(day)) for day, yuan in lines)
        except (ValueError, InvalidOperation) as wrong:
            raise forms.ValidationError(_("一行写一次:日期、空格、多少元。")) from wrong

    def term(self) -> Term | None:
        """None where the row was left empty."""
        told = self.cleaned_data
        if not any(told.values()):
            return None
        parts = told["parts"]
        return Term(
            who=told["who"],
            does=told["does"],
            to=told["to"],
            amount=told["amount"] if told["amount"] is not None or not parts else sum_of(parts),
            by=told["by"] or (max(part.by for part in parts) if parts else None),
            how=told["how"],
            where=told["where"],
            parts=parts,
        )


class AgreementForm(forms.Form):
    facts = forms.CharField(
        label=_("事情经过和争议"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    oral = forms.BooleanField(label=_("口头协议(不写协议书,登记下来)"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(label=_("还要这样写的理由"), max_length=500, required=False, widget=LONG)


def moment(day: date, clock: str) -> datetime | None:
    """A day and 「14:30」 as one moment in China; None for what is no time of a day."""
    try:
        return datetime.combine(day, datetime.strptime(clock, "%H:%M").time(), CHINA)  # noqa: DTZ007
    except ValueError:
        return None


def sides_of(data: Any = None) -> list[tuple[str, PersonFields]]:
    """One form for each of the two sides a dispute has at least."""
    return [
        (side, PersonFields(data, prefix=side, auto_id="id_%s")) for side in (Side.APPLICANT, Side.RESPONDENT)
    ]


def present_choices(form: SittingForm, parties: list[tuple[UUID, str]]) -> None:
    form.fields["present"].choices = [(str(id_), name) for id_, name in parties]  # type: ignore[attr-defined]
