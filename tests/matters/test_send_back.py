"""Sending back needs the right unit and a reason; after two bounces the tier above rules."""

import pytest

from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.matters import public as matters
from lianxin.matters.lifecycle import State
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref, Verb
from town import Town


def bounced(town: Town, ref: Ref) -> Ref:
    return town.speak(
        Verb.SEND_BACK, ref, town.handler(ref), unit=town.unit("street_office"), reason="路面不归我们"
    )


def bounced_twice(town: Town) -> Ref:
    ref = bounced(town, town.reported())
    town.speak(Verb.ROUTE, ref, town.qianpaiqian, unit=town.unit("street_office"))
    return town.speak(
        Verb.SEND_BACK, ref, town.handler(ref), unit=town.unit("urban_management"), reason="清单写的是他们"
    )


def test_it_lies_on_the_desk_again_with_the_unit_proposed(town: Town) -> None:
    ref = bounced(town, town.reported())

    matter = Matter.objects.get(county=ref.county, id=ref.id)
    assert (matter.state, matter.unit_id, matter.desk) == (State.SUBMITTED, None, town.town)
    assert matter.routed_because["proposed"] == str(town.unit("street_office"))


def test_the_clock_keeps_running_since_receipt(town: Town) -> None:
    ref = town.reported()
    before = matters.whereabouts(ref).due_at

    bounced(town.later(hours=5), ref)

    assert matters.whereabouts(ref).due_at == before


def test_a_reason_and_another_unit_are_needed(town: Town) -> None:
    ref = town.reported()
    own = matters.whereabouts(ref).unit

    with pytest.raises(Invalid):
        town.speak(Verb.SEND_BACK, ref, town.handler(ref), reason="不归我们")
    with pytest.raises(Invalid):
        town.speak(Verb.SEND_BACK, ref, town.handler(ref), unit=own, reason="不归我们")


def test_after_two_bounces_the_desk_below_may_not_route(town: Town) -> None:
    ref = bounced_twice(town)

    with pytest.raises(NotAllowed):
        town.speak(Verb.ROUTE, ref, town.qianpaiqian, unit=town.unit("street_office"))


def test_after_two_bounces_even_the_tier_above_must_rule_not_route(town: Town) -> None:
    ref = bounced_twice(town)

    with pytest.raises(NotNow, match="裁定"):
        town.speak(Verb.ROUTE, ref, town.luxianpai, unit=town.unit("street_office"))


def test_the_tier_above_rules(town: Town) -> None:
    ref = bounced_twice(town)

    town.speak(
        Verb.RULE, ref, town.luxianpai, unit=town.unit("urban_management"), reason="按责任清单由城管牵头"
    )

    at = matters.whereabouts(ref)
    assert (at.state, at.unit) == ("routed", town.unit("urban_management"))


def test_ruling_before_two_bounces_is_too_early(town: Town) -> None:
    ref = bounced(town, town.reported())

    with pytest.raises(NotNow):
        town.speak(Verb.RULE, ref, town.qianpaiqian, unit=town.unit("street_office"), reason="快点")


def test_what_waits_for_a_ruling_is_on_the_county_needle(town: Town) -> None:
    ref = bounced_twice(town)

    cards = matters.needle(town.luxianpai, now=town.now)
    waiting = [*cards.late, *cards.today, *cards.week, *cards.later]
    assert [card.ref for card in waiting] == [ref]
    assert waiting[0].verbs[0] == Verb.RULE
