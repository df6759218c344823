"""The public board: what anybody reads there, and what nobody ever does."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from commons.board import MARKS, WORDS, marked, shown
from lianxin.commons import public as commons
from lianxin.matters.models import Matter
from lianxin.matters.public import Verb
from town import Town

FEEDS = ("/commons/feed.atom", "/commons/feed.geojson", "/commons/feed.csv")
ADDRESSES = ("/commons/", "/commons/map/", "/commons/sign/", *FEEDS)
pytestmark = pytest.mark.django_db


def body(client: Client, address: str, **asked: str) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_anybody_reads_the_words_the_state_and_the_unit(town: Town, client: Client) -> None:
    shown(town)

    page = body(client, "/commons/")

    assert WORDS in page
    assert "正在办" in page
    assert "城隍庙社区" in page
    assert town.told[0].number in page
    assert 'type="application/atom+xml"' in page
    assert "公开栏" in body(client, "/")  # the way there, on the page where residents begin


def test_an_empty_place_says_what_would_be_there(town: Town, client: Client) -> None:
    assert "这里还没有公开的事" in body(client, "/commons/")
    for address in FEEDS:
        assert client.get(address).status_code == 200


def test_nothing_of_a_person_stands_on_the_page_the_map_or_the_feeds(town: Town, client: Client) -> None:
    ref = marked(town)
    commons.renew(town.now + timedelta(days=1))
    row = Matter.objects.filter(county=ref.county, id=ref.id).get()
    never = [
        *MARKS.values(), "标记", "不满意", str(ref.id), str(row.lon), str(row.lat), town.told[0].code,
        row.code_digest, f"{row.received_at:%M:%S}", "李网格", "钱派遣",
    ]  # fmt: skip

    for address in ADDRESSES:
        answer = client.get(address)
        told = answer.content.decode() + str(dict(answer.headers))
        assert [mark for mark in never if mark in told] == [], address
    assert WORDS in body(client, "/commons/")


@pytest.mark.parametrize("by", ["resident", "dispatcher"])
def test_what_is_taken_down_is_gone_with_the_next_request_everywhere(
    town: Town, client: Client, by: str
) -> None:
    ref = shown(town)
    before = {address: client.get(address) for address in ADDRESSES}

    actor = town.resident(ref) if by == "resident" else town.qianpaiqian
    town.speak(Verb.UNPUBLISH, ref, actor)

    for address, had in before.items():
        headers = {"if-none-match": had["ETag"], "if-modified-since": had["Last-Modified"]}
        answer = client.get(address, headers=headers)
        assert answer.status_code == 200, address
        assert WORDS not in answer.content.decode()
        only_time = client.get(address, headers={"if-modified-since": had["Last-Modified"]})
        assert only_time.status_code == 200


def test_unchanged_it_is_not_sent_again_and_costs_one_statement(
    town: Town, client: Client, warm: None
) -> None:
    shown(town)
    for address in ADDRESSES:
        first = client.get(address)
        with CaptureQueriesContext(connection) as asked:
            again = client.get(address, headers={"if-none-match": first["ETag"]})
        assert again.status_code == 304, address
        assert len(asked) <= 1, [query["sql"][:80] for query in asked.captured_queries]
        assert "public" in first["Cache-Control"]
        assert "no-cache" in first["Cache-Control"]


def test_cold_a_page_is_few_statements_however_many_rows(town: Town, client: Client) -> None:
    shown(town)
    seed = Matter.objects.filter(county=town.county).get()
    many = []
    for number in range(120):
        copy = Matter(**{f.attname: getattr(seed, f.attname) for f in Matter._meta.concrete_fields})
        copy.id, copy.number, copy.code_digest = clock_id(), f"140403-261123-N{number:06d}", f"{number:064d}"
        many.append(copy)
    Matter.objects.bulk_create(many)

    with CaptureQueriesContext(connection) as asked:
        page = body(client, "/commons/")

    heavy = [q for q in asked.captured_queries if "matters_" in q["sql"] or "commons_" in q["sql"]]
    assert len(heavy) <= 4  # the list is looked at before and after: no figure beside another list
    assert page.count('id="m-') == 50


def clock_id() -> Any:
    from lianxin.kernel.ids import uuid7

    return uuid7()


def test_filters_combine_and_wrong_ones_are_refused_in_words(town: Town, client: Client) -> None:
    shown(town)

    good = {"area": town.town, "kind": "facility", "state": "hand", "month": "2026-11"}
    assert WORDS in body(client, "/commons/", **good)
    assert WORDS not in body(client, "/commons/", **{**good, "state": "done"})
    for wrong in (
        {"area": "9" * 12},
        {"kind": "dispute"},
        {"state": "rated"},
        {"month": "2026-99"},
        {"after": "x"},
    ):
        for address in ("/commons/", "/commons/feed.csv"):
            assert client.get(address, wrong).status_code == 422, wrong


def test_the_month_is_the_month_in_china(town: Town, client: Client) -> None:
    town.now = datetime(2026, 11, 30, 16, 30, tzinfo=UTC)
    shown(town)

    assert WORDS in body(client, "/commons/", month="2026-12")
    assert WORDS not in body(client, "/commons/", month="2026-11")


def test_whoever_serves_sees_it_too_and_nobody_keeps_their_page(town: Town, client: Client) -> None:
    from lianxin.accounts import public as accounts
    from signin import signed_in

    shown(town)
    signed_in(client, accounts.find_person("wailai"))

    answer = client.get("/commons/")

    assert WORDS in answer.content.decode()
    assert "private" in answer["Cache-Control"]
    assert "ETag" not in answer


def test_the_sign_leads_to_the_board_of_its_place(town: Town, client: Client) -> None:
    page = body(client, "/commons/sign/", area=town.chenghuang)

    assert f"/commons/?area={town.chenghuang}" in page
    assert "data:image/svg+xml" in page
