"""The background loop goes on whatever it meets, and stops when it is told to."""

import logging
import threading
from datetime import UTC, datetime

import pytest
from django.db import OperationalError, connection
from django.db.utils import ConnectionHandler

from lianxin.notices.public import Message, Note, write
from lianxin.shell import work

NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_one_round_delivers_sweeps_and_relays() -> None:
    write("140403", [Note(key="k", channel="console", words="您好")], now=NOON)

    done = work.work_once(NOON)
    assert done == {**dict.fromkeys(work.TASKS, 0), "relay": 1}
    assert Message.objects.get(county="140403").sent_at == NOON


@pytest.mark.django_db(transaction=True)
def test_a_task_that_fails_stops_no_other_and_is_logged(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def gone(now: datetime) -> int:
        raise OperationalError("the database went away")

    monkeypatch.setitem(work.TASKS, "sweep", gone)

    with caplog.at_level(logging.ERROR):
        done = work.work_once(NOON)
    assert done == {**dict.fromkeys(work.TASKS, 0), "sweep": -1}
    assert "sweep failed" in caplog.text


def test_the_loop_survives_a_database_that_went_away_and_stops_when_told(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    stop, rounds, waits = threading.Event(), [], []

    def once(now: datetime, *, outside: bool) -> dict[str, int]:
        rounds.append(now)
        return {"deliver": -1 if len(rounds) < 5 else 0}

    def wait(seconds: float) -> bool:
        waits.append(seconds)
        if len(rounds) == 7:
            stop.set()
        return True

    monkeypatch.setattr(work, "work_once", once)
    monkeypatch.setattr(work, "connections", ConnectionHandler({}))
    monkeypatch.setattr(stop, "wait", wait)

    work.lane(stop, outside=False)

    assert waits == [2, 4, 8, 16, 1, 1, 1]


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_was_cut_is_opened_again_in_the_next_round() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("the embedded database has no line that could be cut")
    connection.ensure_connection()
    connection.connection.close()

    assert -1 in work.work_once(NOON).values()
    done = work.work_once(NOON)
    assert set(done.values()) == {0}


def test_what_waits_for_the_network_holds_up_no_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    stop, hangs, swept = threading.Event(), threading.Event(), threading.Event()
    tasks = {"sweep": lambda now: bool(swept.set()), "relay": lambda now: int(hangs.wait(20))}
    monkeypatch.setattr(work, "TASKS", tasks)
    monkeypatch.setattr(work, "connections", ConnectionHandler({}))
    monkeypatch.setattr(work, "PATIENCE_SECONDS", 0.0)
    loop = threading.Thread(target=work.work_loop, args=(stop,))
    loop.start()

    assert swept.wait(10), "the sweep waits for a gateway"
    stop.set()
    loop.join(10)
    assert not loop.is_alive()
    hangs.set()
