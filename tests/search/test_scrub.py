"""An erased word is in no page of the database any more, not only unfound."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from lianxin.matters.public import Ref, rights
from lianxin.search import checking, wiring
from lianxin.search.models import Scrub
from lianxin.search.public import scrubbing
from town import Town

# What a word has in common with its neighbour the index writes only once, so the rest of it is looked for.
WORD, REST = "zebraquokka", b"braquokka"
NOW = datetime(2026, 11, 23, 2, 30, tzinfo=UTC)


@pytest.fixture
def erased(town: Town) -> Town:
    """One matter with the word, whose words the resident has erased, among others."""
    for number in range(5):
        town.reported(f"第{number}个井盖")
    ref = town.closed(f"{WORD}家门口井盖坏了")
    erase(town, ref)
    return town


def erase(town: Town, ref: Ref) -> None:
    rights.erase_words(ref, by=town.resident(ref), now=town.now)


def scrubbed(town: Town) -> int:
    steps = 0
    while scrubbing.scrub_some(town.now):
        steps += 1
    return steps


def lies_in_sqlite() -> bool:
    """In any page of the file, as it would be copied."""
    return REST in connection.connection.serialize()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's pages")
def test_it_stays_in_the_pages_until_they_are_merged(erased: Town) -> None:
    assert lies_in_sqlite()

    assert scrubbed(erased) > 0

    assert not lies_in_sqlite()
    assert checking.faults() == []


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's pages")
def test_step_by_step_it_comes_to_an_end_while_others_write(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scrubbing, "PAGES", 1)
    for number in range(30):
        town.reported(",".join(str((number * 150 + place) * 7919) for place in range(150)))
    erase(town, town.closed(f"{WORD}家门口井盖坏了"))

    steps = 0
    while scrubbing.scrub_some(town.now):
        steps += 1
        if steps < 5:
            town.reported(f"又有一个{steps}")

    assert steps > 2
    assert not lies_in_sqlite()
    assert checking.faults() == []


def test_without_an_erasure_nothing_is_done(town: Town) -> None:
    town.closed()

    assert scrubbed(town) == 0


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL it is done outside a transaction")
def test_once_a_day_at_most_and_what_came_meanwhile_the_next_day(erased: Town) -> None:
    scrubbed(erased)
    erase(erased, erased.closed("另一件,井盖坏了"))
    assert scrubbed(erased) == 0
    assert Scrub.objects.get().owed

    erased.later(days=1)

    assert scrubbed(erased) > 0
    assert not Scrub.objects.get().owed


@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL it is done outside a transaction")
def test_whoever_asks_for_it_need_not_wait(erased: Town) -> None:
    scrubbed(erased)
    scrubbing.owe()

    assert scrubbing.scrub_some(erased.now + timedelta(minutes=1)) == 0
    assert scrubbing.scrub_some(erased.now + timedelta(minutes=1), at_once=True) == 1


@pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's index")
@pytest.mark.django_db(transaction=True)
def test_postgresql_makes_its_index_anew() -> None:
    scrubbing.owe()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relfilenode FROM pg_class WHERE relname LIKE 'search_row%_terms%' AND relkind = 'i'"
        )
        before = set(cursor.fetchall())

        assert scrubbing.scrub_some(NOW) == 1

        cursor.execute(
            "SELECT relfilenode FROM pg_class WHERE relname LIKE 'search_row%_terms%' AND relkind = 'i'"
        )
        assert not before & set(cursor.fetchall())
    assert wiring.missing(connection) == []
    assert scrubbing.scrub_some(NOW) == 0
