"""Formats, methods and errors: the same manners at every address."""

import pytest
from django.http import HttpResponse
from django.test import Client

from open311.asking import Ask, tree_of
from town import Town

XML, JSON = "text/xml; charset=utf-8", "application/json; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "accept", "kind"),
    [
        ("services.json", "text/xml", JSON),
        ("services.xml", "application/json", XML),
        ("services.xml/", "*/*", XML),
        ("services", "application/json", JSON),
        ("services", "text/xml", XML),
        ("services", "*/*", XML),
        ("services/", "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", XML),
        ("services", "text/xml;q=0.1, application/json", JSON),
        ("services/facility.road.json", "text/xml", JSON),
        ("services/facility.road", "application/json", JSON),
    ],
)
def test_the_address_decides_the_format_then_the_header(ask: Ask, path: str, accept: str, kind: str) -> None:
    answer = ask(path, headers={"Accept": accept})

    assert (answer.status_code, answer["Content-Type"]) == (200, kind)


@pytest.mark.parametrize(
    ("path", "accept"), [("services.yaml", "*/*"), ("services", "image/png"), ("services", "text/xml;q=0")]
)
def test_a_format_that_we_do_not_speak_is_said_to_be_one(ask: Ask, path: str, accept: str) -> None:
    answer = ask(path, headers={"Accept": accept})

    assert answer.status_code == 406
    assert tree_of(answer.content)[0]["code"] == "406"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE"])
def test_a_method_that_an_address_does_not_take_is_told_which_it_takes(town: Town, method: str) -> None:
    answer = Client().generic(method, "/open311/v2/services.json")

    assert answer.status_code == 405
    assert answer["Allow"] == "GET, HEAD, OPTIONS"
    assert answer.json()[0]["code"] == 405


def test_a_browser_may_ask_what_is_allowed(town: Town) -> None:
    answer: HttpResponse = Client().options("/open311/v2/services.json")

    assert answer.status_code == 200
    assert answer["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", ["elsewhere.json", "services.json/more/x.json", "v3/services.json"])
def test_an_address_that_is_not_there_says_so_in_its_format(ask: Ask, path: str) -> None:
    answer = ask(path)

    assert (answer.status_code, answer["Content-Type"]) == (404, JSON)
    assert answer.json()[0]["description"] == "没有这个地址。"


def test_errors_are_a_list_in_both_formats(ask: Ask) -> None:
    as_json, as_xml = ask("services/nothing.json", lang="en"), ask("services/nothing.xml", lang="en")

    (error,) = as_json.json()
    assert error["code"] == 404
    assert "nothing" in error["description"]
    assert tree_of(as_xml.content) == [{"code": "404", "description": error["description"]}]
    assert as_xml.content.startswith(b'<?xml version="1.0" encoding="utf-8"?>')


def test_an_error_is_kept_by_no_cache(ask: Ask) -> None:
    assert ask("services/nothing.json")["Cache-Control"] == "no-store"
