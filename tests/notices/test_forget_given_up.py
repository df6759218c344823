"""A resident's number and words do not lie about for ever because a gateway was dead."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from keepers import NOW, Two
from lianxin.journal.public import Entry
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import NotNow
from lianxin.notices.forgetting import forget_given_up
from lianxin.notices.models import Message
from lianxin.notices.public import Note, relay, send_again, write

COUNTY, PHONE, WORDS = "140403", "13877665544", "您的事办好了"
pytestmark = pytest.mark.django_db


@pytest.fixture
def given_up() -> Message:
    write(COUNTY, [Note("k", "file", WORDS, address=PHONE, urgent=True)], now=NOW)
    Message.objects.filter(county=COUNTY).update(given_up_at=NOW, tries=10, fault="OSError")
    return Message.objects.get()


def test_a_month_after_it_was_given_up_only_the_row_stays(given_up: Message) -> None:
    assert forget_given_up(NOW + timedelta(days=29, hours=23)) == 0
    assert Message.objects.get().sealed

    assert forget_given_up(NOW + timedelta(days=30, hours=1)) == 1

    row = Message.objects.get()
    assert (row.sealed, row.words, row.fault, row.tries) == (None, "", "OSError", 10)
    assert Entry.objects.get(action="notices.forget_words").subject == f"message:{row.id}"
    assert forget_given_up(NOW + timedelta(days=31)) == 0


def test_what_is_not_given_up_keeps_its_words(given_up: Message) -> None:
    Message.objects.filter(county=COUNTY).update(given_up_at=None, due_at=NOW + timedelta(days=400))

    assert forget_given_up(NOW + timedelta(days=300)) == 0
    assert Message.objects.get().sealed


def test_what_was_forgotten_cannot_be_sent_again(given_up: Message) -> None:
    forget_given_up(NOW + timedelta(days=40))

    with pytest.raises(NotNow, match="按期删除"):
        send_again(COUNTY, given_up.id, by=SYSTEM, now=NOW + timedelta(days=40))

    assert relay(NOW + timedelta(days=41)).sent == 0


def test_what_is_forgotten_while_a_keeper_sends_it_again_does_not_go_out_empty(given_up: Message) -> None:
    late = NOW + timedelta(days=40)
    forgotten: list[int] = []

    def a_worker_is_first(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("UPDATE") and not forgotten:
            forgotten.append(0)
            forgotten[0] = forget_given_up(late)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(a_worker_is_first), pytest.raises(NotNow):
        send_again(COUNTY, given_up.id, by=SYSTEM, now=late)

    assert forgotten == [1]
    assert relay(late + timedelta(days=1)).sent == 0


def test_a_message_within_the_month_is_still_sent_again(given_up: Message) -> None:
    send_again(COUNTY, given_up.id, by=SYSTEM, now=NOW + timedelta(days=3))

    assert relay(NOW + timedelta(days=3, minutes=1)).sent == 1


def test_the_page_offers_no_button_for_what_is_gone(two: Two, given_up: Message) -> None:
    assert "再发一次" in two.keeper.get("/undelivered/").content.decode()
    forget_given_up(NOW + timedelta(days=40))

    page = two.keeper.get("/undelivered/").content.decode()

    assert "再发一次" not in page
    assert "已按期删除" in page
