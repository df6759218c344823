"""Who holds what: one question, one statement, never remembered, no whenever in doubt."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.accounts.models import Person
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.org import actions, queries
from lianxin.org import public as org
from lianxin.org.models import Duty
from lianxin.pages.public import permission
from org.conftest import Town

COUNTY, STREET, COMMUNITY = "140403", "140403001", "140403001004"


def _duty(actor: Actor) -> Duty:
    return Duty.objects.get(person_id=actor.id)


def test_a_duty_reaches_down_and_neither_up_nor_sideways(town: Town) -> None:
    zhao = town.officer("zhao", "handler", STREET)

    asked = [COMMUNITY, STREET, COUNTY, "", "140404100"]
    assert [org.holds(zhao, "handler", over=area, on=town.today) for area in asked] == [
        True,
        True,
        False,
        False,
        False,
    ]


def test_one_kind_of_duty_is_not_another(town: Town) -> None:
    zhao = town.officer("zhao", "handler", STREET)

    assert not org.holds(zhao, "keeper", over=STREET, on=town.today)
    assert not org.holds(zhao, "no_such_duty", over=STREET, on=town.today)


@pytest.mark.parametrize("actor", [SYSTEM, Actor.resident(), Actor.resident(uuid4()), Actor.staff(uuid4())])
def test_residents_strangers_and_the_system_hold_nothing(town: Town, actor: Actor) -> None:
    assert org.held(actor, on=town.today) == ()
    assert not org.holds(actor, "keeper", over=COMMUNITY, on=town.today)


def test_a_duty_holds_from_its_first_day_until_the_day_before_its_last(town: Town) -> None:
    zhao = town.officer("zhao", "handler", STREET)
    day = timedelta(days=1)
    Duty.objects.update(starts_on=town.today, ends_on=town.today + 2 * day)

    days = [town.today + n * day for n in (-1, 0, 1, 2)]
    assert [org.holds(zhao, "handler", over=STREET, on=on) for on in days] == [False, True, True, False]
    assert [len(org.held(zhao, on=on)) for on in days] == [0, 1, 1, 0]


def test_what_is_held_takes_one_statement(town: Town) -> None:
    zhao = town.officer("zhao", "handler", STREET)

    with CaptureQueriesContext(
        connection,
    ) as ran:
        (duty,) = org.held(zhao, on=town.today)
        assert org.holds(zhao, "handler", over=STREET, on=town.today)

    assert len(ran) == 2
    assert org.post_line(duty) == "zhao的单位 zhao的岗位"


def test_a_disabled_person_and_an_administrator_hold_nothing_any_more(town: Town) -> None:
    zhao, qian = town.officer("zhao", "handler", STREET), town.officer("qian", "handler", STREET)
    Person.objects.filter(id=zhao.id).update(is_active=False)
    Person.objects.filter(id=qian.id).update(administrator="audit")

    assert not org.holds(zhao, "handler", over=STREET, on=town.today)
    assert not org.holds(qian, "handler", over=STREET, on=town.today)


def test_a_relieved_officer_is_refused_at_the_very_next_question(town: Town) -> None:
    zhao = town.officer("zhao", "handler", STREET)

    actions.relieve(_duty(zhao).id, town.today, by=SYSTEM, now=town.now)

    assert not org.holds(zhao, "handler", over=STREET, on=town.today)
    assert org.holds(zhao, "handler", over=STREET, on=town.today - timedelta(days=1))


def test_the_past_is_not_rewritten_by_a_relief(town: Town) -> None:
    zhao = town.officer("zhao", "handler", STREET)

    with pytest.raises(Invalid, match="不能早于今天"):
        actions.relieve(_duty(zhao).id, town.today - timedelta(days=1), by=SYSTEM, now=town.now)


def test_a_duty_that_is_over_is_not_ended_again(town: Town) -> None:
    zhao = town.officer("zhao", "handler", STREET)
    actions.relieve(_duty(zhao).id, town.today, by=SYSTEM, now=town.now)

    with pytest.raises(NotNow):
        actions.relieve(_duty(zhao).id, town.today, by=SYSTEM, now=town.now)


def test_a_keeper_of_the_next_county_relieves_nobody_here(town: Town) -> None:
    zhao, outsider = town.officer("zhao", "handler", STREET), town.officer("o", "keeper", "140404")

    with pytest.raises(NotAllowed):
        actions.relieve(_duty(zhao).id, town.today, by=outsider, now=town.now)

    with pytest.raises(NotFound):
        actions.relieve(uuid4(), town.today, by=outsider, now=town.now)
    assert org.holds(zhao, "handler", over=STREET, on=town.today)


def test_with_its_unit_a_duty_ends(town: Town) -> None:
    unit = town.unit("police_station", "东大街派出所", STREET)
    zhao = town.officer("zhao", "handler", STREET, unit)

    actions.close_unit(unit, town.today, by=SYSTEM, now=town.now)

    assert not org.holds(zhao, "handler", over=STREET, on=town.today)
    assert _duty(zhao).ends_on == town.today


def test_the_rooms_below_ask_the_same_question(town: Town) -> None:
    wu = town.officer("wu", "keeper", COUNTY)
    Duty.objects.update(ends_on=None)

    assert permission.may(wu, "keeper", STREET)
    assert not permission.may(wu, "keeper", "140404")


def test_the_members_of_a_unit_are_those_who_hold_the_duty_today(town: Town) -> None:
    unit = town.unit("police_station", "东大街派出所", STREET)
    zhao = town.officer("zhao", "handler", STREET, unit)
    town.officer("qian", "unit_head", STREET, unit)

    assert [(one.id, one.name) for one in queries.members(unit, "handler", town.today)] == [
        (zhao.id, "赵警官")
    ]
