"""The discovery document: where everything begins for software that knows nothing of us."""

from datetime import datetime
from pathlib import Path

import pytest

from lianxin.kernel.actor import SYSTEM
from lianxin.open311.public import import_questions
from lianxin.org.catalogue import CategoryDraft, keep_category
from open311.asking import Ask, tree_of
from town import Town


def test_it_names_a_production_and_a_test_endpoint(ask: Ask) -> None:
    told = ask("discovery.json").json()

    urls = {endpoint["type"]: endpoint["url"] for endpoint in told["endpoints"]}
    assert urls == {
        "production": "http://testserver/open311/v2",
        "test": "http://testserver/open311/test/v2",
    }
    for endpoint in told["endpoints"]:
        assert endpoint["specification"] == "http://wiki.open311.org/GeoReport_v2"
        assert endpoint["formats"] == ["application/json", "text/xml"]


@pytest.mark.parametrize(
    ("path", "kind"), [("discovery.json", "application/json"), ("discovery.xml", "text/xml")]
)
def test_it_is_served_without_a_charset(ask: Ask, path: str, kind: str) -> None:
    answer = ask(path)

    assert answer["Content-Type"] == kind
    assert answer.content.isascii(), "without a charset nothing but ASCII is read alike by all"


def test_both_formats_say_the_same(ask: Ask) -> None:
    assert tree_of(ask("discovery.xml").content) == ask("discovery.json").json()


def test_it_says_whom_to_ask_and_how_to_get_a_key(ask: Ask) -> None:
    told = ask("discovery.json", lang="en").json()

    assert "administrator" in told["contact"]
    assert "api_key" in told["key_service"]


def test_every_endpoint_it_names_answers(ask: Ask) -> None:
    for endpoint in ask("discovery.json").json()["endpoints"]:
        base = endpoint["url"].removeprefix("http://testserver") + "/"
        assert ask("services.xml", base=base).status_code == 200
        assert ask("", base=base, headers={"Accept": "application/json"}).json()["endpoints"]


def test_its_changeset_lies_in_the_past_and_moves_with_the_catalogue(
    ask: Ask, town: Town, tmp_path: Path
) -> None:
    def changeset() -> datetime:
        return datetime.fromisoformat(ask("discovery.json").json()["changeset"])

    first = changeset()
    assert first <= town.now

    town.later(minutes=1)
    draft = CategoryDraft("other.new", "新类", "New", "event", "ordinary")
    keep_category(draft, by=SYSTEM, now=town.now)
    second = changeset()
    town.later(minutes=1)
    sheet = tmp_path / "questions.csv"
    sheet.write_text("category,code,datatype,description\nother.new,A,string,哪一个\n", encoding="utf-8")
    import_questions(sheet, by=SYSTEM, now=town.now)

    assert first < second < changeset() <= town.now
