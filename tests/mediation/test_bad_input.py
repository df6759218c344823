"""What goes wrong at a mediator's table: somebody leaves while it is written, a day falls on a feast, a clock
is set back, a button is pressed twice, one more comes in late."""

from datetime import UTC, date, datetime

import pytest
from django.test import Client
from django.urls import reverse

from lianxin.accounts import public as accounts
from lianxin.deadlines import public as deadlines
from lianxin.kernel.errors import NotNow
from lianxin.mediation.codes import party_code
from lianxin.mediation.models import Dispute, Due, Sitting, Step
from lianxin.mediation.public import PartyDraft, Person, Ref, State, Verb
from quarrel import drafted, kept, mediating, parties, party, recorded, said, signed, sitting, stored, taken
from signin import signed_in
from town import Town


@pytest.fixture
def chen(town: Town, client: Client) -> Client:
    signed_in(client, accounts.find_person("chentiaojie"))
    return client


def url(name: str, ref: Ref, *more: object) -> str:
    return reverse(f"mediation:{name}", args=[ref.county, ref.id, *more])


def test_who_leaves_while_it_is_written_ends_it_and_what_was_written_is_not_lost(
    standing: Town, chen: Client
) -> None:
    ref = mediating(standing)
    held = sitting(standing, ref)
    standing.later(days=2, minutes=30)
    signed_in(chen, accounts.find_person("chentiaojie"))
    there = Client()  # the other side's phone, at the same table
    leaves = f"/t/{party_code(parties(ref)[1].id)}/quit/"
    assert there.post(leaves, {"seen": stored(ref).version}).status_code == 302

    written = {"seen": held.version, "said": "正说到一半的话", "rights_told": "on", "result": "agreed"}
    answer = chen.post(url("sitting", ref, held.place), written)

    assert answer.status_code == 422
    assert "正说到一半的话" in answer.content.decode()
    assert Sitting.objects.get(id=held.id).result == "broken_off"
    assert stored(ref).state == State.WITHDRAWN


@pytest.mark.parametrize(
    ("taken_on", "ends_on"),
    [
        (datetime(2026, 12, 1, 2, tzinfo=UTC), date(2027, 1, 4)),  # 1 January, then a weekend
        (
            datetime(2027, 1, 7, 2, tzinfo=UTC),
            date(2027, 2, 11),
        ),  # 7 February: the Spring Festival, as guessed
    ],
)
def test_a_month_that_ends_on_a_feast_ends_on_the_next_day_that_is_worked(
    town: Town, taken_on: datetime, ends_on: date
) -> None:
    town.now = taken_on
    ref = taken(town)

    due = Due.objects.get(county=ref.county, dispute_id=ref.id, kind="mediate")
    assert deadlines.provisional(due.due_on), "the notice for 2027 is not out: the day may move"
    assert due.due_on == ends_on


def test_a_clock_set_back_an_hour_turns_no_order_round(town: Town) -> None:
    ref = taken(town)
    before = stored(ref).moved_at
    town.later(hours=-1)
    for place in (1, 2):
        said(town, Verb.CONSENT, ref, party(ref, place), will="yes")
    said(town, Verb.OPEN, ref)

    steps = Step.objects.filter(county=ref.county, dispute_id=ref.id).order_by("version")
    days = list(steps.values_list("at", flat=True))
    assert days == sorted(days)
    assert stored(ref).moved_at == before


def test_pressing_twice_registers_one_dispute(standing: Town, chen: Client) -> None:
    page = chen.get("/disputes/new/").context["form"]
    asked = {
        "id": str(page["id"].value()),
        "account": "楼上漏水,泡了楼下的墙",
        "area": standing.chenghuang,
        "category": "dispute.neighbour",
        "sender": "party",
        "applicant-name": "刘婶",
    }
    first, again = (chen.post("/disputes/new/", asked) for _press in range(2))

    assert first.url == again.url
    assert Dispute.objects.count() == 1


def test_who_comes_in_after_the_others_agreed_is_asked_and_signs_like_them(town: Town) -> None:
    ref = mediating(town)
    said(town, Verb.ADMIT, ref, newcomer=PartyDraft("third", Person("孙姐", "13800003333")))
    assert [one.will for one in parties(ref)] == ["yes", "yes", ""]

    said(town, Verb.CONSENT, ref, party(ref, 3), will="yes")
    recorded(town, ref)
    signed(town, drafted(town, ref))
    assert stored(said(town, Verb.SETTLE, ref)).state == State.AGREED


def test_nothing_is_in_force_without_the_hand_of_who_came_last(town: Town) -> None:
    ref = mediating(town)
    recorded(town, ref)
    signed(town, drafted(town, ref))
    said(town, Verb.ADMIT, ref, newcomer=PartyDraft("third", Person("孙姐")))

    with pytest.raises(NotNow, match="还差 1 处"):
        said(town, Verb.SETTLE, ref)


def test_a_kept_agreement_takes_nobody_in_any_more(town: Town) -> None:
    with pytest.raises(NotNow):
        said(town, Verb.ADMIT, kept(town), newcomer=PartyDraft("third", Person("孙姐")))
