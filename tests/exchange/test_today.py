"""Which day it is for a row of a sheet."""

from datetime import UTC, date, datetime

from lianxin.exchange.fields import Mapped
from lianxin.exchange.shaping import Shaper


def test_before_eight_in_the_morning_it_is_today_in_china_and_no_longer_yesterday() -> None:
    half_past_midnight = datetime(2027, 1, 3, 16, 30, tzinfo=UTC)

    assert Shaper(Mapped({}), [], "", ("",), half_past_midnight).on == date(2027, 1, 4)
