"""Nobody is woken between 20:00 and 08:00 but for an emergency, however a message became late."""

from datetime import UTC, datetime, time, timedelta
from typing import Any

import pytest

from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotAllowed
from lianxin.notices import quiet
from lianxin.notices.models import Message
from lianxin.notices.public import Note, relay, write

pytestmark = pytest.mark.django_db
COUNTY = "140403"
EVENING = datetime(2026, 6, 1, 11, 59, 50, tzinfo=UTC)  # 19:59:50 in China
NIGHT = datetime(2026, 6, 1, 14, 0, tzinfo=UTC)
MORNING = datetime(2026, 6, 2, 0, 0, tzinfo=UTC)  # 08:00


def test_a_try_that_failed_in_the_evening_is_made_again_in_the_morning(gateway: Any) -> None:
    write(COUNTY, [Note("k", "gateway", "您好", address="139")], now=EVENING)
    gateway.before = OSError()
    assert relay(EVENING).failed == 1
    gateway.before = None

    assert relay(NIGHT).sent == 0
    assert relay(MORNING - timedelta(seconds=1)).sent == 0
    assert relay(MORNING).sent == 1


def test_what_a_stopped_server_left_is_not_sent_at_night(gateway: Any) -> None:
    write(COUNTY, [Note("k", "gateway", "您好", address="139")], now=EVENING - timedelta(hours=3))

    assert relay(NIGHT).sent == 0
    assert relay(MORNING).sent == 1


def test_an_emergency_goes_out_at_night_and_again_when_a_try_failed(gateway: Any) -> None:
    write(COUNTY, [Note("k", "gateway", "您好", address="139", urgent=True)], now=NIGHT)
    gateway.before = OSError()
    assert relay(NIGHT).failed == 1
    gateway.before = None
    assert relay(NIGHT + timedelta(minutes=1)).sent == 1


def test_other_hours_hold_from_the_moment_a_keeper_says_so(gateway: Any) -> None:
    quiet.change_hours(time(18, 0), time(9, 30), by=SYSTEM, now=EVENING)
    write(COUNTY, [Note("k", "gateway", "您好", address="139")], now=EVENING - timedelta(hours=1))

    assert Message.objects.get().due_at == datetime(2026, 6, 2, 1, 30, tzinfo=UTC)
    assert relay(MORNING).sent == 0
    assert relay(datetime(2026, 6, 2, 1, 30, tzinfo=UTC)).sent == 1


NO_NIGHT = ((23, 8), (20, 5), (8, 20), (9, 9))


@pytest.mark.parametrize(("begins", "ends"), [(time(a), time(b)) for a, b in NO_NIGHT])
def test_a_night_stays_a_night(begins: time, ends: time) -> None:
    with pytest.raises(Invalid):
        quiet.change_hours(begins, ends, by=SYSTEM, now=EVENING)


def test_only_the_keeper_changes_the_hours() -> None:
    with pytest.raises(NotAllowed):
        quiet.change_hours(time(19, 0), time(8, 0), by=Actor.resident(), now=EVENING)
