"""A client that loses the answer sends again: what is one report stays one."""

from lianxin.matters.models import Matter
from lianxin.open311.models import Sent
from open311.partners import partner
from town import Town


def test_the_same_words_within_minutes_are_the_same_matter(town: Town, at_town_time: None) -> None:
    app = partner(town)
    first = app.sent()

    town.later(minutes=9)

    assert app.sent() == first
    assert Matter.objects.count() == Sent.objects.count() == 1


def test_the_same_words_much_later_are_another(town: Town, at_town_time: None) -> None:
    app = partner(town)
    first = app.sent()

    town.later(minutes=11)

    assert app.sent() != first


def test_it_is_counted_from_the_first_and_not_from_the_last(town: Town, at_town_time: None) -> None:
    app = partner(town)
    first = app.sent()

    assert town.later(minutes=6)
    assert app.sent() == first
    assert town.later(minutes=6)
    assert app.sent() != first


def test_other_words_are_another_matter(town: Town, at_town_time: None) -> None:
    app = partner(town)

    told = {app.sent(), app.sent(description="南口的也坏了"), app.sent(phone="13877665544")}

    assert len(told) == 3


def test_another_partner_with_the_same_words_is_another_sender(town: Town, at_town_time: None) -> None:
    assert partner(town, "甲应用").sent() != partner(town, "乙应用").sent()


def test_two_that_cannot_see_each_other_yet_claim_the_same_id(town: Town) -> None:
    from lianxin.open311.actions.submit import _report_id

    moments = [_report_id("digest", town.now), _report_id("digest", town.now.replace(microsecond=1))]

    assert moments[0] == moments[1] != _report_id("other", town.now)


def test_a_second_neighbour_with_the_same_words_is_not_handed_the_code_of_the_first(
    town: Town, at_town_time: None
) -> None:
    app = partner(town)

    told = [app.send(extensions="true").json()[0] for _neighbour in range(2)]
    own = [app.send(extensions="true", phone="13877665544").json()[0] for _time in range(2)]

    assert told[0]["service_request_id"] == told[1]["service_request_id"]
    assert ["extended_attributes" in one for one in told] == [True, False]
    assert own[0]["extended_attributes"]["code"] == own[1]["extended_attributes"]["code"]
