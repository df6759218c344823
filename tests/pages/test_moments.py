"""Both meanings of a time."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation

from lianxin.pages.moments import due, past

NOW = datetime(2026, 6, 1, 2, 0, tzinfo=UTC)  # Monday, 10:00 in China


@pytest.mark.parametrize(
    ("ahead", "meaning", "date"),
    [
        (timedelta(minutes=5), "还有 5 分钟", "6月1日 周一 10:05"),
        (timedelta(hours=1, minutes=59), "还有 1 小时 59 分", "6月1日 周一 11:59"),
        (timedelta(hours=2), "还有 2 小时", "6月1日 周一 12:00"),
        (timedelta(hours=4, minutes=50), "还有 5 小时", "6月1日 周一 14:50"),
        # A promise of a day, made a moment ago, has not lost an hour yet.
        (timedelta(hours=24, seconds=-2), "还有 1 天", "6月2日 周二 09:59"),
        (timedelta(hours=23, minutes=50), "还有 24 小时", "6月2日 周二 09:50"),
        (timedelta(hours=8), "还有 8 小时", "6月1日 周一 18:00"),
        (timedelta(days=2, hours=8), "还有 2 天", "6月3日 周三 18:00"),
        # 38 hours ahead is the day after tomorrow: days are counted as on a calendar.
        (timedelta(hours=38), "还有 2 天", "6月3日 周三 00:00"),
        (timedelta(days=230), "还有 230 天", "2027年1月17日 周日 10:00"),
    ],
)
def test_a_promise_tells_what_is_left_and_when(ahead: timedelta, meaning: str, date: str) -> None:
    told = due(NOW + ahead, now=NOW)

    assert (told.meaning, told.date, told.late) == (meaning, date, False)


def test_a_missed_promise_says_so_in_a_word() -> None:
    told = due(NOW - timedelta(hours=3), now=NOW)

    assert (told.meaning, told.late) == ("超时 3 小时", True)


def test_the_very_moment_of_the_promise_is_not_late() -> None:
    assert not due(NOW, now=NOW).late


@pytest.mark.parametrize(
    ("ago", "meaning"),
    [
        (timedelta(seconds=10), "刚才"),
        (timedelta(minutes=59), "59 分钟前"),
        (timedelta(hours=2), "2 小时前"),
        (timedelta(days=3), "3 天前"),
        (timedelta(minutes=-5), "刚才"),  # a phone's clock may run ahead
    ],
)
def test_the_past_tells_how_long_ago(ago: timedelta, meaning: str) -> None:
    assert past(NOW - ago, now=NOW).meaning == meaning


def test_english_counts_one_day_and_two_days() -> None:
    with translation.override("en"):
        one = due(NOW + timedelta(days=1), now=NOW)
        two = due(NOW + timedelta(days=2), now=NOW)

    assert (one.meaning, two.meaning) == ("1 day left", "2 days left")
    assert two.date == "Wed 3 Jun 10:00"
