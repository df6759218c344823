"""One small form for each verb, with exactly what its row of the table needs."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from lianxin.mediation import triage
from lianxin.mediation.actions.looking import File
from lianxin.mediation.choices import Court, Hand, Sender, Side, Signer, Will
from lianxin.mediation.contracts import (
    EVERYBODY,
    Brought,
    Done,
    LeniencyAsked,
    PartyDraft,
    Person,
    Signed,
    SittingDraft,
)
from lianxin.mediation.lifecycle import TABLE, Verb
from lianxin.mediation.papers.kinds import FRONT, Kind
from lianxin.mediation.queries.told import PromiseTold
from lianxin.mediation.web.forms import IdField, moment
from lianxin.mediation.web.wording import NEXT

F = triage.Fact
Word = Any  # a lazy or a plain string: the stubs of forms and of labels disagree
GRAVE = frozenset({Verb.TURN_AWAY, Verb.FAIL, Verb.HAND_OVER, Verb.BREACH})
ELSEWHERE = frozenset(
    {Verb.RECORD, Verb.DRAFT, Verb.SETTLE, Verb.SEAT, Verb.STRIKE}
)  # have a page of their own
ASKS_UNIT = frozenset({Verb.HAND_OVER, Verb.INVITE})
ASKS_HARM = frozenset({Verb.TAKE, Verb.OPEN})
DAY = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class VerbForm(forms.Form):
    """A form for one verb. Its fields come from the lifecycle table, so page and table cannot disagree."""

    def __init__(self, verb: Verb, data: Any = None, *, file: File | None = None, **more: Any) -> None:
        more.setdefault("auto_id", f"{verb}_%s")
        super().__init__(data, **more)
        self.verb = verb
        for name, field in self._own():
            self.fields[name] = field
        if file is not None:
            self.offer(file)

    def _own(self) -> Iterator[tuple[str, forms.Field]]:
        if self.verb in ASKS_HARM:
            yield "harms", _harms()
            yield "all_asked", forms.BooleanField(required=False, label=_("都问过了,没有勾的就是没有"))
        for need in sorted(TABLE[self.verb].needs, key=_ORDER.index):
            yield from _FIELDS[need]()
        if self.verb in ASKS_UNIT:
            yield "unit", IdField(label=_("交给哪个单位(不在这里的就空着)"), required=False)
            yield (
                "papers",
                forms.MultipleChoiceField(
                    label=_("带上哪些文书"),
                    required=False,
                    choices=[(kind.value, kind.label) for kind in Kind if kind not in FRONT],
                    widget=forms.CheckboxSelectMultiple,
                ),
            )
        if self.verb == Verb.CONSENT:
            yield "party", IdField(label=_("哪一位"))
            yield "will", forms.ChoiceField(label=_("他怎么说"), choices=_WILLS, widget=forms.RadioSelect)

    def offer(self, file: File) -> None:
        """Names for what is chosen."""
        parties = [(str(party.id), f"{party.side_label} {party.person.name}") for party in file.parties]
        if "party" in self.fields:
            self.fields["party"].choices = [("", _("请选择")), *parties]  # type: ignore[attr-defined]
        if "place" in self.fields and file.agreement:
            names = [(promise.place, f"{promise.place}. {promise.term.does}") for promise in _unsure(file)]
            self.fields["place"].choices = names  # type: ignore[attr-defined]
        if "signer" in self.fields:
            self.fields["signer"].choices = _signers(file)  # type: ignore[attr-defined]

    def offer_units(self, stations: Sequence[tuple[UUID, str]], bodies: Sequence[tuple[UUID, str]]) -> None:
        for name, units in (("station", stations), ("unit", bodies)):
            if name in self.fields:
                told = [("", _("请选择")), *((str(id_), name) for id_, name in units)]
                self.fields[name].choices = told  # type: ignore[attr-defined]

    def offer_mediators(self, people: Sequence[tuple[UUID, str]]) -> None:
        if "mediator" in self.fields:
            told = [("", _("请选择")), *((str(id_), name) for id_, name in people)]
            self.fields["mediator"].choices = told  # type: ignore[attr-defined]

    @property
    def label(self) -> Word:
        return self.verb.label

    @property
    def next(self) -> Word:
        return NEXT[self.verb]

    @property
    def is_grave(self) -> bool:
        return self.verb in GRAVE

    def brought(self) -> Brought:
        told = self.cleaned_data
        plain = ("reason", "note", "told", "mediator", "party", "will", "until", "court", "to", "colour")
        given: dict[str, Any] = {name: told[name] for name in plain if told.get(name)}
        for name, made in _MADE.items():
            if name in TABLE[self.verb].needs:
                given[name] = made(told)
        if self.verb in ASKS_UNIT:
            given |= {"unit": told["unit"], "papers": tuple(told["papers"])}
        if self.verb in ASKS_HARM:
            given["harms"] = _answers(told)
        return Brought(**given)


def _harms() -> forms.Field:
    asked = [fact for fact in F if fact not in (F.PARTY_REFUSES, F.ENTRUSTED)]
    choices = [(fact.value, fact.label) for fact in asked]
    at = choices.index((F.CRIME.value, F.CRIME.label))
    choices[at : at + 1] = [("crime", _("涉嫌犯罪(公诉)")), ("crime_private", _("涉嫌犯罪(自诉,告诉才处理)"))]
    return forms.MultipleChoiceField(
        label=_("先问清有没有这些情况,有就勾上"),
        required=False,
        choices=choices,
        widget=forms.CheckboxSelectMultiple,
    )


def _answers(told: dict[str, Any]) -> dict[str, bool | str]:
    """What was ticked is so; the rest is not so only where somebody says that all was asked."""
    ticked = set(told["harms"])
    found: dict[str, bool | str] = {}
    if told["all_asked"]:
        found = {fact.value: False for fact in F if fact not in (F.PARTY_REFUSES, F.ENTRUSTED)}
    found |= dict.fromkeys(ticked - {"crime_private"}, True)
    if "crime_private" in ticked and "crime" not in ticked:
        found[F.CRIME] = triage.Crime.PRIVATE.value
    return found


def _words(label: Word) -> forms.CharField:
    return forms.CharField(label=label, max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))


def _reason() -> Iterator[tuple[str, forms.Field]]:
    yield "reason", _words(_("原因"))


def _note() -> Iterator[tuple[str, forms.Field]]:
    yield "note", _words(_("说明"))


def _one(name: str, label: Word, choices: Any) -> Iterator[tuple[str, forms.Field]]:
    yield name, forms.ChoiceField(label=label, choices=[("", _("请选择")), *choices])


def _until() -> Iterator[tuple[str, forms.Field]]:
    yield "until", forms.DateField(label=_("延长到哪一天"), widget=DAY)


def _mediator() -> Iterator[tuple[str, forms.Field]]:
    yield "mediator", IdField(label=_("由谁来调解"))


def _newcomer() -> Iterator[tuple[str, forms.Field]]:
    yield "party", IdField(label=_("补写哪一位(新来的不选)"), required=False)
    yield "side", forms.ChoiceField(label=_("哪一方"), choices=Side.choices)
    yield "name", forms.CharField(label=_("姓名或单位"), max_length=60)
    yield "phone", forms.CharField(label=_("电话"), max_length=40, required=False)
    yield "address", forms.CharField(label=_("住址"), max_length=200, required=False)
    yield "agent", forms.CharField(label=_("由谁代理"), max_length=60, required=False)
    yield "agent_phone", forms.CharField(label=_("代理人电话"), max_length=40, required=False)
    yield "hidden", forms.BooleanField(label=_("为安全起见,不让其他当事人知道是谁"), required=False)


def _sitting() -> Iterator[tuple[str, forms.Field]]:
    yield "day", forms.DateField(label=_("哪一天"), widget=DAY)
    yield "clock", forms.CharField(label=_("几点"), widget=forms.TimeInput(attrs={"type": "time"}))
    yield "where", forms.CharField(label=_("在哪里,或线上的网址"), max_length=200)
    yield "online", forms.BooleanField(label=_("线上(各方都愿意才行)"), required=False)


def _signature() -> Iterator[tuple[str, forms.Field]]:
    yield "signer", forms.ChoiceField(label=_("谁签的"))
    yield "hand", forms.ChoiceField(label=_("怎么签的"), choices=_HANDS, widget=forms.RadioSelect)
    yield "draft", forms.IntegerField(widget=forms.HiddenInput, required=False)


def _term() -> Iterator[tuple[str, forms.Field]]:
    yield "place", forms.TypedChoiceField(label=_("哪一项"), coerce=int)
    yield "on", forms.DateField(label=_("哪天履行的"), widget=DAY)
    yield "proof", forms.CharField(label=_("凭什么知道(收条、转账记录)"), max_length=500, required=False)


def _leniency() -> Iterator[tuple[str, forms.Field]]:
    yield "station", IdField(label=_("哪个派出所"))
    yield "applied_on", forms.DateField(label=_("哪天书面申请的"), widget=DAY)
    yield "accepted_on", forms.DateField(label=_("哪天认可的(还没有就空着)"), widget=DAY, required=False)


def _nothing() -> Iterator[tuple[str, forms.Field]]:
    yield from ()


_ORDER = (
    "told", "mediator", "newcomer", "sitting", "terms", "signature", "term", "leniency", "court", "to",
    "until", "colour", "note", "reason",
)  # fmt: skip
_FIELDS: dict[str, Callable[[], Iterator[tuple[str, forms.Field]]]] = {
    "reason": _reason,
    "note": _note,
    "until": _until,
    "mediator": _mediator,
    "newcomer": _newcomer,
    "sitting": _sitting,
    "signature": _signature,
    "term": _term,
    "leniency": _leniency,
    "terms": _nothing,
    "told": lambda: _one("told", _("报告给了哪个部门"), [(body.value, body.label) for body in triage.Body]),
    "court": lambda: _one("court", _("办到哪一步了"), Court.choices),
    "to": lambda: _one(
        "to",
        _("移送给谁"),
        [(one.value, one.label) for one in (Sender.POLICE, Sender.COURT, Sender.DEPARTMENT, Sender.PETITION)],
    ),
    "colour": lambda: _one("colour", _("颜色"), triage.Colour.choices),
}
_WILLS = [(will.value, will.label) for will in Will if will.value]
_HANDS = [(hand.value, hand.label) for hand in Hand if hand != Hand.PHONE]


def _made_party(told: dict[str, Any]) -> PartyDraft:
    agent = Person(told["agent"], told["agent_phone"]) if told["agent"] else None
    return PartyDraft(
        told["side"], Person(told["name"], told["phone"], told["address"]), agent, told["hidden"]
    )


def _made_sitting(told: dict[str, Any]) -> SittingDraft:
    return SittingDraft(moment(told["day"], told["clock"]), told["where"], told["online"])


def _made_signature(told: dict[str, Any]) -> Signed:
    kind, _colon, party = told["signer"].partition(":")
    return Signed(kind, told["hand"], UUID(party) if party else None, told["draft"] or 0)


_MADE: dict[str, Any] = {
    "newcomer": _made_party,
    "sitting": _made_sitting,
    "signature": _made_signature,
    "leniency": lambda told: LeniencyAsked(told["station"], told["applied_on"], told["accepted_on"]),
    "term": lambda told: Done(told["place"], told["on"], told["proof"]),
}


def _signers(file: File) -> list[tuple[str, Any]]:
    """Who has not signed the last draft yet."""
    signed = file.agreement.signed if file.agreement else frozenset()
    left = [party for party in file.parties if str(party.id) not in signed]
    told: list[tuple[str, Any]] = [(f"party:{party.id}", party.named) for party in left]
    others = [Signer.MEDIATOR] + ([] if file.agreement and file.agreement.oral else [Signer.COMMITTEE])
    told += [(one.value, one.label) for one in others if one.value not in signed]
    return [(EVERYBODY, _("还差的都签了(调委会盖了章)")), *told] if len(told) > 1 else told


def _unsure(file: File) -> list[PromiseTold]:
    """What nobody has said to be kept, or only one of the parties."""
    parties = {str(party.id) for party in file.parties}
    rows = file.agreement.promises if file.agreement else ()
    return [
        one for one in rows if one.done_on is None or (one.confirmed_at is None and one.said_by in parties)
    ]


# The usual next step first, what ends it last.
USUAL = (
    Verb.TAKE, Verb.OPEN, Verb.CONSENT, Verb.SUMMON, Verb.SIGN, Verb.PERFORM, Verb.VISIT, Verb.CONFIRM,
    Verb.LENIENCY, Verb.INVITE,
    Verb.FILE, Verb.ADMIT, Verb.PROLONG, Verb.ASSIGN, Verb.NOTIFY, Verb.GRADE, Verb.REOPEN, Verb.TAKE_BACK,
)  # fmt: skip


def _place_of(form: "VerbForm", file: File) -> int:
    if form.verb == Verb.OPEN and any(party.will != Will.YES for party in file.parties):
        return USUAL.index(Verb.SUMMON)  # somebody is still asked
    return USUAL.index(form.verb) if form.verb in USUAL else len(USUAL)


def forms_for(
    file: File,
    people: Sequence[tuple[UUID, str]],
    stations: Sequence[tuple[UUID, str]] = (),
    bodies: Sequence[tuple[UUID, str]] = (),
    bound: VerbForm | None = None,
) -> list[VerbForm]:
    """A form for every verb that is offered; the one that came back with faults stays as it was filled."""
    found = []
    for code in file.procedure.verbs:
        verb = Verb(code)
        if verb in ELSEWHERE or not _leads_somewhere(verb, file):
            continue
        form = (
            bound
            if bound is not None and bound.verb == verb
            else VerbForm(verb, initial=_initial(verb, file))
        )
        form.offer(file)
        form.offer_mediators(people)
        form.offer_units(stations, bodies)
        found.append(form)
    return sorted(found, key=lambda form: _place_of(form, file))


def _initial(verb: Verb, file: File) -> dict[str, Any]:
    if verb in ASKS_HARM:
        asked = all(fact.value in file.harms for fact in triage.ASKED_FIRST)
        ticked = [
            code for code, answer in file.harms.items() if answer not in (False, triage.Crime.NONE.value)
        ]
        if str(file.harms.get("crime")) == triage.Crime.PRIVATE.value:
            ticked = ["crime_private" if code == "crime" else code for code in ticked]
        return {"harms": ticked, "all_asked": asked}
    return {"draft": file.agreement.draft} if verb == Verb.SIGN and file.agreement else {}


def _leads_somewhere(verb: Verb, file: File) -> bool:
    """What there is nothing to choose for would be a form that cannot be sent."""
    if verb == Verb.SIGN:
        return file.agreement is not None and bool(_signers(file))
    if verb == Verb.PERFORM:
        return bool(_unsure(file))
    if verb == Verb.LENIENCY:
        return file.procedure.concerns_police
    return verb != Verb.KEEP
