"""A8 for news: the worker dies at any step, the answer is cut; every delivery arrives, under one id."""

import random
from functools import partial
from typing import Any

import pytest
from django.db import connection

from away import Host, says
from lianxin.journal.models import Announcement
from lianxin.journal.public import deliver
from lianxin.webhooks.models import Delivery
from lianxin.webhooks.sending import send_due
from notices.test_crashes import Killed, Reaper
from webhooks.conftest import Line

pytestmark = pytest.mark.crash


def dies(step: int, what: Any) -> bool:
    try:
        with connection.execute_wrapper(Reaper(step)):
            what()
    except Killed:
        return True
    return False


def ids(host: Host) -> list[bytes]:
    return [asked.split(b"webhook-id: ")[1].split(b"\r\n")[0] for asked in host.asked]


def test_deaths_at_every_step_lose_nothing(line: Line) -> None:
    chance, died = random.Random(3), 0
    for number in range(10):
        line.sent_in(f"第{number}个井盖坏了")
    while deliver(now=line.now):
        pass
    while Delivery.objects.filter(sent_at__isnull=True).exists():
        line.host.talk = says() if chance.random() < 0.9 else (lambda plug, _asked: None)
        died += dies(chance.randrange(1, 22), partial(send_due, line.now))
        line.town.later(minutes=6)
    wanted = {str(id_).encode() for id_ in Delivery.objects.values_list("id", flat=True)}

    assert set(ids(line.host)) == wanted
    assert len(wanted) == 20
    assert died > 3, "nobody died: the test tested nothing"
    assert len(ids(line.host)) > len(wanted), "no answer was ever lost"


@pytest.mark.parametrize("step", range(1, 14, 2))
def test_news_is_written_down_with_its_hearing_or_not_at_all(line: Line, step: int) -> None:
    line.sent_in()
    dies(step, partial(deliver, now=line.now, at_most=1))

    heard = Announcement.objects.filter(county=line.town.county, heard_at__isnull=False).count()
    assert Delivery.objects.count() == heard
    while deliver(now=line.now):
        pass
    assert Delivery.objects.count() == 2
