"""The test endpoint: judged as in earnest, kept nowhere, and consistent."""

from typing import Any

import pytest

from lianxin.journal.models import Entry
from lianxin.matters.models import Matter
from lianxin.open311.models import Sent
from open311.asking import Ask
from open311.partners import Partner, partner
from town import Town

TRIAL = "/open311/test/v2/"


@pytest.fixture
def app(town: Town, at_town_time: None) -> Partner:
    return partner(town)


def kept() -> tuple[int, int, int]:
    return Matter.objects.count(), Sent.objects.count(), Entry.objects.count()


def test_a_trial_is_answered_and_nothing_is_kept(app: Partner) -> None:
    before = kept()

    (told,) = app.send(base=TRIAL).json()

    assert told["service_request_id"].startswith("TEST-")
    assert kept() == before


def test_what_would_be_refused_in_earnest_is_refused_here(app: Partner) -> None:
    assert app.send(base=TRIAL, api_key="xyz").status_code == 403
    assert app.send(base=TRIAL, service_code="nothing").status_code == 404
    assert app.send(base=TRIAL, lat="42.36", long="-71.06").status_code == 400
    assert app.send(base=TRIAL, phone="12").status_code == 400


def test_it_can_be_read_again_first_open_then_closed(ask: Ask, town: Town, app: Partner) -> None:
    number = app.send(base=TRIAL).json()[0]["service_request_id"]

    def shown() -> dict[str, Any]:
        (told,) = ask(f"requests/{number}.json", base=TRIAL).json()
        return dict(told)

    first = shown()
    assert (first["status"], first["service_code"]) == ("open", "facility.manhole")
    assert first["address"].endswith("城隍庙社区")
    town.later(minutes=11)
    later = shown()
    assert later["status"] == "closed"
    assert later["requested_datetime"] == first["requested_datetime"] < later["updated_datetime"]


def test_a_trial_is_not_there_in_earnest_and_nothing_real_is_there_in_trial(ask: Ask, app: Partner) -> None:
    trial, real = app.send(base=TRIAL).json()[0]["service_request_id"], app.sent()

    assert ask(f"requests/{trial}.json").status_code == 404
    assert ask(f"requests/{real}.json", base=TRIAL, api_key=app.key).status_code == 404


@pytest.mark.parametrize("made_up", ["TEST-", "TEST-AAAA-BBBBBBBB", "TEST-A", "x", "TEST-é-8"])
def test_an_id_that_nobody_gave_out_is_absent(ask: Ask, made_up: str) -> None:
    assert ask(f"requests/{made_up}.json", base=TRIAL).status_code == 404


def test_the_list_holds_one_of_each_service_over_ninety_days(ask: Ask) -> None:
    services = {row["service_code"] for row in ask("services.json", base=TRIAL).json()}
    rows = ask("requests.json", base=TRIAL).json()

    assert {row["service_code"] for row in rows} == services
    assert ask("requests.json", base=TRIAL).json() == rows
    number = rows[3]["service_request_id"]
    assert ask(f"requests/{number}.json", base=TRIAL).json() == [rows[3]]
    some = ask("requests.json", base=TRIAL, service_code="other", status="closed").json()
    assert [row["service_code"] for row in some] == ["other"]
    assert ask("requests.json", base=TRIAL, status="open").json() == []
    assert ask("requests.json", base=TRIAL, page_size=2, page=2).json() == rows[2:4]


def test_a_partner_made_for_tests_is_never_in_earnest(town: Town, at_town_time: None) -> None:
    tester = partner(town, "测试", test=True)

    number = tester.sent()

    assert number.startswith("TEST-")
    assert not Matter.objects.exists()
