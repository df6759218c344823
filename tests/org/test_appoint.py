"""A person in a post, over an area, from one day until another."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from lianxin.journal.public import entries_about
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.org import public as org
from org.conftest import SINCE, Town

STREET = "140403001"


def _post(town: Town) -> object:
    unit = town.unit("police_station", "东大街派出所", STREET)
    return org.open_post(unit, "社区民警", "handler", by=SYSTEM, now=town.now)


def test_an_appointed_officer_holds_the_duty_at_the_very_next_question(town: Town) -> None:
    keeper = town.officer("wu", "keeper", "140403")
    post, zhao = _post(town), town.person("zhao")
    before = org.holds(Actor.staff(zhao), "handler", over=STREET, on=town.today)

    duty = org.appoint(zhao, post, STREET, town.today, by=keeper, now=town.now)

    assert not before
    assert org.holds(Actor.staff(zhao), "handler", over="140403001004", on=town.today)
    told = list(entries_about("140403", f"duty:{duty}"))
    assert [entry.action for entry in told] == ["org.appoint"]
    assert "赵" not in told[0].payload


def test_a_keeper_of_the_next_county_appoints_nobody_here(town: Town) -> None:
    outsider = town.officer("outsider", "keeper", "140404")
    post, zhao = _post(town), town.person("zhao")

    with pytest.raises(NotAllowed, match="业务管理员"):
        org.appoint(zhao, post, STREET, town.today, by=outsider, now=town.now)

    assert not org.holds(Actor.staff(zhao), "handler", over=STREET, on=town.today)


def test_a_resident_appoints_nobody(town: Town) -> None:
    post, zhao = _post(town), town.person("zhao")

    with pytest.raises(NotAllowed):
        org.appoint(zhao, post, STREET, town.today, by=Actor.resident(uuid4()), now=town.now)


def test_one_person_is_not_put_twice_into_the_same_post(town: Town) -> None:
    post, zhao = _post(town), town.person("zhao")
    org.appoint(zhao, post, STREET, SINCE, by=SYSTEM, now=town.now)

    with pytest.raises(NotNow, match="已经在这个岗位"):
        org.appoint(zhao, post, "140403001004", town.today, by=SYSTEM, now=town.now)


def test_after_the_old_term_the_same_post_is_free_again(town: Town) -> None:
    post, zhao = _post(town), town.person("zhao")
    org.appoint(zhao, post, STREET, SINCE, town.today, by=SYSTEM, now=town.now)

    org.appoint(zhao, post, STREET, town.today, by=SYSTEM, now=town.now)

    assert len(org.held(Actor.staff(zhao), on=town.today)) == 1


@pytest.mark.parametrize("days", [0, -1])
def test_a_term_that_ends_before_it_begins_is_refused(town: Town, days: int) -> None:
    post, zhao = _post(town), town.person("zhao")

    ends = town.today + timedelta(days=days)

    with pytest.raises(Invalid, match="晚于开始"):
        org.appoint(zhao, post, STREET, town.today, ends, by=SYSTEM, now=town.now)


def test_an_area_outside_the_units_own_is_refused(town: Town) -> None:
    post, zhao = _post(town), town.person("zhao")

    with pytest.raises(Invalid, match="东大街派出所的辖区不包含"):
        org.appoint(zhao, post, "140404100", town.today, by=SYSTEM, now=town.now)


def test_an_area_that_does_not_exist_is_refused(town: Town) -> None:
    post, zhao = _post(town), town.person("zhao")

    with pytest.raises(Invalid, match="没有编码为"):
        org.appoint(zhao, post, "140403001999", town.today, by=SYSTEM, now=town.now)


@pytest.mark.parametrize("kind", ["system", "security", "audit"])
def test_none_of_the_three_administrators_takes_a_duty(town: Town, kind: str) -> None:
    post, admin = _post(town), town.person("admin", administrator=kind)

    with pytest.raises(NotAllowed, match="审计管理员"):
        org.appoint(admin, post, STREET, town.today, by=SYSTEM, now=town.now)


def test_a_post_that_does_not_exist_is_not_found(town: Town) -> None:
    with pytest.raises(NotFound):
        org.appoint(town.person("zhao"), uuid4(), STREET, date(2026, 6, 1), by=SYSTEM, now=town.now)


def test_somebody_unknown_is_not_found(town: Town) -> None:
    with pytest.raises(NotFound):
        org.appoint(uuid4(), _post(town), STREET, town.today, by=SYSTEM, now=town.now)
