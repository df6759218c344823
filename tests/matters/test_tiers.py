"""It climbs exactly as far as it needs, and comes down only where the duty list says so."""

from datetime import timedelta

import pytest

from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.matters import public as matters
from lianxin.matters.models import Matter
from lianxin.matters.public import Verb
from town import Town


def test_escalated_it_lies_on_the_desk_above_with_a_unit_proposed(town: Town) -> None:
    ref = town.handling()

    town.speak(Verb.ESCALATE, ref, town.handler(ref), reason="要动主管网")

    matter = Matter.objects.get(county=ref.county, id=ref.id)
    assert (matter.state, matter.desk) == ("submitted", town.county)
    assert matter.routed_because["escalated"] == town.county


def test_the_desk_below_still_sees_what_climbed_past_it(town: Town) -> None:
    ref = town.handling()
    town.speak(Verb.ESCALATE, ref, town.handler(ref), reason="要动主管网")

    assert matters.dossier(town.qianpaiqian, ref, now=town.now).card.number


def test_above_the_city_there_is_nowhere_to_climb(town: Town) -> None:
    ref = town.handling()
    town.speak(Verb.ESCALATE, ref, town.handler(ref), reason="要动主管网")
    town.speak(Verb.ESCALATE, ref, town.luxianpai, reason="要市里定")

    with pytest.raises(NotFound):  # the county's dispatcher does not sit at the city's desk
        town.speak(Verb.ESCALATE, ref, town.wailai, reason="再上")
    assert matters.whereabouts(ref).desk == "1404"


def test_handing_down_what_the_list_does_not_give_is_refused(town: Town) -> None:
    ref = town.reported("小区停电了", category="facility.power")
    town.speak(Verb.ACCEPT, ref, town.handler(ref)) if matters.whereabouts(ref).state == "routed" else None

    with pytest.raises((NotAllowed, NotNow)):
        town.speak(Verb.HAND_DOWN, ref, town.qianpaiqian, unit=town.unit("police_station"), reason="你们办")


def test_handing_down_along_the_list_goes_through(town: Town) -> None:
    ref = town.reported("路灯不亮", category="facility.streetlight")
    above = town.unit("urban_management", town.county)
    town.speak(Verb.ACCEPT, ref, town.handler(ref))
    town.speak(Verb.TRANSFER, ref, town.luxianpai, unit=above, reason="先由区里看")

    town.speak(Verb.HAND_DOWN, ref, town.luxianpai, unit=town.unit("urban_management"), reason="清单在街道")

    assert matters.whereabouts(ref).unit == town.unit("urban_management")


def test_a_unit_that_does_not_serve_the_place_is_refused(town: Town) -> None:
    ref = town.reported("这个嗯那个")

    with pytest.raises(Invalid):
        town.speak(Verb.ROUTE, ref, town.qianpaiqian, unit=town.unit("community_committee", "140403001001"))


def test_a_dispatchers_word_on_the_category_stands(town: Town) -> None:
    ref = town.reported("这个嗯那个")

    town.speak(
        Verb.ROUTE, ref, town.qianpaiqian, unit=town.unit("police_station"), category="order.night_noise"
    )

    matter = Matter.objects.get(county=ref.county, id=ref.id)
    assert matter.category == "order.night_noise"


def test_what_a_dispatcher_calls_urgent_is_promised_sooner_from_receipt(town: Town) -> None:
    ref = town.reported("这个嗯那个")
    unit = town.unit("police_station")

    town.later(minutes=10).speak(Verb.ROUTE, ref, town.qianpaiqian, unit=unit, category="safety.gas_leak")

    matter = Matter.objects.get(county=ref.county, id=ref.id)
    assert matter.service == "emergency"
    assert matter.due_at == matter.received_at + timedelta(hours=2)


def test_a_slower_kind_does_not_stretch_a_promise(town: Town) -> None:
    ref = town.reported("这个嗯那个")
    before = matters.whereabouts(ref).due_at

    town.speak(Verb.ROUTE, ref, town.qianpaiqian, unit=town.unit("police_station"), category="dispute.family")

    assert matters.whereabouts(ref).due_at == before
