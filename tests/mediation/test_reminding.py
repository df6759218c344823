"""A day that comes near is spoken of once, to whoever has to do with it, in words that tell nothing."""

import json
from datetime import timedelta

import pytest

from lianxin.deadlines.public import DeadlineStepped, sweep
from lianxin.journal.public import deliver
from lianxin.kernel.clock import local
from lianxin.kernel.keyring import keyring
from lianxin.mediation.actions.reminding import remind
from lianxin.mediation.models import Due
from lianxin.mediation.public import PartyDraft, Person, Ref, Verb
from lianxin.mediation.queries.unanswered import unanswered
from lianxin.mediation.reactions import on_deadline_stepped
from lianxin.notices.actions import bond
from lianxin.notices.models import Message
from quarrel import (
    application,
    in_force,
    kept,
    mediating,
    parties,
    party,
    registered,
    said,
    sitting,
    stored,
    taken,
)
from town import Town


def stepped(ref: Ref, kind: str, step: str) -> DeadlineStepped:
    return DeadlineStepped(ref.county, f"dispute:{ref.id}:{kind}", "answer", step, 1, 1, "")


def notes(ref: Ref, **more: object) -> list[Message]:
    return list(Message.objects.filter(county=ref.county, subject=f"dispute:{ref.id}", **more))


def rung(town: Town, ref: Ref, kind: str, *steps: str) -> list[Message]:
    """The messages that these steps alone have written."""
    known = {note.id for note in notes(ref)}
    for step in steps:
        on_deadline_stepped(stepped(ref, kind, step), town.now)
    return [note for note in notes(ref) if note.id not in known]


def words_of(note: Message) -> str:
    opened = keyring().open(bytes(note.sealed), bound_to=bond(note.id)) if note.sealed else ""
    return str(json.loads(opened)[1]) if opened else note.words


def test_a_clock_of_the_town_rings_on_the_mediators_desk(town: Town) -> None:
    ref = mediating(town)
    town.later(days=26)
    sweep(town.now)
    deliver(now=town.now)

    assert any("人民调解结束" in note.words and note.to_person == town.chentiaojie.id for note in notes(ref))


def test_before_anybody_leads_it_the_committee_is_told(town: Town) -> None:
    ref = registered(town)

    (note,) = rung(town, ref, "answer", "reminder")
    assert note.to_unit == town.unit("mediation_committee", town.chenghuang)


def test_the_guide_hears_of_it_at_the_formal_steps_alone(town: Town) -> None:
    ref = mediating(town)

    early = rung(town, ref, "mediate", "reminder", "ordinary")
    formal = rung(town, ref, "mediate", "yellow", "red")

    assert {note.to_person for note in early} == {town.chentiaojie.id}
    assert {note.to_person for note in formal} == {town.chentiaojie.id, town.yansifa.id}
    assert len(formal) == 4


def test_a_step_heard_twice_is_told_once(town: Town) -> None:
    ref = mediating(town)

    assert len(rung(town, ref, "mediate", "yellow", "yellow")) == 2


def test_what_is_done_meanwhile_rings_no_more(town: Town) -> None:
    ref = mediating(town)
    said(town, Verb.FAIL, ref, reason="谈不拢")

    assert rung(town, ref, "mediate", "yellow") == []


def test_a_promise_of_the_parties_is_not_carried_to_the_office_above(town: Town) -> None:
    ref = in_force(town)

    told = rung(town, ref, "promise:1:1", "yellow")
    assert [note.to_person for note in told] == [town.chentiaojie.id]


def test_both_hear_that_the_days_for_the_court_run_out(town: Town) -> None:
    ref = in_force(town)

    told = rung(town, ref, "confirm_ask", "reminder")
    assert sum(note.sealed is not None for note in told) == 2


def test_no_message_tells_whose_quarrel_it_is_or_what_about(town: Town) -> None:
    ref = in_force(town)
    rung(town, ref, "promise:1:1", "reminder", "red")
    town.later(days=8)
    remind(town.now)

    whole = "".join(words_of(note) for note in notes(ref))
    assert "查询码" in whole
    for words in ("王阿姨", "赵大爷", "墙", "1200", "城隍庙社区3号楼"):
        assert words not in whole, words


def test_one_who_owes_and_one_who_waits_are_reminded_before_the_day_and_on_it(town: Town) -> None:
    ref = in_force(town)
    due = Due.objects.get(county=ref.county, dispute_id=ref.id, kind="promise:1:1")

    before = reminded(town, ref, days_before=3)
    again = reminded(town, ref, days_before=2)
    on_day = reminded(town, ref, days_before=0)

    assert (len(before), len(again), len(on_day)) == (2, 0, 2)
    assert due.due_on == local(town.now).date()


def reminded(town: Town, ref: Ref, *, days_before: int) -> list[Message]:
    """The residents' messages of two sweeps of that day, about the first promise."""
    due = Due.objects.get(county=ref.county, dispute_id=ref.id, kind="promise:1:1")
    town.later(days=(due.due_on - local(town.now).date()).days - days_before)
    known = {note.id for note in notes(ref)}
    remind(town.now)
    remind(town.now)
    return [note for note in notes(ref) if note.sealed and note.id not in known and "promise:1:1" in note.key]


def test_a_third_who_is_not_in_the_promise_hears_nothing_of_it(town: Town) -> None:
    third = PartyDraft("third", Person("孙师傅", "13800003333"))
    ref = in_force(town, parties=(*application(town).parties, third))

    assert sorted(note.key[-2:] for note in reminded(town, ref, days_before=3)) == [":1", ":2"]


def test_a_promise_that_was_kept_is_spoken_of_no_more(town: Town) -> None:
    ref = kept(town)
    town.later(days=8)
    known = len(notes(ref))
    remind(town.now)

    assert [note.key for note in notes(ref)[known:] if "promise" in note.key] == []


def test_nobody_is_woken(town: Town) -> None:
    ref = in_force(town)
    town.later(days=8)
    town.now = town.now.replace(hour=13)  # nine in the evening
    remind(town.now)

    told = [note for note in notes(ref, sealed__isnull=False) if "promise" in note.key]
    assert told
    assert all(8 <= local(note.due_at).hour < 20 for note in told)


def test_tomorrows_sitting_is_spoken_of_once_to_both_and_to_the_mediator(town: Town) -> None:
    ref = mediating(town)
    sitting(town, ref)
    assert remind(town.now) == 0

    town.later(days=1)
    known = {note.id for note in notes(ref)}
    remind(town.now)
    remind(town.now)

    told = [note for note in notes(ref) if note.id not in known]
    assert sum(note.sealed is not None for note in told) == 2
    assert [note.to_person for note in told if note.to_person] == [town.chentiaojie.id]


def test_one_summoned_for_tomorrow_is_not_told_twice(town: Town) -> None:
    ref = mediating(town)
    town.later(hours=26)
    sitting_at = town.now
    town.later(hours=-26)
    from quarrel import SittingDraft

    said(town, Verb.SUMMON, ref, sitting=SittingDraft(begins_at=sitting_at, where="调解室"))

    assert remind(town.now) == 0


def test_who_has_not_said_whether_they_want_to_talk_is_asked_after(town: Town) -> None:
    ref = taken(town)
    said(town, Verb.CONSENT, ref, party(ref, 1), will="yes")

    (note,) = rung(town, ref, "first_sitting", "reminder")
    (told,) = unanswered(town.chentiaojie, now=town.now)

    assert "还有 1 位当事人没有答复" in note.words
    assert (told.number, told.waiting) == (stored(ref).number, 1)
    assert unanswered(town.qintiaojie, now=town.now) == []
    assert len(parties(ref)) == 2


@pytest.mark.parametrize("days", [0, 30])
def test_what_nobody_owes_is_swept_over(town: Town, days: int) -> None:
    town.now += timedelta(days=days)

    assert remind(town.now) == 0
