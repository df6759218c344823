"""One real case through the whole room: from its words to the filed record, by whoever's turn it is."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from time import perf_counter
from typing import Any

from lianxin.journal.public import deliver
from lianxin.kernel.errors import NotNow
from lianxin.matters import public as matters
from lianxin.mediation import hearing, triage
from lianxin.mediation.actions.looking import File, look_in
from lianxin.mediation.choices import Sender
from lianxin.mediation.contracts import AgreementDraft, Application, Done, PartyDraft, Person, SittingDraft
from lianxin.mediation.models import Dispute
from lianxin.mediation.papers import render
from lianxin.mediation.papers.kinds import Kind, due
from lianxin.mediation.papers.telling import sentence
from lianxin.mediation.public import Ref, Verb, register
from lianxin.mediation.queries import seating, told
from lianxin.mediation.queries.contents import contents_of
from lianxin.mediation.terms import owed
from mediation.drafts import DRAFTS, Draft
from paperwork import pages, word_words
from quarrel import parties, party, said, signed, sitting, stored
from town import NOW, Town

Case = Mapping[str, Any]
AGREED = {draft.case: draft for draft in DRAFTS}
AFTER_SIGNING = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)  # the day of the drafts
FURNITURE = re.compile(r"卷内第\d+页|第\d+页共\d+页")  # stands between two halves of a line
NOT_OURS = "dispute.other"  # what the desk says where the words were taken for no quarrel


@dataclass
class Walked:
    """What became of one case. `way`: to the committee; `hindrances`: what stood before it."""

    way: str
    suggested: str
    heard: frozenset[str]
    hindrances: list[str] = field(default_factory=list)
    panels: int = 0
    promises: int = 0
    end: str = ""
    papers: dict[str, int] = field(default_factory=dict)  # by form: PDF pages, Word papers
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, what: str) -> Iterator[None]:
        began = perf_counter()
        yield
        self.seconds[what] = self.seconds.get(what, 0) + perf_counter() - began


def walk(case: Case, answers: Mapping[str, bool], category: str, *, reports: bool) -> Walked:
    """`reports`: a resident says it, else the mediator takes it down. `category`: what it really is."""
    town = Town(now=NOW)
    names = AGREED[case["case_id"]].parties if case["case_id"] in AGREED else _two(case)
    text = case["event_description"]
    suggestion = matters.suggest(text)
    found = Walked(
        "reported" if reports else "registered",
        suggestion.category if suggestion else "",
        frozenset(fact.value for fact in hearing.heard(text)),
    )
    kind = found.suggested if found.suggested.startswith("dispute.") else NOT_OURS
    ref = _reported(town, text, kind, names, found) if reports else _registered(town, text, kind, names)
    if _taken(town, ref, answers, category, found):
        _talked(town, ref, case, names, found)
    said(town, Verb.FILE, ref, note="齐了")
    found.end = stored(ref).state
    _print(town, ref, found)
    return found


def _two(case: Case) -> tuple[str, ...]:
    """The two who are named first: who is a party and who only came along is not said by the file."""
    return tuple(name.strip() for name in case["disputing_parties"].split(","))[:2]


def _reported(town: Town, text: str, kind: str, names: tuple[str, ...], found: Walked) -> Ref:
    """To the committee of the place: by the duty list, or passed on by the dispatcher where that gives this
    kind to another office."""
    matter = town.reported(text, category=kind, name=names[0], phone="13800001111")
    committee = town.unit("mediation_committee", town.chenghuang)
    if matters.whereabouts(matter).unit != committee:
        found.way = "passed on"
        town.speak(matters.Verb.ACCEPT, matter, town.handler(matter))
        words = "双方愿意先调解"
        town.speak(matters.Verb.TRANSFER, matter, town.qianpaiqian, unit=committee, reason=words)
    deliver(now=town.now)
    born = Dispute.objects.get(county=matter.county, matter=matter.id)
    ref = Ref(born.county, born.id)
    for name in names[1:]:
        said(town, Verb.ADMIT, ref, newcomer=PartyDraft("respondent", Person(name)))
    return ref


def _registered(town: Town, text: str, kind: str, names: tuple[str, ...]) -> Ref:
    sides = ("applicant", *("respondent" for _name in names[1:]))
    people = tuple(PartyDraft(side, Person(name)) for side, name in zip(sides, names, strict=True))
    taken_down = Application(text, town.chenghuang, kind, Sender.PARTY, people)
    return register(taken_down, by=town.chentiaojie, now=town.now)


def _taken(town: Town, ref: Ref, answers: Mapping[str, bool], category: str, found: Walked) -> bool:
    """Told first whom the law wants told; turned away where the law bars it."""
    harm = triage.harm_of(answers)
    hindrances = triage.may_open(harm, (), category)
    found.hindrances = [_code(one) for one in hindrances]
    if any(isinstance(one, triage.StatutoryReport) for one in hindrances):
        _refused(town, ref, answers, category)
        said(town, Verb.NOTIFY, ref, told=triage.Body.POLICE)  # one of those whom any of them may be told
    if any(isinstance(one, triage.Bar) for one in hindrances):
        _refused(town, ref, answers, category)
        said(town, Verb.ASSIGN, ref, mediator=town.chentiaojie.id)
        said(town, Verb.TURN_AWAY, ref, reason="依法不能调解")
        return False
    said(town, Verb.TAKE, ref, harms=answers, category=category)
    return True


def _code(one: triage.Hindrance) -> str:
    assert not isinstance(one, triage.Unasked), "all was asked"
    return f"{'barred' if isinstance(one, triage.Bar) else 'told'}:{one.code.value}"


def _refused(town: Town, ref: Ref, answers: Mapping[str, bool], category: str) -> None:
    try:
        said(town, Verb.TAKE, ref, harms=answers, category=category)
    except NotNow:
        return
    raise AssertionError("it was taken on before its time")


def _talked(town: Town, ref: Ref, case: Case, names: tuple[str, ...], found: Walked) -> None:
    dispute = stored(ref)
    found.panels = len(seating.proposals(dispute, told.parties(dispute), town.now.date()).panels)
    for place in range(1, len(names) + 1):
        said(town, Verb.CONSENT, ref, party(ref, place), will="yes")
    said(town, Verb.OPEN, ref)
    draft = AGREED.get(case["case_id"])
    _sat(town, ref, case, "agreed" if draft else "apart")
    if draft is None:
        said(town, Verb.FAIL, ref, reason="这里没有写成协议")
        return
    town.now = AFTER_SIGNING
    _promised(town, ref, draft, found)


def _sat(town: Town, ref: Ref, case: Case, result: str) -> None:
    held = sitting(town, ref)
    town.later(days=2, minutes=30)
    record = SittingDraft(
        place=held.place,
        seen=held.version,
        present=tuple(one.id for one in parties(ref)),
        rights_told=True,
        said=spoken(case),
        result=result,
    )
    said(town, Verb.RECORD, ref, sitting=record)


def spoken(case: Case) -> str:
    turns = ((turn["speaker"].replace("sys", "调解员"), turn["text"].strip("“”")) for turn in case["dialog"])
    return "\n".join(f"{who}:{words}" for who, words in turns)


def _promised(town: Town, ref: Ref, draft: Draft, found: Walked) -> None:
    given = AgreementDraft("各方对经过没有异议。", tuple(draft.terms()))
    signed(town, said(town, Verb.DRAFT, ref, terms=given))
    said(town, Verb.SETTLE, ref)
    town.later(days=20)
    found.promises = len(list(owed(given.terms)))
    for place in range(1, found.promises + 1):
        said(town, Verb.PERFORM, ref, term=Done(place, town.now.date(), "收条"))


def _print(town: Town, ref: Ref, found: Walked) -> None:
    """The whole file as one PDF, every paper of it in Word; both are read back."""
    file = look_in(ref, by=town.chentiaojie, now=town.now)
    assert isinstance(file, File)
    contents = contents_of(file, file.parties)
    with found.timed("pdf"):
        printed = render.whole_file(contents)
    read = pages(printed)
    whole = "".join(FURNITURE.sub("", page) for page in read)
    found.papers["pages"] = len(read)
    for paper in due(contents):
        with found.timed("word"):
            written = render.docx(paper.kind, contents)
        found.papers["word"] = found.papers.get("word", 0) + 1
        in_word = word_words(written)
        assert in_word, paper.kind
        if paper.kind is Kind.ACCEPTANCE:
            assert _tight(file.account) in in_word
        if paper.kind is Kind.AGREEMENT:
            assert [term for term in contents.terms if _tight(sentence(term)) not in in_word] == []
    missing = [words_ for words_ in _must_say(file) if _tight(words_) not in whole]
    assert missing == [], missing


def _must_say(file: File) -> list[str]:
    """What was put in and has to be found in the printed file: the account, who, what was said, promised."""
    lines = [line for one in file.sittings for line in one.said.splitlines()]
    terms = file.agreement.terms if file.agreement else ()
    return [*(party.named for party in file.parties), *(sentence(term) for term in terms), *lines]


def _tight(printed: str) -> str:
    return "".join(printed.split())
