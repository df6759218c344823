"""Whoever handled it never verifies it."""

import pytest

from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.matters import public as matters
from lianxin.matters.public import Verb
from town import Town


def test_the_grid_officer_says_that_it_is_good(town: Town) -> None:
    manhole = town.handled()

    town.speak(Verb.VERIFY, manhole, town.liwangge, note="看过,换了新的")

    assert matters.whereabouts(manhole).state == "verified"


def test_nobody_verifies_their_own_work(town: Town) -> None:
    quarrel = town.reported("楼上楼下为漏水吵起来了", category="dispute.neighbour")
    town.speak(Verb.ACCEPT, quarrel, town.chentiaojie)
    town.speak(Verb.BEGIN, quarrel, town.chentiaojie)
    town.speak(Verb.FINISH, quarrel, town.chentiaojie, note="两家说和了")

    with pytest.raises(NotAllowed):
        town.speak(Verb.VERIFY, quarrel, town.chentiaojie, note="我看好了")


def test_the_handler_may_not_verify_even_with_a_verifying_duty(town: Town, appointed: object) -> None:
    manhole = town.handled()
    handler = town.handler(manhole)
    appointed(handler, "governance_centre", "派遣员", "dispatcher")  # type: ignore[operator]

    with pytest.raises(NotAllowed, match="自己办的事不能自己核查"):
        town.speak(Verb.VERIFY, manhole, handler, note="好了")


def test_verifying_needs_a_word(town: Town) -> None:
    with pytest.raises(Invalid):
        town.speak(Verb.VERIFY, town.handled(), town.liwangge)


def test_not_good_goes_back_to_the_same_handler(town: Town) -> None:
    manhole = town.handled()
    town.speak(Verb.REDO, manhole, town.liwangge, reason="井盖还晃")

    town.speak(Verb.FINISH, manhole, town.handler(manhole), note="加了垫圈")

    assert matters.whereabouts(manhole).state == "handled"


def test_verifying_twice_is_too_late_the_second_time(town: Town) -> None:
    manhole = town.verified()

    with pytest.raises(NotNow):
        town.speak(Verb.VERIFY, manhole, town.liwangge, note="再看一次")


def test_for_the_next_county_it_does_not_exist(town: Town) -> None:
    manhole = town.handled()

    with pytest.raises(NotFound) as refused:
        town.speak(Verb.VERIFY, manhole, town.wailai, note="好了")

    with pytest.raises(NotFound) as absent:
        town.speak(
            Verb.VERIFY, matters.Ref(town.county, town.unit("police_station")), town.wailai, note="好了"
        )
    assert str(refused.value) == str(absent.value)
