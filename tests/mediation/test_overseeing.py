"""The guide's and the centre's page: what is late by cause, then by committee, never by person."""

from dataclasses import fields

import pytest
from django.test import Client

from lianxin.accounts import public as accounts
from lianxin.kernel.errors import NotFound
from lianxin.mediation.actions.claiming import claim_month
from lianxin.mediation.models import Dispute
from lianxin.mediation.public import Verb
from lianxin.mediation.queries.overseeing import Late, Overseen, overseen
from mediation.test_desk_pages import statements
from quarrel import agreed_to_talk, in_force, kept, mediating, registered, said, stored
from signin import signed_in
from town import Town


def of(town: Town, cause: str = "") -> Overseen:
    return overseen(town.yansifa, town.town, now=town.now, cause=cause)


def counts(town: Town) -> dict[str, int]:
    return {one.code: one.count for one in of(town).causes if one.count}


def test_nothing_is_late_before_its_day(town: Town) -> None:
    registered(town)
    mediating(town)

    assert counts(town) == {}
    assert of(town).open == 2


def test_each_lateness_has_its_cause(town: Town) -> None:
    registered(town)
    agreed_to_talk(town)
    in_force(town)
    said(town, Verb.HAND_OVER, mediating(town), to="court", reason="要有能强制执行的结果")
    town.later(days=70)

    assert counts(town) == {
        "answer": 1, "first_sitting": 1, "mediate": 1, "promise": 1, "hand_over": 1, "visit": 1,
    }  # fmt: skip


def test_a_right_that_soon_ends_is_told_before_it_has_gone(town: Town) -> None:
    in_force(town)
    assert "confirm" not in counts(town)

    assert counts(town.later(days=25))["confirm"] == 1
    assert "confirm" not in counts(town.later(days=10))


def test_a_dispute_late_in_two_promises_is_one_and_bears_the_older_day(town: Town) -> None:
    in_force(town)
    day = town.now.date()
    town.later(days=60)

    (row,) = of(town, "promise").rows
    assert (row.due_on - day).days == 10


def test_claims_wait_by_committee_and_lead_to_no_procedure(town: Town) -> None:
    said(town, Verb.FILE, kept(town))
    committee = town.unit("mediation_committee", town.chenghuang)
    claim_month(committee, town.now.date(), by=town.chentiaojie, now=town.now)

    found = of(town, "claim")
    assert [(one.code, one.by_committee[0][2]) for one in found.causes if one.count] == [("claim", 1)]
    assert found.rows == []


def test_no_word_and_no_person_is_in_it(town: Town) -> None:
    ref = registered(town)
    town.later(days=9)

    assert {field.name for field in fields(Late)} == {
        "ref", "number", "category", "state", "committee_name", "due_on",
    }  # fmt: skip
    found = of(town)
    assert [row.ref for row in found.rows] == [ref]
    for name in ("陈调解员", "王阿姨", "院墙"):
        assert name not in str(found)


def test_the_centre_sees_the_same_and_opens_nothing(town: Town) -> None:
    registered(town)
    town.later(days=9)
    found = overseen(town.zhouzhuren, town.county, now=town.now)

    assert found.causes[0].count == 1
    assert (found.opens, of(town).opens) == (False, True)


@pytest.mark.parametrize("who", ["chentiaojie", "zhaojing", "liwangge", "qianpaiqian", "wailai", "majuwei"])
def test_for_everybody_else_there_is_no_such_page(town: Town, who: str) -> None:
    registered(town)

    with pytest.raises(NotFound):
        overseen(getattr(town, who), town.town, now=town.now)


def test_nobody_looks_beyond_the_area_they_guide(town: Town) -> None:
    with pytest.raises(NotFound):
        overseen(town.yansifa, town.county, now=town.now)


def test_the_page_leads_a_guide_to_the_procedure_and_the_centre_nowhere(
    standing: Town, client: Client
) -> None:
    ref = registered(standing)
    standing.later(days=9)
    address = f"/disputes/{ref.county}/{ref.id}/"

    signed_in(client, accounts.find_person("yansifa"))
    page = client.get("/disputes/oversight/").content.decode()
    assert address in page
    assert "王阿姨" not in page + client.get(address).content.decode()
    signed_in(client, accounts.find_person("zhouzhuren"))
    assert address not in client.get("/disputes/oversight/").content.decode()
    assert client.get(address).status_code == 404


def test_the_page_costs_few_statements_however_much_is_late(standing: Town, client: Client) -> None:
    for _time in range(3):
        registered(standing)
        agreed_to_talk(standing)
    standing.later(days=70)
    signed_in(client, accounts.find_person("yansifa"))

    assert len(statements(client, "/disputes/oversight/")) <= 9


def test_what_has_ended_is_late_in_nothing_of_the_talks(town: Town) -> None:
    ref = said(town, Verb.FAIL, mediating(town), reason="谈不拢")
    town.later(days=70)

    assert counts(town) == {}
    assert stored(ref) == Dispute.objects.get(county=ref.county, id=ref.id)
