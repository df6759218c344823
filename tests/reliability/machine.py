"""Random people say random verbs with random things in hand while time moves, also backwards; after each step
the database must say what the model says (`model.py`)."""

from collections import Counter
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import NotFound, Refusal
from lianxin.matters import public as matters
from lianxin.matters.actions import joining
from lianxin.matters.alike.tokens import token_of
from lianxin.matters.models import Matter, Movement
from lianxin.matters.public import Brought, Ref, Report, Submitted, Verb
from lianxin.notices.models import Message
from reliability import model
from reliability.hamlet import COUNTY, NOW, PEOPLE, UNITS, hamlet, report_of
from reliability.model import ROWS, TELLS_FOLLOWERS, TELLS_RESIDENT, Said, Told

SAYERS = [*PEOPLE, "resident", "system"]
WORDS = {"reason": "按职责清单", "note": "现场看过", "route": "请到区法院起诉", "words": "井盖破损"}
ONWARD = {"route", "rule", "accept", "begin", "finish", "verify", "close", "rate", "resume"}
CALLED = ["agreed", "unreached", "still", "written", "unwilling", "agreed came", "written came"]
ANSWERS = {"rate": ["2", "5"], "follow_up": CALLED}
ABSENT = "没有这件事,或者它不归您看。"


class Lifecycle(RuleBasedStateMachine):
    """`walked` counts (verb, state before) over all runs; `steps` everything that was tried."""

    walked: Counter[tuple[str, str]] = Counter()
    refused: Counter[str] = Counter()

    def __init__(self) -> None:
        super().__init__()
        self.inside = transaction.atomic()
        self.inside.__enter__()
        self.town, self.now = hamlet(), NOW
        self.told: list[Told] = []
        self.answers: list[Submitted] = []
        self.dues: dict[int, Any] = {}

    def teardown(self) -> None:
        try:
            self._history_fits()
        finally:
            transaction.set_rollback(True)
            self.inside.__exit__(None, None, None)

    @initialize()
    def first(self) -> None:
        self._report(0, "")

    @precondition(lambda self: len(self.told) < 6)
    @rule(kind=st.sampled_from([0, 1, 4]), by=st.sampled_from(["", "", "li", "gao"]))
    def report(self, kind: int, by: str) -> None:
        """0 leaves a number, 1 does not, 4 says what no lexicon knows."""
        self._report(kind, by)

    def _report(self, kind: int, by: str) -> None:
        self._a_moment_passes()
        report = report_of(
            kind, id=uuid4() if self.answers else report_of(kind).id, channel="call" if by else "web"
        )
        actor = self.town.actor(by) if by else Actor.resident()
        self.answers.append(matters.submit_report(report, by=actor, now=self.now))
        self.told.append(self._new(report, by))
        Lifecycle.walked["submit", ""] += 1
        again = matters.submit_report(report, by=actor, now=self.now)
        assert (again.ref, again.code, again.again) == (self.answers[-1].ref, self.answers[-1].code, True)

    def _a_moment_passes(self) -> None:
        """No two are received at once: which of them is the earliest must not hang on an id."""
        self.now += timedelta(seconds=1)

    def _new(self, report: Report, by: str) -> Told:
        known = bool(report.category)
        return Told(
            state="routed" if known else "submitted",
            unit="patrol" if known else None,
            category=report.category,
            phone=bool(report.phone),
            by_voice=bool(by and report.phone),
            reporter=by,
            moved_at=self.now,
            received_at=self.now,
            version=2 if known else 1,
        )

    @precondition(lambda self: len(self.told) < 6)
    @rule(data=st.data(), kind=st.sampled_from([0, 1, 4]), by=st.sampled_from(["", "", "li"]))
    def somebody_joins_while_they_write(self, data: st.DataObject, kind: int, by: str) -> None:
        """加入: merged at once where it may be, else it stands for itself; nothing is lost, and once more is
        the same. A suggestion may be minutes old: what it names may have ended since."""
        lead = data.draw(st.integers(0, len(self.told) - 1))
        self._a_moment_passes()
        report = report_of(kind, id=uuid4(), channel="call" if by else "web")
        actor, token = self.town.actor(by) if by else Actor.resident(), self._suggested(lead)
        answer = joining.submit_joining(report, token, by=actor, now=self.now)
        self.answers.append(answer)
        self.told.append(self._new(report, by))
        said = self._said("merge", by or "resident", len(self.told) - 1, into=lead)
        assert answer.joined is not bool(self._refusal_of_joining(said, -1)), f"{said}: {answer}"
        if answer.joined:
            model.done(self.told[-1], said)
        Lifecycle.walked["join", self.told[lead].state] += 1
        again = joining.submit_joining(report, token, by=actor, now=self.now)
        assert (again.ref, again.code, again.again) == (answer.ref, answer.code, True)

    @rule(data=st.data())
    def somebody_joins_after_they_wrote(self, data: st.DataObject) -> None:
        """The holder of a code says afterwards that theirs is the same, by the word a suggestion gave."""
        place, lead = (data.draw(st.integers(0, len(self.told) - 1)) for _which in range(2))
        said, ref = self._said("merge", "resident", place, into=lead), self.answers[place].ref
        due, got = self._refusal_of_joining(said, place), ""
        if due == "NotNow" and self.told[place].state == "merged" and self._lead(place) is said.into:
            due = ""  # a second tap: it lies there already
        try:
            with transaction.atomic():
                joining.join(ref, self._suggested(lead), by=Actor.resident(ref.id), now=self.now)
        except Refusal as refusal:
            got = type(refusal).__name__
        assert got == due, f"{said} from {self.told[place]}: {got or 'done'}, not {due or 'done'}"
        if not got and self.told[place].state != "merged":
            Lifecycle.walked["merge", self.told[place].state] += 1
            model.done(self.told[place], said)

    def _suggested(self, place: int) -> str:
        return token_of(self.answers[place].ref, now=self.now)

    def _refusal_of_joining(self, said: Said, place: int) -> str:
        """A suggestion leads to what is open alone, whoever follows it; then what the verb says."""
        gone = said.into is None or said.into.state in model.ENDED
        return "Invalid" if gone else model.refusal(self.told[place], said)

    @rule(hours=st.sampled_from([-2, 1, 5, 26, 72]))
    def time_moves(self, hours: int) -> None:
        self.now += timedelta(hours=hours)

    @rule(data=st.data())
    def somebody_does_what_they_may(self, data: st.DataObject) -> None:
        place = data.draw(st.integers(0, len(self.told) - 1))
        may = [said for said in self._sayings(place) if not model.refusal(self.told[place], said)]
        verbs = sorted({said.verb for said in may})
        if verbs:
            verb = data.draw(st.sampled_from(verbs))
            self._say(place, data.draw(st.sampled_from([said for said in may if said.verb == verb])))

    @rule(data=st.data(), steps=st.integers(1, 6))
    def the_work_goes_on(self, data: st.DataObject, steps: int) -> None:
        """Several people in turn do their part, so that what lies deep in the table is reached too."""
        place = data.draw(st.integers(0, len(self.told) - 1))
        for _step in range(steps):
            may = [said for said in self._sayings(place) if not model.refusal(self.told[place], said)]
            onward = [said for said in may if said.verb in ONWARD]
            if onward:
                self._say(place, data.draw(st.sampled_from(onward)))

    @rule(data=st.data())
    def the_first_of_several_is_taken_back(self, data: st.DataObject) -> None:
        places = [place for place in range(len(self.told)) if self.lying_in(place)]
        if places:
            place = data.draw(st.sampled_from(places))
            self._say(place, self._said("withdraw", "resident", place))

    def _sayings(self, place: int) -> list[Said]:
        """Everything that anybody could say with all it needs in hand."""
        found = []
        for verb, (froms, _to, _who, needs) in ROWS.items():
            if self.told[place].state in froms:
                for who in SAYERS:
                    for unit in list(UNITS) if "unit" in needs else [""]:
                        for answer in ANSWERS.get(verb, [""]):
                            found.append(self._said(verb, who, place, unit=unit, answer=answer))
        return found

    def _said(
        self,
        verb: str,
        who: str,
        place: int,
        *,
        unit: str = "patrol",
        into: int | None = None,
        answer: str = "",
    ) -> Said:
        told = self.told[place]
        other = (place + 1) % len(self.told) if into is None else into
        brought: dict[str, object] = {need: WORDS[need] for need in ROWS[verb][3] if need in WORDS}
        if "unit" in ROWS[verb][3]:
            brought["unit"] = unit
        if "until" in ROWS[verb][3]:  # always later than any promise made before, never too far
            days = 30 if verb == "shelve" else 700 + 8 * told.version
            brought["until"] = self.now.date() + timedelta(days=days)
        if "level" in ROWS[verb][3]:
            brought["level"] = answer or "2"
        if "result" in ROWS[verb][3]:
            result, _blank, came = (answer or "agreed came").partition(" ")
            brought |= {"result": result, "came": bool(came), "reason": WORDS["reason"]}
        if "into" in ROWS[verb][3]:
            brought["into"] = self.answers[other].number
        there = self.told[other] if "into" in brought else None
        return Said(verb, who, brought, self.now, there, self._followed(place), self._lead(place))

    def _lead(self, place: int) -> Told | None:
        numbers = [answer.number for answer in self.answers]
        into = self.told[place].into
        return self.told[numbers.index(into)] if into else None

    def _followed(self, place: int) -> bool:
        return bool(self.lying_in(place))

    @rule(data=st.data(), verb=st.sampled_from(sorted(ROWS)), who=st.sampled_from(SAYERS))
    def somebody_says_anything(self, data: st.DataObject, verb: str, who: str) -> None:
        place = data.draw(st.integers(0, len(self.told) - 1))
        unit = data.draw(st.sampled_from(sorted(UNITS)))
        answer = data.draw(st.sampled_from(ANSWERS.get(verb, [""])))
        said = self._said(verb, who, place, unit=unit, answer=answer)
        harm = data.draw(st.sampled_from(["", "", "", "drop", "long", "past", "level"]))
        self._say(place, self._harmed(said, harm))

    @staticmethod
    def _harmed(said: Said, harm: str) -> Said:
        brought = dict(said.brought)
        if harm == "drop" and brought:
            brought.pop(sorted(brought)[0])
        if harm == "long" and "reason" in brought:
            brought["reason"] = "长" * 2001
        if harm == "past" and "until" in brought:
            brought["until"] = date(2026, 5, 1)
        if harm == "level" and "level" in brought:
            brought["level"] = "6"
        there = said.into if "into" in brought else None
        return Said(said.verb, said.who, brought, said.now, there, said.followed, said.lead)

    def _say(self, place: int, said: Said) -> None:
        told, ref = self.told[place], self.answers[place].ref
        due, before = model.refusal(told, said), told.state
        try:
            with transaction.atomic():
                matters.speak(
                    Verb(said.verb), ref, self._brought(said), by=self._by(said.who, ref), now=self.now
                )
            got, sentence = "", ""
        except Refusal as refusal:
            got, sentence = type(refusal).__name__, refusal.sentence
        assert got == due, f"{said} from {told}: {got or 'done'} ({sentence}), not {due or 'done'}"
        if got == "NotFound":
            assert sentence == ABSENT
        if got:
            Lifecycle.refused[got] += 1
            return
        model.done(told, said)
        Lifecycle.walked[said.verb, before] += 1
        if said.verb == "withdraw" and said.followed:
            self._handed_on(place)
        if said.verb in TELLS_RESIDENT and told.phone:
            key = f"matter:{ref.id}:{told.version}:file"
            assert Message.objects.filter(county=COUNTY, key=key).count() == 1, (
                f"{said.verb}: nobody was told"
            )

        if said.verb in TELLS_FOLLOWERS:
            self._followers_were_told(place, said)

    def lying_in(self, place: int) -> list[int]:
        """Whose lie in it, the earliest first."""
        number = self.answers[place].number
        found = [at for at, one in enumerate(self.told) if one.state == "merged" and one.into == number]
        return sorted(found, key=lambda at: self.told[at].received_at)

    def _handed_on(self, place: int) -> None:
        first, *rest = self.lying_in(place)
        number, heir = self.answers[first].number, self.told[first]
        model.handed_on(self.told[place], heir, [self.told[at] for at in rest], number, self.now)
        Lifecycle.walked["carry_on", heir.state] += 1

    def _followers_were_told(self, place: int, said: Said) -> None:
        """Everybody whose own lies in it, where they left a number, once and by one message."""
        lead, told = self.answers[place], self.told[place]
        for one, answer in zip(self.told, self.answers, strict=True):
            if one.state == "merged" and one.into == lead.number and one.phone:
                key = f"matter:{answer.ref.id}:with:{lead.ref.id}:{told.version}:file"
                there = Message.objects.filter(county=COUNTY, key=key).count()
                assert there == 1, f"{said.verb}: whoever joined it was told {there} times"

    def _brought(self, said: Said) -> Brought:
        unit = said.brought.get("unit")
        return Brought(**{**said.brought, "unit": self.town.units[str(unit)] if unit else None})  # type: ignore[arg-type]

    def _by(self, who: str, ref: Ref) -> Actor:
        if who == "resident":
            return Actor.resident(ref.id)
        return SYSTEM if who == "system" else self.town.actor(who)

    @rule(data=st.data(), who=st.sampled_from(["qian", "qian2", "sun"]))
    def somebody_is_about_to_ring(self, data: st.DataObject, who: str) -> None:
        place = data.draw(st.integers(0, len(self.told) - 1))
        told = self.told[place]
        owed_to = told.owed and "overseer" in told.relations(who)
        if told.phone and (owed_to or "dispatcher" in told.relations(who)):
            matters.reveal(self.answers[place].ref, "回访", by=self.town.actor(who), now=self.now)
            told.looked[who] = self.now

    @rule(data=st.data(), who=st.sampled_from(sorted(PEOPLE)))
    def somebody_looks(self, data: st.DataObject, who: str) -> None:
        place = data.draw(st.integers(0, len(self.told) - 1))
        told, ref, viewer = self.told[place], self.answers[place].ref, self.town.actor(who)
        for looked_for, there in ((ref, told.sees(who, self.now)), (Ref(COUNTY, uuid4()), False)):
            try:
                matters.dossier(viewer, looked_for, now=self.now)
                assert there, f"{who} sees {told}"
            except NotFound as absent:
                assert (there, absent.sentence) == (False, ABSENT)  # noqa: PT017  # both ways are expected
        seen = {
            answer.ref for answer, one in zip(self.answers, self.told, strict=True) if one.sees(who, self.now)
        }
        needle = matters.needle(viewer, now=self.now)
        cards = [*needle.late, *needle.today, *needle.week, *needle.to_verify, *needle.later]
        assert {card.ref for card in cards} <= seen

    @invariant()
    def the_database_says_what_the_model_says(self) -> None:
        names = {id_: name for name, id_ in self.town.units.items()}
        rows = {row.id: row for row in Matter.objects.filter(county=COUNTY)}
        assert len(rows) == len(self.told)
        for place, (told, answer) in enumerate(zip(self.told, self.answers, strict=True)):
            row = rows[answer.ref.id]
            said = (row.state, row.version, names.get(row.unit_id), row.desk, row.bounces, row.level)
            said += (row.public_words, row.publicity == "objected", row.public_at is not None)
            due = (told.state, told.version, told.unit, told.desk, told.bounces, told.level)
            assert (row.follow_up_by is not None) == told.owed, f"a call-back is owed: {told}"
            due += (told.public, told.objected, bool(told.public))
            assert said == due, f"the database says {said}, the model {due}"
            before = self.dues.get(place)
            assert not before or not row.due_at or row.due_at >= before, "a promise was shortened"
            self.dues[place] = row.due_at
            over = [area for post in model.DUTIES.values() for kind, _u, area in post if kind == "dispatcher"]
            assert any(told.desk.startswith(area) for area in over), "it lies where nobody can take it up"

    def _history_fits(self) -> None:
        """I3, I5, I7, I9: versions, movements and facts are one; who handled it never verified; what is
        closed was verified; every chain is as written."""
        moves = list(Movement.objects.filter(county=COUNTY).order_by("matter_id", "version"))
        for told, answer in zip(self.told, self.answers, strict=True):
            mine = [move for move in moves if move.matter_id == answer.ref.id]
            facts = journal.entries_about(COUNTY, f"matter:{answer.ref.id}")
            assert [move.version for move in mine] == list(range(1, told.version + 1))
            spoken = [entry.action for entry in facts if entry.action != "matters.reveal"]
            assert spoken == [f"matters.{move.verb}" for move in mine]
            assert [move.state_before for move in mine[1:]] == [move.state_after for move in mine[:-1]]
            assert [move.at for move in mine] == sorted(move.at for move in mine)
            handlers: set[Any] = set()
            for move in mine:  # who sent it back for more work may do that work; nobody judges their own
                assert move.verb not in {"verify", "redo"} or move.actor not in handlers
                handlers |= {move.actor} if move.verb in {"begin", "finish"} else set()
            closings = [i for i, move in enumerate(mine) if move.verb == "close"]
            assert all(any(move.verb == "verify" for move in mine[:i]) for i in closings)
        assert [journal.verify(county) for county in journal.counties()] == [None] * len(journal.counties())
