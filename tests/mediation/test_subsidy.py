"""以案定补: out of the files that are there, each case once ever, and nobody ranked."""

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal

import pytest

from lianxin.journal.models import Entry
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.mediation.actions.claiming import claim_again, claim_month, decide_claim, pay_claim
from lianxin.mediation.models import Dispute, SubsidyClaim
from lianxin.mediation.public import Ref, Verb
from lianxin.mediation.queries.subsidies import Line, claim_list
from lianxin.mediation.subsidy import TABLE, Grade, Ground, Lack, Mediated, lacks, proposed, tiers
from lianxin.notices.models import Message
from quarrel import in_force, kept, said, stored
from town import Town

EASY = Mediated(
    peoples=True,
    settled=True,
    performed=True,
    oral=False,
    filed=True,
    parties=2,
    sum=Decimal(1200),
    sittings=1,
)
MONTH = date(2026, 11, 1)


def filed(town: Town) -> Ref:
    return said(town, Verb.FILE, kept(town))


def claim(town: Town, by: Actor | None = None) -> int:
    committee = town.unit("mediation_committee", town.chenghuang)
    return claim_month(committee, MONTH, by=by or town.chentiaojie, now=town.now)


def only() -> Ref:
    row = SubsidyClaim.objects.get()
    return Ref(row.county, row.id)


def shown(town: Town, viewer: Actor) -> list[Line]:
    found = claim_list(viewer, town.unit("mediation_committee", town.chenghuang), MONTH, now=town.now)
    assert found is not None
    return found.lines


@pytest.mark.parametrize(
    ("changed", "grade", "grounds"),
    [
        ({}, Grade.ORDINARY, ()),
        ({"parties": 4}, Grade.HARD, (Ground.PARTIES,)),
        ({"sittings": 3, "sum": Decimal(50000)}, Grade.HARD, (Ground.SUM, Ground.SITTINGS)),
        ({"sittings": 2, "sum": Decimal("49999.99"), "parties": 3}, Grade.ORDINARY, ()),
        ({"sum": Decimal(200000), "parties": 4}, Grade.MAJOR, (Ground.SUM,)),
    ],
)
def test_a_tier_has_its_grounds(changed: dict[str, int], grade: Grade, grounds: tuple[Ground, ...]) -> None:
    found = proposed(replace(EASY, **changed))

    assert (found.grade, found.grounds) == (grade, grounds)


@pytest.mark.parametrize(
    ("changed", "lacking"),
    [
        ({}, ()),
        ({"filed": False}, (Lack.NO_FILE,)),
        ({"filed": False, "oral": True}, ()),
        ({"performed": False}, (Lack.NOT_PERFORMED,)),
        ({"settled": False, "performed": False}, (Lack.NOT_SETTLED,)),
        ({"peoples": False}, (Lack.NOT_PEOPLES,)),
    ],
)
def test_what_lacks_something_is_not_paid(changed: dict[str, bool], lacking: tuple[Lack, ...]) -> None:
    assert lacks(replace(EASY, **changed)) == lacking


def test_more_work_is_never_paid_less_and_every_sum_says_that_nobody_checked_it() -> None:
    amounts = [tier.amount for tier in tiers()]

    assert amounts == sorted(amounts)
    assert [tier.grade for tier in tiers()] == list(Grade)
    assert all("(未核对)" in tier.note for tier in tiers()), TABLE


def test_neither_a_person_nor_a_colour_is_asked_for() -> None:
    known = {"peoples", "settled", "performed", "oral", "filed", "parties", "sum", "sittings"}
    assert {field.name for field in fields(Mediated)} == known


def test_the_list_of_a_month_is_made_from_the_files(town: Town) -> None:
    ref = filed(town)
    kept(town)  # not filed yet
    in_force(town)  # not performed yet

    assert claim(town) == 1
    (line,) = shown(town, town.yansifa)
    assert (line.number, line.amount, line.grade_label) == (stored(ref).number, Decimal(50), "一般")
    assert line.mediator_name == "陈调解员"
    assert "赵" not in str(line).replace("邻里", "")
    assert Entry.objects.filter(action="mediation.claim", subject=f"dispute:{ref.id}").count() == 1


def test_a_case_is_claimed_for_once_ever(town: Town) -> None:
    ref = filed(town)

    assert (claim(town), claim(town)) == (1, 0)
    said(town, Verb.REOPEN, ref, reason="又有新的事")
    Dispute.objects.filter(county=ref.county, id=ref.id).update(state="filed", ended_at=town.now)
    assert claim(town) == 0


def test_what_ended_after_the_month_waits_for_the_next(town: Town) -> None:
    filed(town)
    committee = town.unit("mediation_committee", town.chenghuang)

    assert claim_month(committee, date(2026, 10, 1), by=town.chentiaojie, now=town.now) == 0
    with pytest.raises(Invalid):
        claim_month(committee, date(2027, 1, 1), by=town.chentiaojie, now=town.now)


def test_the_guide_approves_and_pays_and_is_told_to(town: Town) -> None:
    filed(town)
    claim(town)
    assert (
        Message.objects.filter(
            county=town.county, to_person=town.yansifa.id, key__startswith="claims:"
        ).count()
        == 1
    )

    decide_claim(only(), approve=True, by=town.yansifa, now=town.now)
    pay_claim(only(), by=town.yansifa, now=town.now)

    assert shown(town, town.chentiaojie)[0].state == "paid"
    with pytest.raises(NotNow):
        pay_claim(only(), by=town.yansifa, now=town.now)


def test_what_is_returned_says_why_and_is_claimed_again(town: Town) -> None:
    filed(town)
    claim(town)
    with pytest.raises(Invalid):
        decide_claim(only(), approve=False, by=town.yansifa, now=town.now)
    decide_claim(only(), approve=False, by=town.yansifa, now=town.now, reason="缺收条")

    assert shown(town, town.chentiaojie)[0].reason == "缺收条"
    assert "缺收条".encode() not in bytes(SubsidyClaim.objects.get().sealed)
    claim_again(only(), by=town.chentiaojie, now=town.now)
    assert shown(town, town.chentiaojie)[0].state == "claimed"


def test_a_mediator_sees_their_own_and_nobody_elses(town: Town) -> None:
    filed(town)
    claim(town, town.qintiaojie)

    assert len(shown(town, town.chentiaojie)) == 1
    assert shown(town, town.qintiaojie) == []
    committee = town.unit("mediation_committee", town.chenghuang)
    for stranger in (town.zhaojing, town.liwangge, town.zhouzhuren, Actor.resident()):
        assert claim_list(stranger, committee, MONTH, now=town.now) is None


def test_nobody_decides_over_their_own_or_from_outside(town: Town) -> None:
    filed(town)
    claim(town)

    with pytest.raises(NotAllowed):
        claim(town, town.yansifa)
    for stranger in (town.chentiaojie, town.zhouzhuren):
        with pytest.raises(NotFound):
            decide_claim(only(), approve=True, by=stranger, now=town.now)
    SubsidyClaim.objects.filter(county=town.county).update(mediator=town.yansifa.id)
    with pytest.raises(NotAllowed):
        decide_claim(only(), approve=True, by=town.yansifa, now=town.now)
