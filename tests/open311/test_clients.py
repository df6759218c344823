"""Judged by software that others wrote, as they wrote it, against the live server on loopback."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from lianxin.kernel import clock
from lianxin.matters.models import Matter
from open311.environments import run
from open311.partners import partner
from open311.showing import publish
from town import Town, lay

pytestmark = pytest.mark.broad


@pytest.fixture
def live(live_server: LiveServer, transactional_db: None) -> Iterator[tuple[str, Town]]:
    """The town of these very days with three matters that anybody may read."""
    town = lay()
    town.now = clock.now() - timedelta(hours=30)
    publish(town, town.closed("井盖", category="facility.manhole"), "东街井盖换好了")
    publish(town, town.accepted("路灯", category="facility.streetlight"), "东街路灯不亮")
    publish(town, town.reported("垃圾", category="appearance.garbage"), "东街<垃圾>没清 & 有味")
    town.now = clock.now()
    return f"{live_server.url}/open311/v2", town


def days(town: Town) -> tuple[str, str]:
    def said(moment: datetime) -> str:
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")

    return said(town.now - timedelta(days=5)), said(town.now + timedelta(days=1))


WORDS = {"东街井盖换好了", "东街路灯不亮", "东街<垃圾>没清 & 有味"}


def test_georeport_lists_reads_and_filters_in_both_formats(live: tuple[str, Town]) -> None:
    base, town = live

    told = run("georeport", base, town.county, *days(town))

    for form in ("json", "xml"):
        read = told[form]
        assert {row["description"] for row in read["requests"]} == WORDS
        assert read["by_id"] == read["requests"]
        assert read["one"] == read["requests"][0]
        assert read["definition"]["service_code"] == "facility.manhole"
        lamps = read["open"] if form == "json" else [read["open"]]  # one alone is no list to its XML reader
        assert [row["service_code"] for row in lamps] == ["facility.streetlight"]
    services = {row["service_code"]: row for row in told["json"]["services"]}
    assert services["facility.manhole"]["metadata"] is False
    assert {row["service_code"] for row in told["xml"]["services"]} == set(services)


def test_boston311_finds_every_field_of_its_models(live: tuple[str, Town]) -> None:
    base, town = live

    told = run("boston311", base, town.county, *days(town))

    assert told["named"] == "facility.manhole"
    assert {row["description"] for row in told["requests"]} == WORDS
    assert {row["status"] for row in told["requests"]} == {"open", "closed"}
    assert told["one"] == told["requests"][0]
    assert len(told["open"]) == 2
    assert len(told["lamps"]) == 1


def test_three_reads_and_sends_in_both_formats(live: tuple[str, Town]) -> None:
    base, town = live
    app, at = partner(town), town.point()
    point = json.dumps({"lat": at.lat, "long": at.lon})

    told = run("three", base, town.county, *days(town), app.key, point)

    numbers = set(Matter.objects.filter(channel="open311").values_list("number", flat=True))
    from_json, from_xml = told["json"], told["xml"]
    assert {sent(from_json["posted"]), sent(from_xml["posted"])} == numbers
    assert len(numbers) == 2
    assert {row["description"] for row in from_json["requests"]} == WORDS
    assert {row["description"] for row in from_xml["requests"]["request"]} == WORDS
    assert [row["service_code"] for row in from_json["some"]] == ["facility.streetlight"]
    assert [row["type"] for row in from_json["discovery"]["endpoints"]] == ["production", "test"]
    assert from_json["refused"][0]["code"] == 403
    assert from_json["token"] == [dict.fromkeys(("service_request_id", "token"), sent(from_json["posted"]))]
    assert from_json["one"][0]["status"] == from_xml["one"]["request"]["status"] == "open"


def sent(posted: Any) -> str:
    row = posted[0] if isinstance(posted, list) else posted["request"]
    number: str = row["service_request_id"]
    return number
