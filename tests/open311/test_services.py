"""What can be reported, and what each kind asks."""

from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from lianxin.kernel.actor import SYSTEM
from lianxin.open311.public import import_questions
from lianxin.org.catalogue import retire_category
from open311.asking import Ask, tree_of
from town import Town

SHEET = """类别,代码,类型,问题,英文问题,提示,必答,要回答,顺序,选项
facility.manhole,COVER,选一个,井盖怎么了,What is it,选一个,是,是,1,lost=不见了|Gone;broken=破了|Broken
facility.manhole,NOTE,string,注意,Mind,,否,否,2,
"""


@pytest.fixture
def asking(town: Town, tmp_path: Path) -> None:
    sheet = tmp_path / "questions.csv"
    sheet.write_text(SHEET, encoding="utf-8")
    assert not import_questions(sheet, by=SYSTEM, now=town.now).bad


def test_every_kind_that_can_be_reported_is_a_service(ask: Ask) -> None:
    told = {service["service_code"]: service for service in ask("services.json").json()}

    manhole = told["facility.manhole"]
    assert manhole["service_name"] == "井盖缺失或破损"
    assert manhole["group"] == "公共设施"
    assert manhole["type"] == "realtime"
    assert manhole["metadata"] is False
    assert "Manhole cover missing or broken" in manhole["keywords"]
    assert "facility" not in told, "a group is not reported, its kinds are"
    assert "other" in told, "a kind without a group is"


def test_a_service_that_asks_something_says_so_as_a_truth(ask: Ask, asking: None) -> None:
    told = {row["service_code"]: row["metadata"] for row in ask("services.json").json()}
    from_xml = {row["service_code"]: row["metadata"] for row in tree_of(ask("services.xml").content)}

    assert told["facility.manhole"] is True
    assert from_xml["facility.manhole"] == "true"
    assert from_xml["facility.road"] == "false"


def test_a_definition_tells_what_is_asked_and_what_can_be_answered(ask: Ask, asking: None) -> None:
    told = ask("services/facility.manhole.json").json()

    assert told["service_code"] == "facility.manhole"
    cover, note = told["attributes"]
    assert cover == {
        "variable": True,
        "code": "COVER",
        "datatype": "singlevaluelist",
        "required": True,
        "datatype_description": "选一个",
        "order": 1,
        "description": "井盖怎么了",
        "values": [{"key": "lost", "name": "不见了"}, {"key": "broken", "name": "破了"}],
    }
    assert (note["variable"], note["required"], note["values"]) == (False, False, [])


def test_a_definition_is_the_same_in_both_formats(ask: Ask, asking: None) -> None:
    told = tree_of(ask("services/facility.manhole.xml").content)

    assert [row["code"] for row in told["attributes"]] == ["COVER", "NOTE"]
    assert told["attributes"][0]["values"][1] == {"key": "broken", "name": "破了"}
    assert told["attributes"][0]["required"] == "true"


def test_a_service_that_asks_nothing_has_an_empty_definition(ask: Ask) -> None:
    assert ask("services/facility.road.json").json() == {"service_code": "facility.road", "attributes": []}


def test_english_is_told_to_who_asks_for_it(ask: Ask, asking: None) -> None:
    by_word = ask("services/facility.manhole.json", lang="en")
    by_header = ask("services/facility.manhole.json", headers={"Accept-Language": "en-GB,en;q=0.9"})

    assert by_word.json() == by_header.json()
    assert by_word.json()["attributes"][0]["description"] == "What is it"
    assert by_word["Content-Language"] == "en"
    assert ask("services.json", headers={"Accept-Language": "zh-CN"})["Content-Language"] == "zh-hans"


def test_a_question_holds_from_its_day_until_its_day(ask: Ask, town: Town, tmp_path: Path) -> None:
    sheet = tmp_path / "later.csv"
    rows = "category,code,datatype,description,valid_from,valid_until\n"
    sheet.write_text(rows + "other,WHEN,datetime,什么时候,2026-12-01,2026-12-03\n", encoding="utf-8")
    import_questions(sheet, by=SYSTEM, now=town.now)

    assert ask("services/other.json").json()["attributes"] == []
    town.later(days=8)
    assert [row["code"] for row in ask("services/other.json").json()["attributes"]] == ["WHEN"]
    town.later(days=2)
    assert ask("services/other.json").json()["attributes"] == []


def test_what_was_retired_is_no_service_any_more(ask: Ask, town: Town) -> None:
    retire_category("order.dogs", by=SYSTEM, now=town.now)

    assert ask("services/order.dogs.json").status_code == 404
    assert "order.dogs" not in {row["service_code"] for row in ask("services.json").json()}


def test_an_unknown_service_or_jurisdiction_is_absent(ask: Ask) -> None:
    for answer in (
        ask("services/nothing.json"),
        ask("services.json", jurisdiction_id="999999"),
        ask("services/facility.road.json", jurisdiction_id="city.gov"),
    ):
        assert answer.status_code == 404
        assert answer.json()[0]["code"] == 404


def test_a_county_and_nothing_at_all_are_a_jurisdiction(ask: Ask, town: Town) -> None:
    everywhere = ask("services.json").json()

    assert ask("services.json", jurisdiction_id=town.county).json() == everywhere
    assert ask("services.json", jurisdiction_id="").json() == everywhere


def test_the_catalogue_costs_no_statement_when_warm(ask: Ask, warm: None) -> None:
    ask("services.json")

    with CaptureQueriesContext(
        connection,
    ) as told:
        assert ask("services.json").status_code == 200

    assert len(told) == 0


def test_who_holds_it_already_is_told_so(ask: Ask) -> None:
    first = ask("services.json")

    again = ask("services.json", headers={"If-None-Match": first["ETag"]})

    assert again.status_code == 304
    assert not again.content
    assert first["Cache-Control"] == "public, max-age=60"
    assert "Last-Modified" in first


def test_a_page_of_another_site_may_read_it(ask: Ask) -> None:
    assert ask("services.json")["Access-Control-Allow-Origin"] == "*"


def test_head_goes_with_get(town: Town) -> None:
    answer = Client().head("/open311/v2/services.json")

    assert (answer.status_code, answer.content) == (200, b"")
