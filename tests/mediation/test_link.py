"""People's mediation first; a department or a court is brought in by rule, with its reason."""

from lianxin.mediation.linking import Channel, Link, Signs, Why, link

PEOPLES = Link(Channel.PEOPLES, (Why.FREE,), leads=True)


def test_without_a_sign_it_is_peoples_mediation_alone() -> None:
    assert link(Signs(failures=1)) == (PEOPLES,)


def test_a_department_that_the_law_names_joins() -> None:
    assert link(Signs(department=True)) == (PEOPLES, Link(Channel.ADMINISTRATIVE, (Why.COMPETENT,)))


def test_a_court_joins_after_two_failures_or_for_what_must_be_enforced() -> None:
    assert link(Signs(failures=2)) == (PEOPLES, Link(Channel.JUDICIAL, (Why.FAILED,)))
    assert link(Signs(enforce=True)) == (PEOPLES, Link(Channel.JUDICIAL, (Why.ENFORCE,)))


def test_what_a_court_referred_is_led_by_peoples_mediation() -> None:
    found = link(Signs(filed=True, referred=True))

    assert found == (PEOPLES, Link(Channel.JUDICIAL, (Why.REFERRED, Why.FILED)))


def test_what_a_court_has_in_hand_is_the_courts_alone() -> None:
    found = link(Signs(filed=True, department=True, failures=3))

    assert found == (Link(Channel.JUDICIAL, (Why.FILED, Why.FAILED), leads=True),)
