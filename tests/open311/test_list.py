"""The list of requests: what anybody may read, by every filter there is."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.kernel.clock import local
from lianxin.matters.public import Ref, Verb
from open311.asking import Ask, tree_of
from open311.showing import publish
from town import Town

FIELDS = [
    "service_request_id", "status", "status_notes", "service_name", "service_code", "description",
    "agency_responsible", "service_notice", "requested_datetime", "updated_datetime", "expected_datetime",
    "address", "address_id", "zipcode", "lat", "long", "media_url",
]  # fmt: skip
SECRET = "张三家门口3号楼"


@pytest.fixture
def three(town: Town) -> dict[str, Ref]:
    """A manhole of last month that is closed, a lamp of yesterday and garbage of today, both in hand."""
    now = town.now
    refs = {}
    town.now = now - timedelta(days=30)
    refs["manhole"] = publish(town, town.closed(SECRET, category="facility.manhole"), "东街井盖换好了")
    town.now = now - timedelta(days=1)
    refs["lamp"] = publish(town, town.accepted(SECRET, category="facility.streetlight"), "东街路灯不亮")
    town.now = now
    refs["garbage"] = publish(town, town.reported(SECRET, category="appearance.garbage"), "东街垃圾没清")
    return refs


def codes(ask: Ask, **words: Any) -> list[str]:
    answer = ask("requests.json", **words)
    assert answer.status_code == 200, answer.content.decode()
    return [row["service_code"].partition(".")[2] for row in answer.json()]


def test_a_request_says_what_the_specification_names_and_no_word_of_a_resident(
    ask: Ask, three: dict[str, Ref]
) -> None:
    rows = ask("requests.json").json()

    assert [list(row) for row in rows] == [FIELDS] * 3
    lamp = rows[1]
    assert lamp["status"] == "open"
    assert lamp["description"] == "东街路灯不亮"
    assert lamp["service_name"] == "路灯不亮或损坏"
    assert lamp["agency_responsible"]
    assert lamp["address"].endswith("城隍庙社区")
    assert lamp["address_id"] == "140403001004"
    assert lamp["zipcode"] is None
    assert isinstance(lamp["lat"], float)
    assert isinstance(lamp["long"], float)
    assert SECRET not in ask("requests.json").content.decode()
    assert SECRET not in ask("requests.xml").content.decode()


def test_nothing_is_listed_that_was_not_approved(ask: Ask, town: Town) -> None:
    town.reported(SECRET, category="facility.manhole")
    town.reported(SECRET, category="dispute.neighbour")

    assert ask("requests.json").json() == []
    assert ask("requests.xml").content.endswith(b"<service_requests/>")


def test_what_is_not_wanted_any_more_is_gone_at_once(ask: Ask, town: Town, three: dict[str, Ref]) -> None:
    town.speak(Verb.UNPUBLISH, three["garbage"], town.resident(three["garbage"]))

    assert codes(ask) == ["streetlight", "manhole"]


def test_xml_says_the_same_as_json(ask: Ask, three: dict[str, Ref]) -> None:
    from_json = [
        {name: str(value) if isinstance(value, float) else value for name, value in row.items()}
        for row in ask("requests.json").json()
    ]

    assert tree_of(ask("requests.xml").content) == from_json


def test_times_carry_their_zone_and_tell_no_minute(ask: Ask, three: dict[str, Ref]) -> None:
    for row in ask("requests.json").json():
        for name in ("requested_datetime", "updated_datetime"):
            moment = datetime.fromisoformat(row[name])
            assert moment.utcoffset() == timedelta(hours=8)
            assert (moment.minute, moment.second) == (0, 0)


def test_open_and_closed_are_told_apart(ask: Ask, three: dict[str, Ref]) -> None:
    assert codes(ask, status="open") == ["garbage", "streetlight"]
    assert codes(ask, status="closed") == ["manhole"]
    assert codes(ask, status="open,closed") == codes(ask, status="") == codes(ask)


def test_services_are_chosen_by_their_codes(ask: Ask, three: dict[str, Ref]) -> None:
    assert codes(ask, service_code="facility.manhole") == ["manhole"]
    assert codes(ask, service_code="facility.manhole, appearance.garbage") == ["garbage", "manhole"]
    assert codes(ask, service_code=["facility.manhole", "appearance.garbage"]) == ["garbage", "manhole"]
    assert codes(ask, service_code="nothing") == []


def test_days_are_chosen_by_either_end(ask: Ask, town: Town, three: dict[str, Ref]) -> None:
    day = timedelta(days=1)

    def said(moment: datetime) -> str:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    assert codes(ask, start_date=said(town.now - 2 * day)) == ["garbage", "streetlight"]
    assert codes(ask, end_date=said(town.now - 2 * day)) == ["manhole"]
    assert codes(ask, start_date=said(town.now - 2 * day), end_date=said(town.now - day)) == ["streetlight"]
    yesterday = local(town.now - day).date().isoformat()
    assert codes(ask, start_date=yesterday, end_date=yesterday) == ["streetlight"]
    assert codes(ask, start_date=local(town.now - 2 * day).isoformat().replace("+", " ")) == [
        "garbage", "streetlight",
    ]  # fmt: skip


def test_no_question_is_finer_than_the_answer(ask: Ask, town: Town, three: dict[str, Ref]) -> None:
    """Asked minute by minute, the filter must not tell when somebody stood there."""
    hour = local(town.now).replace(minute=0)

    told = {tuple(codes(ask, start_date=(hour + timedelta(minutes=m)).isoformat())) for m in range(1, 60, 7)}

    assert told == {()}
    assert codes(ask, start_date=hour.isoformat()) == ["garbage"]
    assert codes(ask, end_date=hour.isoformat()) == codes(
        ask, end_date=(hour + timedelta(minutes=59)).isoformat()
    )


def test_a_list_goes_back_ninety_days(ask: Ask, town: Town, three: dict[str, Ref]) -> None:
    town.later(days=61)
    assert codes(ask) == ["garbage", "streetlight"]
    assert codes(ask, start_date="2026-10-01") == ["garbage", "streetlight", "manhole"]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ({"start_date": "soon"}, "start_date"),
        ({"end_date": "2026-13-45"}, "end_date"),
        ({"start_date": "2026-01-01", "end_date": "2026-11-01"}, "90"),
        ({"start_date": "2026-11-02", "end_date": "2026-11-01"}, "end_date"),
        ({"status": "acknowledged"}, "status"),
        ({"page": "0"}, "page"),
        ({"page_size": "1001"}, "page_size"),
        ({"page_size": "١"}, "page_size"),
        ({"page": "11", "page_size": "1000"}, "10000"),
        ({"updated_after": "x"}, "updated_after"),
    ],
)
def test_a_filter_that_cannot_be_read_is_named(ask: Ask, words: dict[str, str], told: str) -> None:
    answer = ask("requests.json", **words)

    assert answer.status_code == 400
    assert told in answer.json()[0]["description"]


def test_a_county_has_its_own_list(ask: Ask, three: dict[str, Ref]) -> None:
    assert len(codes(ask, jurisdiction_id="140403")) == 3
    assert codes(ask, jurisdiction_id="140404") == []
    assert ask("requests.json", jurisdiction_id="1404").status_code == 404


def test_pages_follow_one_another(ask: Ask, three: dict[str, Ref]) -> None:
    assert codes(ask, page_size=2) == ["garbage", "streetlight"]
    assert codes(ask, page_size=2, page=2) == ["manhole"]
    assert codes(ask, page_size=2, page=3) == []


def test_what_changed_since_can_be_asked_for(ask: Ask, town: Town, three: dict[str, Ref]) -> None:
    week_ago = (town.now - timedelta(days=7)).isoformat()

    assert codes(ask, updated_after=week_ago) == ["garbage", "streetlight"]
    assert codes(ask, updated_before=week_ago) == ["manhole"]


def test_some_can_be_asked_for_by_number_and_nothing_else_counts_then(
    ask: Ask, three: dict[str, Ref]
) -> None:
    rows = {row["service_code"]: row["service_request_id"] for row in ask("requests.json").json()}
    manhole, lamp = rows["facility.manhole"], rows["facility.streetlight"]

    assert codes(ask, service_request_id=f"{manhole},x,{lamp}", status="open") == ["manhole", "streetlight"]
    assert codes(ask, service_request_id="140403-000000-XXXXXXX") == []


def test_a_list_costs_two_statements_and_nothing_to_who_holds_it(
    ask: Ask, three: dict[str, Ref], warm: None
) -> None:
    first = ask("requests.json")

    with CaptureQueriesContext(connection) as told:
        again = ask("requests.json", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert len(told) <= 2
    assert first["Last-Modified"]
    assert first["Cache-Control"] == "public, max-age=60"
