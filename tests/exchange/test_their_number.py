"""A number of theirs stands on our matter, for whoever serves: a caller who knows no other is found by it."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from calling import person_calls, told
from exchange.office import Office, as_csv, row
from lianxin.accounts.models import Person
from lianxin.exchange.models import Arrival
from lianxin.journal.public import NATION
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.matters.public import Ref
from signin import signed_in


@pytest.fixture(autouse=True)
def _clock(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: office.now)


@pytest.fixture
def ref(office: Office) -> Ref:
    office.matched().taken(as_csv([row(1)]))
    return office.refs()["CZ20260001"]


def page(ref: Ref, who: Actor) -> HttpResponse:
    client = signed_in(Client(), Person.objects.get(id=who.id))
    return client.get(reverse("matters:matter", args=[ref.county, ref.id]))


def test_whoever_sees_the_matter_reads_their_number(office: Office, ref: Ref) -> None:
    words = page(ref, office.town.luxianpai).content.decode()

    assert "市12345编号" in words
    assert "CZ20260001" in words


def test_a_citys_hotline_has_no_county_and_is_found_too(office: Office, ref: Ref) -> None:
    Arrival.objects.filter(county=office.town.county).update(county=NATION)

    assert "CZ20260001" in page(ref, office.town.luxianpai).content.decode()


def test_a_program_reads_it_with_the_matter(office: Office, ref: Ref) -> None:
    caller = person_calls(office.town, office.town.luxianpai)

    found = told(caller.get(f"/matters/{ref.county}/{ref.id}"))

    assert found["elsewhere"] == [{"label": "市12345编号", "words": "CZ20260001"}]


def test_whoever_may_not_see_the_matter_is_told_nothing(office: Office, ref: Ref) -> None:
    answer = page(ref, office.town.wailai)

    assert answer.status_code == 404
    assert "CZ20260001" not in answer.content.decode()


def test_a_matter_of_our_own_asks_nobody_else(office: Office) -> None:
    mine = office.town.reported()

    with CaptureQueriesContext(connection) as asked:
        page(mine, office.town.luxianpai)

    assert not [one for one in asked if "exchange_arrival" in one["sql"]]
