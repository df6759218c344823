"""What could not be sent, as the keeper sees it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from keepers import Two
from lianxin.notices.public import Note, relay, undelivered, write
from lianxin.notices.relaying import TRIES

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)


@pytest.fixture
def stuck(gateway: Any) -> Any:
    gateway.before = TimeoutError("13912345678")
    note = Note(
        key="k", channel="gateway", words="凭查询码 QW8K 看进展", subject="matter:1", address="13912345678"
    )
    write("140403", [note], now=NOON)
    for day in range(TRIES):
        relay(NOON + timedelta(days=day))
    gateway.before = None
    return undelivered().get()


def test_the_keeper_sees_what_is_stuck_without_words_or_address(two: Two, stuck: Any) -> None:
    page = two.keeper.get("/undelivered/").content.decode()

    assert "matter:1" in page
    assert "TimeoutError" in page
    assert "13912345678" not in page
    assert "QW8K" not in page


def test_an_empty_page_says_what_would_be_here(two: Two) -> None:
    assert "消息都送出去了" in two.keeper.get("/undelivered/").content.decode()


def test_for_everybody_else_the_page_does_not_exist(two: Two, stuck: Any) -> None:
    assert two.other.get("/undelivered/").status_code == 404
    assert two.other.post(f"/undelivered/140403/{stuck.id}/again/").status_code == 403
    assert Client().get("/undelivered/").status_code == 302
    assert undelivered().exists()


def test_the_keeper_has_it_sent_again(two: Two, stuck: Any, gateway: Any) -> None:
    assert two.keeper.post(f"/undelivered/140403/{stuck.id}/again/").status_code == 302

    assert not undelivered().exists()
