"""A resident says a thing once; someone responsible has it in the same transaction."""

from dataclasses import replace
from typing import Any
from uuid import UUID

import pytest

from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, Mismatch
from lianxin.kernel.points import Point
from lianxin.matters import public as matters
from lianxin.matters.models import Contact, Matter, Movement
from lianxin.org import public as org
from town import Town


def test_a_report_is_on_the_right_desk_at_once(town: Town) -> None:
    ref = town.reported("城隍庙广场北口井盖坏了", area="", point=town.point())

    matter = Matter.objects.get(county=ref.county, id=ref.id)
    assert matter.area.startswith(town.chenghuang)
    assert len(matter.area) == 15
    assert matter.category == "facility.manhole"
    assert matter.state == "routed"
    assert org.unit(matter.unit_id).kind == "urban_management"
    assert "井盖" in matter.suggested["reason"]
    assert matter.due_at > matter.received_at == town.now


def test_the_same_report_again_gets_the_same_answer(town: Town) -> None:
    report = town.report(phone="0355-5551234")

    first = matters.submit_report(report, by=Actor.resident(), now=town.now)
    again = matters.submit_report(report, by=Actor.resident(), now=town.later(minutes=5).now)

    assert again == replace(first, again=True)
    assert Matter.objects.count() == Contact.objects.count() == 1
    assert Movement.objects.count() == 2


def test_the_same_id_with_other_words_is_refused(town: Town) -> None:
    report = town.report()
    matters.submit_report(report, by=Actor.resident(), now=town.now)

    with pytest.raises(Mismatch):
        matters.submit_report(replace(report, text="另一件事"), by=Actor.resident(), now=town.now)


def test_another_credential_cannot_take_over_an_id(town: Town) -> None:
    report = town.report()
    matters.submit_report(report, by=Actor.resident(), now=town.now)

    with pytest.raises(Mismatch):
        matters.submit_report(replace(report, credential="other"), by=Actor.resident(), now=town.now)


@pytest.mark.parametrize("text", ["", "   \n ", "\x00"])
def test_no_words_is_a_sentence_not_a_crash(town: Town, text: str) -> None:
    with pytest.raises(Invalid) as refused:
        town.reported(text)

    assert "text" in refused.value.fields
    assert not Matter.objects.exists()


def test_two_megabytes_are_refused_with_the_limit(town: Town) -> None:
    with pytest.raises(Invalid, match="最多 4000 个字"):
        town.reported("坏" * 2_000_000)


def test_a_point_outside_every_grid_goes_to_the_county_desk(town: Town) -> None:
    ref = town.reported("井盖坏了", area="", point=Point(113.06, 36.30))

    at = matters.whereabouts(ref)
    assert (at.area, at.desk) == ("140403", "140403")


def test_a_place_that_is_nowhere_is_refused_with_what_else_to_do(town: Town) -> None:
    with pytest.raises(Invalid) as refused:
        town.reported("井盖坏了", area="", point=Point(2.35, 48.85))

    assert "12345" in refused.value.instead


def test_an_unknown_division_code_is_refused(town: Town) -> None:
    with pytest.raises(Invalid, match="140403001999"):
        town.reported(area="140403001999")


def test_words_that_say_nothing_known_wait_for_a_dispatcher(town: Town) -> None:
    ref = town.reported("这个嗯那个")

    at = matters.whereabouts(ref)
    assert at.state == "submitted"
    assert at.desk == town.town


def test_a_category_nobody_leads_goes_to_the_tier_above(town: Town) -> None:
    orphan = next(c.code for c in org.categories() if isinstance(_lead(c.code, town), org.Gap))

    ref = town.reported("没人管的事", category=orphan)

    at = matters.whereabouts(ref)
    assert (at.state, at.desk) == ("submitted", town.county)


def _lead(category: str, town: Town) -> object:
    return org.lead_for(category, town.chenghuang, on=town.now.date())


def test_a_phone_is_sealed_at_rest(town: Town) -> None:
    ref = town.reported(phone="13800001234", name="王阿姨")

    contact = Contact.objects.get(county=ref.county, matter_id=ref.id)
    assert b"13800001234" not in bytes(contact.sealed_phone)
    assert "王阿姨".encode() not in bytes(contact.sealed_name)


def test_nobody_must_leave_a_number(town: Town) -> None:
    town.reported()

    assert not Contact.objects.exists()


def test_a_clock_set_ahead_on_the_phone_does_not_reach_the_future(town: Town) -> None:
    ref = town.reported(made_at=town.now.replace(year=2038))

    matter = Matter.objects.get(county=ref.county, id=ref.id)
    assert matter.made_at == matter.received_at == town.now


def test_every_movement_is_a_fact_of_the_chain(town: Town) -> None:
    ref = town.reported()

    facts = journal.entries_about(ref.county, f"matter:{ref.id}")
    told = [(fact.action, fact.actor) for fact in facts]
    assert told == [("matters.submit", str(Actor.resident())), ("matters.route", str(SYSTEM))]
    assert journal.verify(ref.county) is None


def test_storing_a_report_takes_at_most_fifteen_statements(
    town: Town, warm: None, django_assert_max_num_queries: Any
) -> None:
    town.reported()
    report = town.report(id=UUID(int=7), phone="13800001234", area="", point=town.point())

    with django_assert_max_num_queries(15):
        matters.submit_report(report, by=Actor.resident(), now=town.now)
    for number in range(8, 14):  # the same number again, until its share of messages is used up, and after
        with django_assert_max_num_queries(15):
            matters.submit_report(replace(report, id=UUID(int=number)), by=Actor.resident(), now=town.now)
