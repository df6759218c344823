"""A message is a row of the very transaction that it tells about."""

from datetime import UTC, datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lianxin.kernel.errors import Invalid
from lianxin.notices.public import Message, Note, inbox_of, write

pytestmark = pytest.mark.django_db
COUNTY = "140403"
NOON = datetime(2026, 6, 1, 4, 0, tzinfo=UTC)
NIGHT = datetime(2026, 6, 1, 14, 0, tzinfo=UTC)  # 22:00 in China


def test_many_messages_are_one_insert(warm: None) -> None:
    write(COUNTY, [Note(key="before", channel="file", words="您好")], now=NOON)
    notes = [Note(key=f"k{n}", channel="file", words="您好", address="13900000000") for n in range(20)]

    with CaptureQueriesContext(connection) as statements:
        write(COUNTY, notes, now=NOON)

    assert len(statements) == 1
    assert Message.objects.filter(county=COUNTY).count() == 21


def test_the_same_key_is_written_once() -> None:
    write(COUNTY, [Note(key="k", channel="file", words="第一次")], now=NOON)

    write(COUNTY, [Note(key="k", channel="file", words="又一次")], now=NOON)

    assert [row.words for row in Message.objects.filter(county=COUNTY)] == ["第一次"]


def test_no_address_and_no_resident_words_are_readable_in_the_table_or_in_a_repr() -> None:
    note = Note(key="k", channel="file", words="凭查询码 QW8K 看进展", address="13912345678")
    write(COUNTY, [note], now=NOON)

    row = Message.objects.filter(county=COUNTY).values().get()
    assert b"13912345678" not in bytes(row["sealed"])
    assert "13912345678" not in repr(row) + repr(note)
    assert "QW8K" not in repr(row)


def test_at_night_a_message_waits_for_the_morning_unless_it_is_urgent() -> None:
    notes = [Note(key="calm", channel="file", words="明早再说")]
    notes += [Note(key="fire", channel="file", words="着火了", urgent=True)]
    write(COUNTY, notes, now=NIGHT)

    due = dict(Message.objects.filter(county=COUNTY).values_list("key", "due_at"))
    assert due == {"calm": datetime(2026, 6, 2, 0, 0, tzinfo=UTC), "fire": NIGHT}


def test_before_dawn_a_message_waits_for_the_same_day() -> None:
    before_dawn = datetime(2026, 6, 1, 20, 0, tzinfo=UTC)  # 04:00 on 2 June in China
    write(COUNTY, [Note(key="k", channel="console", words="早")], now=before_dawn)

    assert Message.objects.get(county=COUNTY).due_at == datetime(2026, 6, 2, 0, 0, tzinfo=UTC)


def test_a_desk_message_is_in_the_inbox_as_soon_as_it_is_written() -> None:
    zhao, station, somebody_else = uuid4(), uuid4(), uuid4()
    notes = [
        Note(key="a", channel="desk", words="给赵警官", to_person=zhao),
        Note(key="b", channel="desk", words="给派出所", to_unit=station),
        Note(key="c", channel="desk", words="给别人", to_person=somebody_else),
    ]
    write(COUNTY, notes, now=NIGHT)

    assert {row.words for row in inbox_of([zhao], [station])} == {"给赵警官", "给派出所"}


def test_an_unknown_channel_is_refused_before_anything_is_written() -> None:
    notes = [Note(key="a", channel="file", words="一"), Note(key="b", channel="pigeon", words="二")]

    with pytest.raises(Invalid):
        write(COUNTY, notes, now=NOON)

    assert not Message.objects.filter(county=COUNTY).exists()
