"""What is changed in many counties is found once and named with its county."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from lianxin.kernel.counties import by_county
from lianxin.notices.models import Message

NOW = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
HERE, THERE = "140403", "140404"


@pytest.mark.django_db
def test_the_first_rows_stand_under_their_county_in_their_order(
    django_assert_num_queries: Callable[..., object],
) -> None:
    ids = [
        Message.objects.create(
            county=county, key=f"{n}", channel="desk", written_at=NOW, due_at=NOW - timedelta(minutes=n)
        ).id
        for n, county in enumerate((HERE, HERE, HERE, THERE))
    ]

    with django_assert_num_queries(1):
        found = by_county(Message.objects.order_by("due_at"), at_most=3)
    assert list(found.items()) == [(THERE, [ids[3]]), (HERE, [ids[2], ids[1]])]


@pytest.mark.django_db
def test_another_key_may_be_asked_for() -> None:
    Message.objects.create(county=HERE, key="k", channel="desk", written_at=NOW, due_at=NOW)

    assert by_county(Message.objects.all(), 5, key="key") == {HERE: ["k"]}
