"""One small form for each verb, with exactly what its row of the table needs."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.matters.actions.opening import LONGEST
from lianxin.matters.lifecycle import Level, Result
from lianxin.matters.public import TABLE, Brought, Verb, photos
from lianxin.matters.publicity.doubts import DOUBT_NAMES
from lianxin.matters.web.units import NOTHING, Offer
from lianxin.matters.web.wording import NEXT, QUICK_NOTES, RESIDENT
from lianxin.org import public as org


class UnitField(forms.ChoiceField):
    """Offers the units near by; which unit may be chosen is for the verb to decide, not for the page."""

    def valid_value(self, value: object) -> bool:
        return True

    def clean(self, value: object) -> UUID | None:
        try:
            return UUID(super().clean(value))
        except ValueError as wrong:
            raise forms.ValidationError(_("请选一个单位。")) from wrong


# Everything except these is spoken with words; these may be, and need not.
OPTIONAL_REASON = frozenset({Verb.WITHDRAW, Verb.RATE, Verb.CHASE, Verb.FOLLOW_UP})
GRAVE = frozenset({Verb.DECLINE, Verb.WITHDRAW})
UNIT_LABEL = {Verb.SEND_BACK: _("应该归谁"), Verb.ASSIST: _("请谁帮忙")}
NOTE_LABEL = {Verb.SUPPLEMENT: _("补充的情况"), Verb.FINISH: _("怎么办的"), Verb.VERIFY: _("怎么核查的")}

REASON_LABEL = {Verb.FOLLOW_UP: _("说了什么(报事人看得到)")}


class VerbForm(forms.Form):
    """A form for one verb. Its fields come from the lifecycle table, so page and table cannot disagree."""

    def __init__(
        self, verb: Verb, data: QueryDict | None = None, *, offer: Offer = NOTHING, **more: object
    ) -> None:
        more.setdefault("auto_id", f"{verb}_%s")
        super().__init__(data, **more)  # type: ignore[arg-type]
        self.verb = verb
        needs = TABLE[verb].needs
        for need in ("category", "unit", "until", "level", "result", "route", "into", "note", "reason"):
            if need in needs or (need == "reason" and verb in OPTIONAL_REASON):
                self.fields[need] = self._field(need, offer, required=need in needs)
        if verb == Verb.FOLLOW_UP:
            self.fields["came"] = _came_field()
        if verb == Verb.PUBLISH:
            self.fields.update(public_fields(asked=data is not None))
        if verb == Verb.ROUTE:
            self.fields["category"] = _category_field()

    def _field(self, need: str, offer: Offer, *, required: bool) -> forms.Field:
        if need == "unit":
            return UnitField(label=UNIT_LABEL.get(self.verb, _("交给哪个单位")), choices=_choices(offer))
        if need == "until":
            widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
            return forms.DateField(label=_("到哪一天"), widget=widget)
        if need == "level":
            return forms.ChoiceField(label=_("办得怎么样"), choices=Level.choices, widget=forms.RadioSelect)
        if need == "result":
            return forms.ChoiceField(label=_("结果"), choices=Result.choices, widget=forms.RadioSelect)
        if need == "into":
            return forms.CharField(label=_("并入哪一件(编号)"), max_length=24)
        reason = REASON_LABEL.get(self.verb, _("原因"))
        label = {"route": _("可以走的路"), "note": NOTE_LABEL.get(self.verb, _("说明"))}.get(need, reason)
        area = forms.Textarea(attrs={"rows": 2})
        return forms.CharField(label=label, required=required, max_length=2000, widget=area)

    def lay_doubts(self) -> None:
        """Lay out what to look at in the words that came back, each with its own tick."""
        found = getattr(getattr(self, "refusal", None), "doubts", ())
        if not found:
            self.fields.pop("sure", None)
            return
        self.fields["sure"].choices = [(doubt.code, doubt.sentence) for doubt in found]  # type: ignore[attr-defined]

    def offer(self, offer: Offer) -> None:
        if "unit" in self.fields:
            self.fields["unit"].choices = _choices(offer)  # type: ignore[attr-defined]

    @property
    def label(self) -> "str | Promise":
        return self.verb.label

    @property
    def resident_label(self) -> "str | Promise":
        return RESIDENT.get(self.verb, self.verb.label)

    @property
    def next(self) -> "str | Promise":
        return NEXT[self.verb]

    @property
    def is_grave(self) -> bool:
        return self.verb in GRAVE

    @property
    def takes_photos(self) -> bool:
        return self.verb in photos.TAKE_PHOTOS

    @property
    def photos_id(self) -> str:
        return str(self.auto_id) % "photos"

    @property
    def quick(self) -> tuple[str, ...]:
        return QUICK_NOTES.get(self.verb, ())

    def brought(self) -> Brought:
        told = self.cleaned_data
        names = set(told) & set(Brought.__dataclass_fields__)
        if "sure" in told:
            told["sure"] = tuple(told["sure"])
        return Brought(**{name: told[name] for name in names if told[name]})


def public_fields(*, asked: bool) -> dict[str, forms.Field]:
    """What is shown to anybody: a sentence, and whether the spot is a public one; with `asked` the second
    yes, which is there only once the words gave reason for doubt."""
    words = forms.CharField(
        label=_("给大家看的话"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("只写公共地方的事:什么、在哪一片。不写谁说的,不写人名、电话、门牌、车牌。"),
    )  # fmt: skip
    spot = forms.BooleanField(label=_("地图上标出准确位置(是公共地方,不是谁家门口)"), required=False)
    sure = forms.MultipleChoiceField(
        label=_("看过了,这些可以公开"),
        required=False,
        choices=list(DOUBT_NAMES.items()),
        widget=forms.CheckboxSelectMultiple,
    )
    return {"words": words, "spot": spot, **({"sure": sure} if asked else {})}


def _choices(offer: Offer) -> "list[tuple[str | Promise, object]]":
    """In two groups where the list names somebody; what cannot be chosen is not offered."""
    likely, others = ([(str(id_), name) for id_, name in units] for units in (offer.likely, offer.others))
    if not likely:
        return [("", _("请选择") if others else _("清单上没有可以选的单位")), *others]
    groups = [(_("清单上管这类事的"), likely), (_("管这个地方的其他单位"), others)]
    return [("", _("请选择")), *(group for group in groups if group[1])]


def _came_field() -> forms.BooleanField:
    return forms.BooleanField(
        label=_("报事人自己来过或打来过"), required=False,
        help_text=_("没有给他打过电话的,才勾这一项:写进经过,他也会收到消息。"),
    )  # fmt: skip


def _category_field() -> forms.Field:
    rows = [(card.code, card.name) for card in org.categories()]
    label, nothing = _("类别(您的判断为准)"), ("", _("不改"))
    return forms.ChoiceField(label=label, required=False, choices=[nothing, *rows])


def forms_for(
    verbs: Sequence[str],
    *,
    offers: Mapping[str, Offer],
    bound: "VerbForm | None" = None,
    initial: dict[str, object] | None = None,
) -> list[VerbForm]:
    """A form for every verb that is offered and has somebody to go to; the one that came back with faults
    stays as it was filled. `initial`: what others asked for (a unit, a day), so that a grant is one tap."""
    if bound is not None:
        bound.offer(offers.get(bound.verb, NOTHING))
    return [
        bound
        if bound is not None and bound.verb == verb
        else VerbForm(Verb(verb), offer=offers.get(verb, NOTHING), initial=initial)
        for verb in verbs
        if (bound is not None and bound.verb == verb) or _leads_somewhere(Verb(verb), offers)
    ]


def _leads_somewhere(verb: Verb, offers: Mapping[str, Offer]) -> bool:
    """What needs a unit, where there is none to choose, would be a form that cannot be sent."""
    offer = offers.get(verb, NOTHING)
    return "unit" not in TABLE[verb].needs or bool(offer.likely or offer.others)


def with_quick_note(told: QueryDict) -> QueryDict:
    """The words of the button that was pressed are the note."""
    copy, quick = told.copy(), told.get("quick")
    if isinstance(quick, str) and quick:
        copy["note"] = quick
    return copy
