"""Bounds and hand-ons while many come at once: nobody slips by, and a second tap is no second deed."""

import pytest

from lianxin.matters.models import Matter, Movement
from lianxin.matters.public import Brought, Verb
from lianxin.notices.shares import HOUR
from lianxin.pages.public import limits
from reliability.hamlet import COUNTY, NOW, Hamlet
from reliability.test_merging_races import number_of, prepared, speaking
from reliability.test_races import Race, assert_whole, race, town

__all__ = ["race", "town"]
pytestmark = [pytest.mark.crash, pytest.mark.django_db(transaction=True)]


def test_of_twelve_at_once_three_have_their_place_in_the_hour(race: Race, town: Hamlet) -> None:
    for number in range(5):
        told = race.run(lambda number=number: limits.fits(HOUR, f"1380000123{number}", now=NOW))

        assert sorted(map(bool, told)) == [False] * 9 + [True] * 3


def test_twelve_taps_on_withdraw_hand_on_once(race: Race, town: Hamlet, warm: None) -> None:
    lead, first, second = (prepared(town, 3000 + 5 * n, [])[0] for n in range(3))
    for ref in (first, second):
        speaking(town, ref, Verb.MERGE, "qian", Brought(into=number_of(lead), reason="同一件"))()

    race.run(speaking(town, lead, Verb.WITHDRAW, "resident", Brought()))

    moves = Movement.objects.filter(county=COUNTY, verb__in=[Verb.CARRY_ON, Verb.MOVE_ALONG])
    assert sorted(moves.values_list("verb", flat=True)) == ["carry_on", "move_along"]
    heir = Matter.objects.get(county=COUNTY, id=moves.get(verb=Verb.CARRY_ON).matter_id)
    other = Matter.objects.get(county=COUNTY, id=moves.get(verb=Verb.MOVE_ALONG).matter_id)
    assert {heir.id, other.id} == {first.id, second.id}
    assert (heir.state, other.state, other.merged_into) == ("routed", "merged", heir.id)
    assert_whole()
