"""Among a million entries every question is answered out of the engine's own index, the newest first."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from lianxin.matters.public import Verb, searching
from lianxin.matters.searching import Sought
from lianxin.search import wiring
from town import Town

SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's way")
POSTGRES = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's way")
QUESTIONS = ("井盖", "的", "井盖 坏了", "东街街道 井盖", "K7Q2", "东街路灯")


# Three thousand of the county that all say the same: PostgreSQL would rather walk them than ask its index.
MANY = """
    INSERT INTO search_row (id, county, family, subject, seat, marks, helpers, words)
    SELECT gen_random_uuid(), '140403', 'matter', gen_random_uuid(), 3000000000000000000 + n,
           'a14 a1404 a140403 a140403001 m165 y20 e2', '', 'c4e95 c76d6 c574f c4e86 c7684 c8def c706f'
    FROM generate_series(1, 3000) n
"""


@pytest.fixture
def laid(town: Town) -> Town:
    """With somebody who sees one thing only because they help with it."""
    ref = town.handling("第一个井盖")
    unit = town.unit("police_station")
    town.speak(Verb.ASSIST, ref, town.handler(ref), unit=unit, reason="围一下")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(MANY)
            cursor.execute("ANALYZE search_row")
            cursor.execute("SET LOCAL enable_seqscan = off")  # the parts of other counties are empty
    return town


def plans_of(call: Any) -> Iterator[str]:
    """How the engine would answer each statement about the index that `call` sends."""
    found: list[str] = []
    how = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN"

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if "search_" in sql and "search_owed" not in sql and not sql.startswith("EXPLAIN"):
            with connection.cursor() as cursor:
                cursor.execute(f"{how} {sql}", params)
                found.append("\n".join(str(row[-1]) for row in cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        call()
    assert found, "nothing was asked of the index"
    return iter(found)


@SQLITE
@pytest.mark.parametrize("text", QUESTIONS)
@pytest.mark.parametrize("who", ["qianpaiqian", "zhaojing"])
def test_sqlite_walks_the_full_text_table_backwards(laid: Town, text: str, who: str) -> None:
    for plan in plans_of(lambda: searching.find(getattr(laid, who), Sought(text), now=laid.now)):
        assert "TEMP B-TREE" not in plan, plan
        steps = plan.splitlines()
        for step in steps:  # M: by the words; > and <: both bounds of the seat are part of the walk
            assert re.search("VIRTUAL TABLE INDEX .*M.*><|search_row_seat .*seat=", step), plan


@POSTGRES
@pytest.mark.parametrize("text", QUESTIONS)
@pytest.mark.parametrize("who", ["qianpaiqian", "zhaojing"])
def test_postgresql_asks_its_inverted_index(laid: Town, text: str, who: str) -> None:
    for plan in plans_of(lambda: searching.find(getattr(laid, who), Sought(text), now=laid.now)):
        scans = [line for line in plan.splitlines() if re.search(r"\bScan\b", line)]
        assert scans, plan
        for scan in scans:
            assert re.search(r"Bitmap Heap Scan|Function Scan on unnest|Index Scan on \w+_terms", scan), plan


def parts_of(plan: str) -> set[str]:
    return {word for word in plan.split() if re.fullmatch(r"search_row_p\d+", word)}


@POSTGRES
def test_a_question_of_one_county_opens_its_part_alone(laid: Town) -> None:
    """Where the tables lie in parts by county. (Elsewhere there is one table, and this holds of itself.)"""
    for plan in plans_of(
        lambda: searching.find(laid.qianpaiqian, Sought("井盖", area="140403001"), now=laid.now)
    ):
        assert len(parts_of(plan)) <= 1, plan


@POSTGRES
@pytest.mark.parametrize("text", QUESTIONS)
@pytest.mark.parametrize("who", ["qianpaiqian", "zhaojing"])
def test_whoever_serves_in_one_county_looks_into_the_others_for_their_own_alone(
    laid: Town, text: str, who: str
) -> None:
    actor = getattr(laid, who)
    wide = [
        plan
        for plan in plans_of(lambda: searching.find(actor, Sought(text), now=laid.now))
        if len(parts_of(plan)) > 1
    ]

    assert all(f"'r{actor.id.hex}'' & " in plan and "unnest" not in plan for plan in wide), wide


@POSTGRES
def test_all_windows_of_time_are_planned_as_one(laid: Town) -> None:
    (plan, *_others) = plans_of(lambda: searching.find(laid.shipaiqian, Sought("井盖"), now=laid.now))

    assert "unnest" in plan
    assert plan.count("Bitmap Heap Scan") == max(1, len(parts_of(plan)))


def inverted() -> dict[str, list[str]]:
    """Each index of words with its options."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, reloptions FROM pg_class WHERE relkind = 'i' AND relname LIKE '%_terms%'"
        )
        return {name: options or [] for name, options in cursor.fetchall()}


@POSTGRES
def test_no_entry_waits_in_a_list_that_every_look_reads(laid: Town) -> None:
    assert set(map(tuple, inverted().values())) == {("fastupdate=off",)}


@POSTGRES
def test_an_index_of_before_is_brought_to_it(laid: Town) -> None:
    with connection.cursor() as cursor:
        for name in inverted():
            cursor.execute(f"ALTER INDEX {name} RESET (fastupdate)")

    wiring.take_at_once(connection)

    assert set(map(tuple, inverted().values())) == {("fastupdate=off",)}
