"""Proving the chain as it lies in the tables, against somebody with the powers of the database itself."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from lianxin.journal import guards
from lianxin.journal import public as journal
from lianxin.journal.models import Entry, Head
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid

NOW = datetime(2026, 11, 23, 8, 0, 0, 123456, tzinfo=UTC)
COUNTY = "140403"
pytestmark = pytest.mark.django_db


@pytest.fixture
def five() -> None:
    """Five entries, one on a whole second, and somebody who has taken the guards off."""
    for number in range(5):
        fact = journal.Fact("matters.submit", f"matter:{number}", {"字": "处理'\"\\", "n": number})
        at = NOW.replace(microsecond=0) if number == 2 else NOW + timedelta(seconds=number)
        journal.append(COUNTY, [fact], by=SYSTEM, now=at)
    guards.remove(connection)


def broken_at() -> int | None:
    found = journal.verify(COUNTY)
    return found and found.position


def test_what_was_written_is_found_whole(five: None) -> None:
    steps: list[int] = []

    assert journal.verify(COUNTY, step=steps.append) is None
    assert steps[-1] == 5


@pytest.mark.parametrize(
    "change",
    [
        {"payload": '{"unit":"another"}'},
        {"actor": "staff:somebody-else"},
        {"action": "matters.close"},
        {"subject": "matter:9"},
        {"at": NOW + timedelta(microseconds=1)},
        {"id": "00000000-0000-7000-8000-000000000000"},
        {"link": "f" * 64},
    ],
)
def test_an_altered_field_is_found_and_named(five: None, change: dict[str, object]) -> None:
    Entry.objects.filter(county=COUNTY, position=3).update(**change)

    assert broken_at() == 3


def test_a_removed_entry_is_found_and_named(five: None) -> None:
    Entry.objects.filter(county=COUNTY, position=2).delete()

    assert broken_at() == 2


def test_a_cut_tail_and_a_lost_head_are_found(five: None) -> None:
    Entry.objects.filter(county=COUNTY, position__gte=4).delete()
    assert broken_at() == 4

    Head.objects.filter(county=COUNTY).delete()
    assert broken_at() == 4
    assert COUNTY in journal.counties()


@pytest.mark.parametrize(("position", "first"), [(6, 6), (0, 1), (-7, 1)])
def test_a_forged_entry_at_either_end_is_found(five: None, position: int, first: int) -> None:
    Entry.objects.create(
        county=COUNTY, position=position, at=NOW, actor="x", action="x", subject="x", payload="{}"
    )

    assert broken_at() == first


def test_an_entry_moved_to_another_county_is_missed_in_both(five: None) -> None:
    Entry.objects.filter(county=COUNTY, position=5).update(county="140404")

    assert broken_at() == 5
    assert journal.verify("140404") is not None


@pytest.mark.skipif("connection.vendor != 'sqlite'", reason="PostgreSQL refuses bytes that are no text")
def test_bytes_that_are_no_text_are_named_and_do_not_stop_the_proof(five: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE journal_entry SET payload = CAST(x'fffe00' AS TEXT) WHERE position = 4")
    assert broken_at() == 4

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA ignore_check_constraints = 1")
        cursor.execute("UPDATE journal_entry SET subject = 17 WHERE position = 2")
        cursor.execute("PRAGMA ignore_check_constraints = 0")  # it outlives the test
    assert broken_at() == 2


def test_what_is_appended_during_the_proof_is_walked_too(five: None) -> None:
    """The proof holds nobody up, so the head may move on under it."""
    late = iter(range(2))

    def while_walking(position: int) -> None:
        if next(late, None) is not None:
            journal.append(COUNTY, [journal.Fact("matters.route", "matter:1")], by=SYSTEM, now=NOW)

    assert journal.verify(COUNTY, step=while_walking) is None
    assert journal.length(COUNTY) == 7


def test_an_old_copy_put_back_is_found_by_a_witness_alone(five: None) -> None:
    seen = journal.recall(journal.witness(NOW))
    assert journal.verify(COUNTY, seen=seen[COUNTY]) is None
    old = Entry.objects.get(county=COUNTY, position=3)
    Entry.objects.filter(county=COUNTY, position__gt=3).delete()
    Head.objects.filter(county=COUNTY).update(position=3, link=old.link)

    assert journal.verify(COUNTY) is None
    found = journal.verify(COUNTY, seen=seen[COUNTY])
    assert found is not None
    assert found.position == 4


def test_a_witness_agrees_with_a_chain_that_has_grown(five: None) -> None:
    seen = journal.recall(journal.witness(NOW))
    journal.append(COUNTY, [journal.Fact("matters.route", "matter:1")], by=SYSTEM, now=NOW)

    assert journal.verify(COUNTY, seen=seen[COUNTY]) is None


@pytest.mark.parametrize("how", ["head", "time", "seal", "no seal", "no json", "list"])
def test_a_forged_witness_is_refused(five: None, how: str) -> None:
    told = json.loads(journal.witness(NOW))
    if how == "head":
        told["heads"][COUNTY][0] = 3
    elif how == "time":
        told["witnessed_at"] = "2020-01-01T00:00:00"
    elif how == "seal":
        told["seal"] = "0" * 64
    else:
        told.pop("seal")
    text = {"no json": "{", "list": "[1]"}.get(how, json.dumps(told))

    with pytest.raises(Invalid, match="见证"):
        journal.recall(text)
