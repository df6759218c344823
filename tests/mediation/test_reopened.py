"""Taken up again: counted for a place, told of nobody."""

from dataclasses import fields

from lianxin.kernel.clock import local
from lianxin.mediation.public import Verb
from lianxin.mediation.queries.reopened import Reopened, reopened
from quarrel import kept, mediating, said
from town import Town


def test_what_was_taken_up_again_is_a_count_beside_what_ended(town: Town) -> None:
    today = local(town.now).date()
    failed = said(town, Verb.FAIL, mediating(town), reason="谈不拢")
    said(town, Verb.REOPEN, failed, reason="又想谈了")
    said(town, Verb.FAIL, failed, reason="还是谈不拢")
    said(town, Verb.FAIL, mediating(town), reason="谈不拢")
    kept(town)
    last = local(town.now).date()

    assert reopened(town.yansifa, today, last, now=town.now) == [Reopened(town.town, 1, 3)]
    assert reopened(town.yansifa, today.replace(day=1), today.replace(day=2), now=town.now) == [
        Reopened(town.town, 0, 0)
    ]


def test_it_is_told_of_no_person_and_to_no_colleague(town: Town) -> None:
    today = local(town.now).date()

    assert {field.name for field in fields(Reopened)} == {"area", "count", "ended"}
    assert reopened(town.chentiaojie, today, today, now=town.now) == []
