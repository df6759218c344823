"""Messages are carried out, tried again, given up in sight of the keeper, and taken up again."""

import json
import logging
import threading
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from django.db import OperationalError, connection

from lianxin.journal.public import NATION, entries_about
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import NotAllowed, NotFound
from lianxin.notices.public import (
    Message,
    Note,
    Sent,
    all_channels,
    relay,
    send_again,
    undelivered,
    waiting,
    write,
)
from lianxin.notices.relaying import TRIES

COUNTY = "140403"
NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
PHONE = "13912345678"


def one(channel: str = "gateway", key: str = "k") -> None:
    write(COUNTY, [Note(key=key, channel=channel, words="您的反映已办结", address=PHONE)], now=NOON)


@pytest.mark.django_db
def test_a_message_reaches_its_channel_with_the_address_opened(gateway: Any) -> None:
    one()

    assert relay(NOON) == Sent(sent=1)
    assert relay(NOON) == Sent()
    assert gateway.read == {f"{COUNTY}:k": (PHONE, "您的反映已办结")}
    assert Message.objects.get(county=COUNTY).sealed is None, "what has gone keeps no address"


@pytest.mark.django_db
def test_what_waits_for_the_morning_is_not_sent_at_night(gateway: Any) -> None:
    write(COUNTY, [Note(key="k", channel="gateway", words="早")], now=NOON + timedelta(hours=10))

    assert relay(NOON + timedelta(hours=19)) == Sent()
    assert relay(NOON + timedelta(hours=20)) == Sent(sent=1)


@pytest.mark.django_db
def test_a_dead_gateway_is_tried_less_and_less_and_holds_up_nobody(gateway: Any) -> None:
    gateway.before = TimeoutError("no answer")
    one()
    one("console", "other")

    assert relay(NOON) == Sent(sent=1, failed=1)
    assert relay(NOON + timedelta(seconds=29)) == Sent()
    assert relay(NOON + timedelta(seconds=30)) == Sent(failed=1)
    assert relay(NOON + timedelta(seconds=60)) == Sent()


@pytest.mark.django_db
def test_after_many_tries_it_is_given_up_where_the_keeper_sees_it(
    gateway: Any, caplog: pytest.LogCaptureFixture
) -> None:
    gateway.before = TimeoutError(f"could not reach {PHONE}")
    one()

    with caplog.at_level(logging.DEBUG):
        done = [relay(NOON + timedelta(days=day)) for day in range(TRIES + 1)]

    assert sum(part.failed for part in done) == TRIES - 1
    assert sum(part.given_up for part in done) == 1
    assert [row.key for row in undelivered()] == ["k"]
    assert PHONE not in caplog.text + repr(Message.objects.values().get())


@pytest.mark.django_db
def test_the_keeper_has_it_sent_again_and_the_journal_says_so(gateway: Any) -> None:
    gateway.before = TimeoutError()
    one()
    for day in range(TRIES):
        relay(NOON + timedelta(days=day))
    message, later = undelivered().get(), NOON + timedelta(days=30)

    send_again(COUNTY, message.id, by=SYSTEM, now=later)

    gateway.before = None
    assert relay(later) == Sent(sent=1)
    assert entries_about(NATION, f"message:{message.id}").count() == 1
    with pytest.raises(NotFound):
        send_again(COUNTY, message.id, by=SYSTEM, now=later)


@pytest.mark.django_db
def test_nobody_but_a_keeper_has_it_sent_again() -> None:
    with pytest.raises(NotAllowed):
        send_again(COUNTY, uuid4(), by=Actor.staff(uuid4()), now=NOON)


@pytest.mark.django_db
def test_the_file_holds_one_line_a_message_and_no_readable_address(settings: Any, tmp_path: Path) -> None:
    settings.NOTICE_FILE = tmp_path / "notices.jsonl"
    one("file", "a")
    one("file", "b")

    relay(NOON)

    written = settings.NOTICE_FILE.read_text(encoding="utf-8")
    keys = [json.loads(line)["key"] for line in written.splitlines()]
    assert sorted(keys) == [f"{COUNTY}:a", f"{COUNTY}:b"]
    assert PHONE not in written


@pytest.mark.django_db
def test_a_line_that_a_full_disk_cut_spoils_no_other(settings: Any, tmp_path: Path) -> None:
    settings.NOTICE_FILE = tmp_path / "notices.jsonl"
    settings.NOTICE_FILE.write_text('{"key": "cut off in the mi', encoding="utf-8")
    one("file", "a")

    relay(NOON)

    _torn, whole = settings.NOTICE_FILE.read_text(encoding="utf-8").splitlines()
    assert json.loads(whole)["key"] == f"{COUNTY}:a"


@pytest.mark.django_db
def test_what_is_due_and_has_not_gone_is_counted() -> None:
    one("file")

    assert (waiting(NOON).count, waiting(NOON).oldest) == (1, NOON)


@pytest.mark.django_db
def test_every_channel_has_a_label_and_a_check() -> None:
    assert {channel.id for channel in all_channels()} >= {"desk", "console", "file"}
    assert all(channel.label and isinstance(channel.check(), list) for channel in all_channels())


@pytest.mark.django_db(transaction=True)
def test_four_relays_at_once_send_each_message_once(gateway: Any) -> None:
    for n in range(60):
        one(key=f"k{n}")

    def work() -> None:
        try:
            for _ in range(6):
                with suppress(OperationalError):  # a locked embedded store: the loop tries again
                    relay(NOON, 10)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    relay(NOON + timedelta(hours=1), 100)

    assert set(gateway.accepted) == {f"{COUNTY}:k{n}" for n in range(60)}
    if connection.vendor == "postgresql":  # no lock of the whole store there, so no try was lost
        assert set(gateway.accepted.values()) == {1}
