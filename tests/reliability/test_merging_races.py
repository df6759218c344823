"""A4 for what several told: merged, joined, withdrawn, declined and closed at the very same moment."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotNow, Refusal
from lianxin.matters.actions import joining
from lianxin.matters.alike.tokens import token_of
from lianxin.matters.models import Matter, Movement
from lianxin.matters.public import Brought, Ref, Report, Submitted, Verb
from lianxin.notices.models import Message
from reliability.hamlet import COUNTY, NOW, Hamlet, report_of
from reliability.test_races import Race, assert_whole, prepared, race, speaking, town

__all__ = ["race", "town"]
pytestmark = pytest.mark.django_db(transaction=True)


def number_of(ref: Ref) -> str:
    return Matter.objects.get(county=COUNTY, id=ref.id).number


def test_two_that_are_merged_into_each_other_at_once_leave_one_to_work_on(
    race: Race, town: Hamlet, warm: None
) -> None:
    """No deadlock, and no two that lie in each other with nobody working on either."""
    for round_ in range(3):
        one, other = (prepared(town, 40 + 5 * round_ + n, [])[0] for n in (0, 1))
        told = race.run(
            speaking(town, one, Verb.MERGE, "qian", Brought(into=number_of(other), reason="同一件")),
            speaking(town, other, Verb.MERGE, "qian2", Brought(into=number_of(one), reason="同一件")),
        )

        assert all(isinstance(answer, Matter | Refusal) for answer in told)
        rows = [Matter.objects.get(county=COUNTY, id=ref.id) for ref in (one, other)]
        assert sorted(row.state for row in rows) == ["merged", "routed"]
        assert sum(row.merged_into is not None for row in rows) == 1
    assert_whole()


def test_whoever_is_merged_while_it_closes_is_told_the_answer_either_way(
    race: Race, town: Hamlet, warm: None
) -> None:
    work = [
        (Verb.ACCEPT, "gao", Brought()),
        (Verb.BEGIN, "gao", Brought()),
        (Verb.FINISH, "gao", Brought(note="修好了")),
        (Verb.VERIFY, "li", Brought(note="看过")),
    ]
    for round_ in range(3):
        lead = prepared(town, 60 + 3 * round_, work)[0]
        mine = prepared(town, 300 + 15 * round_, [])[0]  # leaves a number, and has words
        race.run(
            speaking(town, mine, Verb.MERGE, "qian", Brought(into=number_of(lead), reason="同一件")),
            speaking(town, lead, Verb.CLOSE, "qian2", Brought()),
        )

        assert Matter.objects.get(county=COUNTY, id=mine.id).merged_into == lead.id
        answers = Message.objects.filter(county=COUNTY, key__startswith=f"matter:{mine.id}:with:{lead.id}:")
        assert answers.count() == 1
    assert_whole()


def joining_while_writing(report: Report, token: str) -> Callable[[], Submitted]:
    return lambda: joining.submit_joining(report, token, by=Actor.resident(), now=NOW + timedelta(minutes=1))


def test_who_joins_and_taps_twelve_times_has_one_matter_that_lies_in_the_other(
    race: Race, town: Hamlet, warm: None
) -> None:
    for round_ in range(3):
        lead = prepared(town, 100 + 5 * round_, [])[0]
        report = report_of(400 + 15 * round_)  # leaves a number, and has words

        told = race.run(joining_while_writing(report, token_of(lead, now=NOW)))

        kept = [answer for answer in told if isinstance(answer, Submitted)]
        assert kept == told
        assert len({(answer.ref, answer.number, answer.code) for answer in kept}) == 1
        row = Matter.objects.get(county=COUNTY, id=kept[0].ref.id)
        assert (row.state, row.merged_into, row.version) == ("merged", lead.id, 3)
    assert_whole()


def test_twelve_taps_on_join_afterwards_merge_once_and_nobody_is_refused(
    race: Race, town: Hamlet, warm: None
) -> None:
    """A thumb that taps twice must not read that somebody else was quicker."""
    for round_ in range(3):
        lead, mine = (prepared(town, number + 5 * round_, [])[0] for number in (120, 140))
        token = token_of(lead, now=NOW)

        told = race.run(
            lambda mine=mine, token=token: joining.join(  # type: ignore[misc]
                mine, token, by=Actor.resident(mine.id), now=NOW + timedelta(minutes=1)
            )
        )

        assert [answer for answer in told if not isinstance(answer, Matter)] == []
        row = Matter.objects.get(county=COUNTY, id=mine.id)
        assert (row.state, row.merged_into, row.version) == ("merged", lead.id, 3)
    assert_whole()


def test_what_is_withdrawn_while_it_is_merged_is_one_or_the_other(
    race: Race, town: Hamlet, warm: None
) -> None:
    for round_ in range(3):
        lead, mine = (prepared(town, number + 5 * round_, [])[0] for number in (160, 180))
        told = race.run(
            speaking(town, mine, Verb.MERGE, "qian", Brought(into=number_of(lead), reason="同一件")),
            speaking(town, mine, Verb.WITHDRAW, "resident", Brought()),
        )

        assert sum(isinstance(answer, Matter) for answer in told) == 1
        assert all(isinstance(answer, Matter | NotNow) for answer in told), told
        row = Matter.objects.get(county=COUNTY, id=mine.id)
        assert (row.state, row.merged_into) in {("merged", lead.id), ("withdrawn", None)}
    assert_whole()


def test_what_is_declined_while_another_is_merged_into_it_loses_nobody(
    race: Race, town: Hamlet, warm: None
) -> None:
    """Merged first: told that it was not taken on. Declined first: not merged, and worked on for itself."""
    for round_ in range(3):
        lead = prepared(town, 200 + 5 * round_, [])[0]
        mine = prepared(town, 600 + 15 * round_, [])[0]  # leaves a number, and has words
        race.run(
            speaking(town, mine, Verb.MERGE, "qian", Brought(into=number_of(lead), reason="同一件")),
            speaking(town, lead, Verb.DECLINE, "qian2", Brought(reason="不归这里", route="请找供电公司")),
        )

        row = Matter.objects.get(county=COUNTY, id=mine.id)
        told = Message.objects.filter(county=COUNTY, key__startswith=f"matter:{mine.id}:with:{lead.id}:")
        assert (row.state, row.merged_into, told.count()) in {("merged", lead.id, 1), ("routed", None, 0)}
    assert_whole()


def test_what_is_withdrawn_while_others_join_it_loses_nobody(race: Race, town: Hamlet, warm: None) -> None:
    """No deadlock, nobody left in what was taken back; whoever was too late stands for themselves."""
    for round_ in range(4):
        first = 1000 + 100 * round_
        lead = prepared(town, first, [])[0]
        theirs = [prepared(town, first + 5 * n, [])[0] for n in range(1, 7)]
        into = [
            speaking(town, ref, Verb.MERGE, "qian", Brought(into=number_of(lead), reason="同一件"))
            for ref in theirs
        ]
        for merge in into[:2]:
            merge()

        told = race.run(*into[1:4], speaking(town, lead, Verb.WITHDRAW, "resident", Brought()), *into[4:])

        assert all(isinstance(answer, Matter | Refusal) for answer in told)
        assert Matter.objects.get(county=COUNTY, id=lead.id).state == "withdrawn"
        rows = Matter.objects.filter(county=COUNTY, id__in=[ref.id for ref in theirs])
        states = {row.id: row.state for row in rows}
        assert set(states.values()) <= {"routed", "merged"}
        assert all(states[row.merged_into] == "routed" for row in rows if row.state == "merged")
        heirs = Movement.objects.filter(county=COUNTY, matter__in=rows, verb=Verb.CARRY_ON)
        assert heirs.count() == 1
    assert_whole()


def test_what_joined_is_withdrawn_together_with_what_it_joined(race: Race, town: Hamlet, warm: None) -> None:
    """Whoever carries on for a moment may be gone the next: the third is never without one of them."""
    for round_ in range(3):
        first = 2000 + 100 * round_
        lead, second, third = (prepared(town, first + 5 * n, [])[0] for n in range(3))
        for ref in (second, third):
            speaking(town, ref, Verb.MERGE, "qian", Brought(into=number_of(lead), reason="同一件"))()

        race.run(
            speaking(town, lead, Verb.WITHDRAW, "resident", Brought()),
            speaking(town, second, Verb.WITHDRAW, "resident", Brought()),
            speaking(town, third, Verb.SUPPLEMENT, "resident", Brought(note="又有人摔了")),
        )

        row = Matter.objects.get(county=COUNTY, id=third.id)
        into = Matter.objects.filter(county=COUNTY, id=row.merged_into).first()
        assert row.state == "routed" or (into and into.state == "routed")
    assert_whole()
