"""A8: the relay dies at any step, the gateway cuts its answer; every message arrives, its effect once."""

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import connection, transaction

from lianxin.journal.public import Fact, append, entries_about
from lianxin.kernel.actor import SYSTEM
from lianxin.notices.public import Message, Note, relay, write

COUNTY, PHONE = "140403", "13900000000"
NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
QUICK, ALL = 1_000, 10_000


class Killed(BaseException):
    """The process ends here: nothing after this line runs, and the open transaction is lost."""


class Reaper:
    """Kills at the n-th step: before or after a statement, before or after the gateway accepted."""

    def __init__(self, at: int) -> None:
        self.left = at

    def step(self) -> None:
        self.left -= 1
        if self.left == 0:
            raise Killed

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith(("ROLLBACK", "SAVEPOINT", "RELEASE")):
            return execute(sql, params, many, context)
        self.step()
        done = execute(sql, params, many, context)
        self.step()
        return done


def dies(step: int, what: Callable[[], object], gateway: Any) -> bool:
    """Run `what` and kill it at the given step; whether it came that far. What it had committed stays."""
    reaper, accept = Reaper(step), type(gateway).send

    def send(letter: Any) -> None:
        reaper.step()
        accept(gateway, letter)
        reaper.step()

    gateway.send = send
    try:
        with connection.execute_wrapper(reaper):
            what()
    except Killed:
        return True
    finally:
        del gateway.send
    return False


def crash(gateway: Any, crashes: int, seed: int) -> None:
    chance, now, died, written = random.Random(seed), NOON, 0, 0
    while died < crashes:
        if not Message.objects.filter(sent_at__isnull=True).exists():
            notes = [
                Note(f"k{written + n}", "gateway", f"第 {written + n} 条", address=PHONE, urgent=True)
                for n in range(20)
            ]
            write(COUNTY, notes, now=NOON)
            written += len(notes)
        gateway.after = TimeoutError() if chance.random() < 0.1 else None
        died += dies(chance.randrange(1, 16), partial(relay, now, 3), gateway)
        now += timedelta(minutes=6)
    gateway.after = None
    for _ in range(40):
        now += timedelta(hours=3)
        relay(now)

    keys = {f"{COUNTY}:k{n}" for n in range(written)}
    assert set(gateway.accepted) == keys, "a message never arrived"
    assert not Message.objects.filter(sent_at__isnull=True).exists()
    effects = {f"{COUNTY}:k{n}": (PHONE, f"第 {n} 条") for n in range(written)}
    assert gateway.read == effects, "a double said something else, so its effect was not one"
    assert sum(gateway.accepted.values()) > written, "no answer was ever cut: the test tested nothing"


@pytest.mark.django_db
def test_a_thousand_deaths_of_the_relay_lose_no_message(gateway: Any) -> None:
    crash(gateway, QUICK, seed=1)


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(2, 11))
def test_ten_thousand_deaths_of_the_relay_lose_no_message(gateway: Any, seed: int) -> None:
    crash(gateway, (ALL - QUICK) // 9, seed)


@pytest.mark.django_db
def test_a_fact_and_its_message_are_written_together_or_not_at_all(gateway: Any) -> None:
    @transaction.atomic
    def tell(number: int) -> None:
        write(COUNTY, [Note(f"k{number}", "gateway", "您好")], now=NOON)
        append(COUNTY, [Fact("matters.close", f"matter:{number}")], by=SYSTEM, now=NOON)

    step, died = 1, True
    while died:
        died = dies(step, partial(tell, step), gateway)
        message = Message.objects.filter(county=COUNTY, key=f"k{step}").exists()
        fact = entries_about(COUNTY, f"matter:{step}").exists()
        assert message == fact == (not died)
        step += 1
    assert step > 8
