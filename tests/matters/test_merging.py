"""Merged, nobody is lost: each keeps a code, is told the one answer, and has a last word on it."""

import json
from base64 import b64decode
from pathlib import Path

import pytest
from django.conf import settings

from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.kernel.keyring import keyring
from lianxin.matters import public as matters
from lianxin.matters.models import Apart, Matter
from lianxin.matters.public import Ref, State, Verb
from lianxin.matters.queries.same import also_said, likely_same
from lianxin.notices import public as notices
from lianxin.notices.models import Message
from town import Town

AGAIN = "广场北边那个窨井盖裂了"


def messages_to(town: Town, ref: Ref) -> list[str]:
    """What the gateway finds for the resident of one matter."""
    notices.relay(town.now, 200)
    lines = map(json.loads, Path(settings.NOTICE_FILE).read_text().splitlines())
    opened = [
        keyring().open(b64decode(line["sealed"]), bound_to=line["bound_to"])
        for line in lines
        if f"matter:{ref.id}:" in line["key"]
    ]
    return [json.loads(told)[1] for told in opened]


def merged(town: Town, into: Ref, text: str = AGAIN, **more: str) -> Ref:
    ref = town.reported(text, **more)
    number = Matter.objects.get(county=into.county, id=into.id).number
    return town.speak(Verb.MERGE, ref, town.qianpaiqian, into=number, reason="同一个井盖")


def worked_off(town: Town, ref: Ref) -> Ref:
    town.speak(Verb.ACCEPT, ref, town.handler(ref))
    town.speak(Verb.BEGIN, ref, town.handler(ref))
    town.speak(Verb.FINISH, ref, town.handler(ref), note="换了新井盖")
    town.speak(Verb.VERIFY, ref, town.liwangge, note="去看过,好了")
    return town.speak(Verb.CLOSE, ref, town.qianpaiqian)


def headline(town: Town, ref: Ref) -> str:
    return matters.progress(matters.resident_code(ref.id), now=town.now).headline


def test_every_reporter_gets_the_one_answer(town: Town) -> None:
    lead = town.reported(phone="13800000001")
    others = [merged(town, lead, phone=f"1380000000{n}") for n in (2, 3)]

    worked_off(town, lead)

    assert any("办完结案" in words for words in messages_to(town, lead))
    for ref in others:
        assert any("有结果了" in words for words in messages_to(town, ref))
        assert "那一件已经办好了" in headline(town, ref)


def test_a_promise_that_moves_is_told_to_all(town: Town) -> None:
    lead = town.handling()
    other = merged(town, lead, phone="13800000002")

    until = town.now.date().replace(day=30)
    town.speak(Verb.SHELVE, lead, town.qianpaiqian, until=until, reason="等配件")

    assert any("2026-11-30" in words for words in messages_to(town, other))
    assert "那一件现在还做不了" in headline(town, other)


def test_once_answered_the_follower_rates_that_answer(town: Town) -> None:
    lead = town.reported()
    other = merged(town, lead)
    with pytest.raises(NotNow, match="还没有办完"):
        town.speak(Verb.RATE, other, town.resident(other), level="4")
    worked_off(town, lead)

    town.speak(Verb.RATE, other, town.resident(other), level="4")

    assert matters.whereabouts(other).state == State.RATED
    row = next(one for one in matters.history.outcomes(town.county) if one.ref == other)
    assert (row.closed, row.cancelled) == (False, True)  # one thing is counted once


def test_once_answered_the_follower_reopens_and_stands_for_itself(town: Town) -> None:
    lead = worked_off(town, town.reported())
    other = merged(town, lead)

    town.speak(Verb.REOPEN, other, town.resident(other), reason="我门口那个还坏着")

    at = matters.whereabouts(other)
    assert (at.state, at.unit) == (State.ROUTED, matters.whereabouts(lead).unit)
    assert also_said(lead) == []


def test_what_a_follower_adds_reaches_whoever_has_the_one(town: Town) -> None:
    lead = town.handling()
    other = merged(town, lead)
    before = Message.objects.filter(words__contains="补充了情况").count()

    town.speak(Verb.SUPPLEMENT, other, town.resident(other), note="今早又有人踩空")

    assert Message.objects.filter(words__contains="补充了情况").count() == before + 1
    (told,) = also_said(lead)
    assert (told.text, told.added) == (AGAIN, ("今早又有人踩空",))


def test_nothing_is_added_to_what_is_over(town: Town) -> None:
    lead = worked_off(town, town.reported())
    other = merged(town, lead)

    with pytest.raises(NotNow, match="那一件已经办完了"):
        town.speak(Verb.SUPPLEMENT, other, town.resident(other), note="还有")


def test_separated_it_stands_at_its_desk_with_the_promise_of_its_own_day(town: Town) -> None:
    lead = town.reported()
    due = Matter.objects.get(id=lead.id).due_at
    other = merged(town, lead, phone="13800000002")

    town.later(days=3).speak(Verb.SEPARATE, other, town.qianpaiqian, reason="是旁边另一个井盖")

    row = Matter.objects.get(id=other.id)
    assert (row.state, row.merged_into, row.due_at) == (State.SUBMITTED, None, due)
    assert row.routed_because["proposed"]
    assert any("单独办" in words for words in messages_to(town, other))
    assert Apart.objects.count() == 1
    assert [one.ref for one in likely_same(town.qianpaiqian, other, now=town.now)] == []


def test_a_resident_or_a_handler_does_not_separate(town: Town) -> None:
    other = merged(town, town.reported())

    with pytest.raises(NotAllowed):
        town.speak(Verb.SEPARATE, other, town.resident(other), reason="不是一件")


def test_no_chain_is_made(town: Town) -> None:
    lead = town.reported()
    merged(town, lead)
    third = town.reported("路灯不亮了")

    merged_number = Matter.objects.get(id=third.id).number
    with pytest.raises(NotNow, match="并走"):
        town.speak(Verb.MERGE, lead, town.qianpaiqian, into=merged_number, reason="同一件")


def test_nothing_is_merged_into_what_is_merged(town: Town) -> None:
    other = merged(town, town.reported())

    with pytest.raises(Invalid):
        merged(town, other)


def test_whoever_is_merged_into_what_was_just_closed_is_told_at_once(town: Town) -> None:
    lead = worked_off(town, town.reported())
    other = merged(town, lead, phone="13800000002")

    assert any("有结果了" in words for words in messages_to(town, other))


def test_nothing_is_merged_into_what_was_over_before_it_was_said(town: Town) -> None:
    """The cover is broken again, and nobody would go."""
    lead = worked_off(town, town.reported())
    town.later(minutes=1)

    with pytest.raises(Invalid, match="之前就办完了"):
        merged(town, lead)
