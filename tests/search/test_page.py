"""The page on which one finds a matter, and the field on top of every page."""

import re
from typing import Any

import pytest
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.kernel import clock
from lianxin.matters.searching import finding
from lianxin.search.public import rebuilding
from signin import signed_in
from town import Town


@pytest.fixture
def desk(town: Town, monkeypatch: pytest.MonkeyPatch) -> Client:
    monkeypatch.setattr(clock, "now", lambda: town.now)
    return enter(town.qianpaiqian.id)


def enter(person: Any) -> Client:
    return signed_in(Client(), Person.objects.get(pk=person))


def asked(client: Client, **query: str) -> str:
    page = client.get("/search/", query).content.decode()
    return re.sub(r'(name="csrfmiddlewaretoken" value=")\w+', r"\1", page)


def test_the_hit_is_marked_in_its_words(town: Town, desk: Client) -> None:
    town.reported("城隍庙广场北口<b>井盖</b>坏了")

    page = asked(desk, q="井盖")

    assert "<mark>井盖</mark>" in page
    assert "&lt;b&gt;" in page
    assert "找到 1 件。" in page
    assert town.told[0].number in page
    assert town.told[0].code not in page


def test_the_field_on_top_leads_there_and_keeps_what_was_asked(town: Town, desk: Client) -> None:
    assert 'action="/search/"' in desk.get("/needle/").content.decode()
    assert 'value="井盖&quot;&gt;"' in asked(desk, q='井盖">')


def test_strangers_and_administrators_have_no_field(town: Town, desk: Client) -> None:
    assert "data-search" not in Client().get("/").content.decode()
    assert "data-search" not in enter(town.anquan.id).get("/people/").content.decode()


def test_strangers_are_led_to_the_door(db: None) -> None:
    for path in ("/search/?q=井盖", "/search/suggestions/?q=井"):
        assert Client().get(path)["Location"].startswith("/sign-in/")


def test_the_outsider_gets_what_would_be_got_if_there_were_nothing(town: Town, desk: Client) -> None:
    outsider = enter(town.wailai.id)
    before = asked(outsider, q="井盖")

    town.reported()

    assert asked(outsider, q="井盖") == before
    assert outsider.get("/search/suggestions/", {"q": "井"}).json() == {"suggestions": []}


def test_what_narrows_is_folded_away_until_it_is_used(town: Town, desk: Client) -> None:
    town.reported()

    assert '<details class="fold plain screen-only">' in asked(desk, q="井盖")
    assert '<details class="fold plain screen-only" open>' in asked(desk, q="井盖", state="closed")


def test_a_residents_code_finds_nothing_and_says_that_it_never_will(town: Town, desk: Client) -> None:
    town.reported()

    page = asked(desk, q=town.told[0].code)

    assert "找到 0 件。" in page
    assert "不能按报事人的姓名、电话或查询码找" in page


def test_without_a_question_it_says_how_to_ask(town: Town, desk: Client) -> None:
    page = desk.get("/search/")

    assert page.status_code == 200
    assert "写几个字就能找" in page.content.decode()


@pytest.mark.parametrize(
    "query", [{"q": "*"}, {"q": ""}, {"q": "井", "until": "x"}, {"q": "井", "after": "x"}]
)
def test_what_cannot_be_asked_comes_back_with_a_sentence(
    town: Town, desk: Client, query: dict[str, str]
) -> None:
    answer = desk.get("/search/", query)

    assert answer.status_code == 422
    assert 'class="error"' in answer.content.decode()


def test_page_after_page_nothing_is_lost(town: Town, desk: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "PAGE", 3)
    for number in range(8):
        town.reported(f"第{number}个井盖")
    seen: list[str] = []
    query = {"q": "井盖"}

    for _page in range(3):
        answer = desk.get("/search/", query)
        seen += [hit.card.number for hit in answer.context["found"].hits]
        assert answer.context["found"].count == 8
        query = {"q": "井盖", "after": answer.context["found"].next_after}

    assert sorted(seen) == sorted(told.number for told in town.told)
    assert query["after"] == ""


def test_more_than_a_thousand_are_said_to_be_more(
    town: Town, desk: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lianxin.search.queries.MOST_COUNTED", 4)
    monkeypatch.setattr(finding, "PAGE", 3)
    for number in range(9):
        town.reported(f"第{number}个井盖")
    query, seen = {"q": "井盖"}, set()

    for _page in range(3):
        answer = desk.get("/search/", query)
        assert "1,000 件以上" in answer.content.decode()
        seen |= {hit.card.number for hit in answer.context["found"].hits}
        query = {"q": "井盖", "after": answer.context["found"].next_after}

    assert len(seen) == 9


def test_it_says_that_the_index_is_still_being_laid(town: Town, desk: Client) -> None:
    town.reported()
    rebuilding.owe()

    assert "还在整理" in asked(desk, q="井盖")


def test_few_statements_however_many_hits(
    town: Town, desk: Client, warm: None, django_assert_max_num_queries: Any
) -> None:
    for number in range(60):
        town.reported(f"第{number}个井盖")
    asked(desk, q="井盖")

    with django_assert_max_num_queries(12):
        assert "找到 60 件" in asked(desk, q="井盖")
