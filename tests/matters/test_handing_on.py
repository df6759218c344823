"""The first of several is taken back: nobody who said the same is lost with it, or holds it back."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxin.accounts.models import Person
from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Busy, NotAllowed, NotNow
from lianxin.kernel.ids import uuid7
from lianxin.matters import public as matters
from lianxin.matters.actions import handing_on, rights
from lianxin.matters.actions.verbs import speak
from lianxin.matters.models import Matter, Movement
from lianxin.matters.public import Brought, Ref, State, Verb
from lianxin.matters.queries.same import also_said
from lianxin.notices.models import Message
from lianxin.org import public as org
from lianxin.org.actions import close_unit
from lianxin.territory import public as territory
from matters.test_merging import headline, merged, messages_to, worked_off
from matters.test_merging_told import joined_by
from notices.setups import MAIL, set_up
from signin import signed_in
from town import Town


def row_of(ref: Ref) -> Matter:
    return Matter.objects.get(county=ref.county, id=ref.id)


def withdrawn(town: Town, ref: Ref) -> Ref:
    return town.speak(Verb.WITHDRAW, ref, town.resident(ref))


def spoken(ref: Ref) -> list[tuple[str, str]]:
    moves = Movement.objects.filter(county=ref.county, matter_id=ref.id).order_by("version")
    return list(moves.values_list("verb", "state_after"))


def steps(town: Town, ref: Ref) -> list[str]:
    """Who did what, as the holder of the code reads it."""
    page = matters.progress(matters.resident_code(ref.id), now=town.now)
    return [f"{step.verb}: {step.who}" for step in page.steps]


def shelved(town: Town) -> Ref:
    until = (town.now + timedelta(days=7)).date()
    return town.speak(Verb.SHELVE, town.handling(), town.qianpaiqian, until=until, reason="等配件")


@pytest.mark.parametrize("state", ["reported", "accepted", "handling", "shelved"])
def test_the_earliest_of_them_stands_where_the_first_one_was(town: Town, state: str) -> None:
    lead = shelved(town) if state == "shelved" else getattr(town, state)()
    unit = row_of(lead).unit_id
    town.later(hours=1)
    own = town.reported("路灯也不亮", category="facility.streetlight")
    others = [merged(town, lead, f"井盖裂了,{n}") for n in range(3)]
    due = row_of(others[0]).due_at

    withdrawn(town.later(days=2), lead)

    heir = row_of(others[0])
    assert row_of(lead).state == State.WITHDRAWN
    assert (heir.state, heir.unit_id, heir.merged_into, heir.ended_at) == (State.ROUTED, unit, None, None)
    assert (heir.text, heir.due_at) == ("井盖裂了,0", due), "its own words, and the promise of its own day"
    assert spoken(others[0])[-2:] == [("carry_on", "submitted"), ("route", "routed")]
    for ref in others[1:]:
        assert (row_of(ref).state, row_of(ref).merged_into) == (State.MERGED, heir.id)
        assert spoken(ref)[-1] == ("move_along", "merged")
    assert {told.text for told in also_said(others[0])} == {"井盖裂了,1", "井盖裂了,2"}
    assert row_of(own).version == 2
    assert journal.verify(town.county) is None


def test_without_a_unit_its_desk_has_it_and_is_told(town: Town) -> None:
    lead = town.reported("说不清的一件事")
    other = merged(town, lead, "说不清的另一件")
    desk = org.desk_of(row_of(lead).desk, on=town.now.date())
    assert desk
    about = Message.objects.filter(subject=f"matter:{other.id}", to_unit=desk.id)
    before = about.count()

    withdrawn(town, lead)

    assert spoken(other)[-1] == ("carry_on", "submitted")
    assert about.count() == before + 1


def test_with_a_unit_that_unit_is_told(town: Town) -> None:
    lead = town.handling()
    other = merged(town, lead)
    unit = row_of(lead).unit_id
    about = Message.objects.filter(subject=f"matter:{other.id}", to_unit=unit)
    before = about.count()

    withdrawn(town, lead)

    assert about.count() == before + 1


def test_what_bounced_twice_stays_with_the_desk_that_must_rule(town: Town) -> None:
    lead = town.reported()
    other = merged(town, lead)
    unit, another = row_of(lead).unit_id, town.unit("police_station")
    town.speak(Verb.SEND_BACK, lead, town.handler(lead), unit=another, reason="不归我们")
    town.speak(Verb.ROUTE, lead, town.qianpaiqian, unit=unit)
    town.speak(Verb.SEND_BACK, lead, town.handler(lead), unit=another, reason="还是不归我们")

    withdrawn(town, lead)

    heir = row_of(other)
    assert (heir.state, heir.desk, heir.bounces) == (State.SUBMITTED, town.county, 2)


def test_what_the_unit_does_not_reach_stays_with_the_desk(town: Town) -> None:
    lead, unit = town.handling(), town.unit("mediation_committee", town.chenghuang)
    other = merged(town, lead, area=next(area for area in communities(town) if area != town.chenghuang))
    town.speak(Verb.TRANSFER, lead, town.qianpaiqian, unit=unit, reason="两家的事")

    withdrawn(town, lead)

    heir = row_of(other)
    assert (heir.state, heir.desk, heir.unit_id) == (State.SUBMITTED, town.town, None)


def test_what_lay_with_a_unit_that_was_closed_since_stays_with_the_desk(town: Town) -> None:
    lead = town.handling()
    other = merged(town, lead)
    unit = row_of(lead).unit_id
    assert unit
    close_unit(unit, town.later(days=1).now.date(), by=SYSTEM, now=town.now)

    withdrawn(town, lead)

    heir = row_of(other)
    assert (heir.state, heir.desk, heir.unit_id) == (State.SUBMITTED, town.town, None)


def test_what_the_desk_does_not_reach_goes_to_its_own(town: Town) -> None:
    """Joined across a border of towns: who serves the one side has no duty on the other."""
    lead = town.handling()
    other = merged(town, lead)
    beyond = f"{town.county}999"
    rows = Matter.objects.filter(county=town.county, id=other.id)
    rows.update(area=f"{beyond}001", desk=beyond)

    withdrawn(town, lead)

    heir = row_of(other)
    assert (heir.state, heir.desk, heir.unit_id) == (State.SUBMITTED, beyond, None)


def communities(town: Town) -> list[str]:
    return [division.code for division in territory.children(town.town, town.now.date())]


def test_everybody_reads_what_became_of_theirs(town: Town) -> None:
    lead = town.handling()
    first, second = (merged(town, lead, phone=f"1380000000{n}") for n in (2, 3))

    withdrawn(town, lead)

    assert any("单独接着办" in words for words in messages_to(town, first))
    assert not any("撤回" in words for words in messages_to(town, second)), "nothing is asked of them"
    assert not any("撤回" in words for words in messages_to(town, lead)), "who says it knows it"
    assert "已经交给" in headline(town, first)
    assert "一起办" in headline(town, second)
    assert steps(town, first)[-2:] == ["carry_on: 系统", "route: 系统"]
    assert steps(town, second)[-1] == "move_along: 系统"
    worked_off(town, first)
    assert any("有结果了" in words for words in messages_to(town, second))


@pytest.mark.parametrize("state", ["handling", "unclassified"])
def test_whoever_has_it_reads_why_it_came_to_them(town: Town, state: str) -> None:
    lead = town.handling() if state == "handling" else town.reported("说不清的一件事")
    other = merged(town, lead)
    dispatcher = signed_in(Client(), Person.objects.get(id=town.qianpaiqian.id))

    withdrawn(town, lead)

    page = dispatcher.get(f"/matters/{other.county}/{other.id}/").content.decode()
    assert "那一件撤回了,由这一件接着办" in page
    assert ("这一件接着办,仍归" if state == "handling" else "请派遣员派") in page


def test_the_words_of_the_first_are_gone_and_nobody_else_has_them(town: Town) -> None:
    lead = town.handling("王大娘家门口的井盖裂了", place="王大娘家")
    other = merged(town, lead)

    withdrawn(town, lead)
    rights.erase_words(lead, by=town.resident(lead), now=town.now)

    kept = " ".join(str(row) for row in Matter.objects.values("text", "place", "routed_because"))
    assert "王大娘" not in kept
    assert row_of(other).state == State.ROUTED


def test_whose_words_are_gone_does_not_carry_on(town: Town) -> None:
    lead = town.handling()
    silent, speaking = merged(town, lead), merged(town, lead)
    rights.erase_words(silent, by=town.resident(silent), now=town.now)

    withdrawn(town, lead)

    assert row_of(speaking).state == State.ROUTED
    assert row_of(silent).merged_into == speaking.id


def test_where_nobody_has_words_left_nothing_is_worked_on_without_words(town: Town) -> None:
    lead = town.handling()
    silent = merged(town, lead)
    rights.erase_words(silent, by=town.resident(silent), now=town.now)

    withdrawn(town, lead)

    assert row_of(silent).state == State.MERGED
    assert "找上一级" in headline(town, silent)


def test_who_carried_on_may_take_theirs_back_too(town: Town) -> None:
    lead = town.handling()
    first, second = merged(town, lead), merged(town, lead)

    withdrawn(town, lead)
    withdrawn(town, first)

    assert row_of(first).state == State.WITHDRAWN
    assert (row_of(second).state, row_of(second).merged_into) == (State.ROUTED, None)


@pytest.mark.parametrize("verb", [Verb.CARRY_ON, Verb.MOVE_ALONG])
def test_nobody_says_it(town: Town, verb: Verb) -> None:
    other = merged(town, town.handling())

    for who in (town.resident(other), town.qianpaiqian, town.handler(town.handling())):
        with pytest.raises((NotAllowed, NotNow)):
            town.speak(verb, other, who)


def test_whoever_joins_between_the_look_and_the_lock_is_locked_too(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = town.handling()
    late = merged(town, lead)
    looks, locked = iter([set(), {late.id}, {late.id}, {late.id}]), []
    monkeypatch.setattr(handing_on, "_lying_in", lambda _ref: next(looks))
    monkeypatch.setattr(handing_on, "lock_in_order", lambda _county, ids: locked.append(ids))

    handing_on.lock_all(lead)

    assert locked == [{lead.id}, {lead.id, late.id}]


def test_with_somebody_joining_at_every_look_it_is_asked_for_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = town.handling()
    monkeypatch.setattr(handing_on, "_lying_in", lambda _ref: {uuid7()})

    with pytest.raises(Busy):
        handing_on.lock_all(lead)


def statements_of_withdrawing(town: Town, others: int) -> int:
    lead = town.handling()
    joined_by(town, lead, others)

    with CaptureQueriesContext(connection) as captured:
        speak(Verb.WITHDRAW, lead, Brought(), by=town.resident(lead), now=town.now)

    moved = Movement.objects.filter(verb=Verb.MOVE_ALONG, facts__out_of=row_of(lead).number)
    assert moved.count() == others - 1
    return len(captured)


def test_six_and_sixty_are_handed_on_by_the_same_few_statements(town: Town, warm: None) -> None:
    set_up("email", MAIL)
    statements_of_withdrawing(town, 2)  # whatever is remembered is remembered now

    six = statements_of_withdrawing(town, 6)

    assert six <= 60
    assert statements_of_withdrawing(town, 60) == six
