"""Among a million entries every question is answered out of the engine's own index, the newest first."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from lianxin.matters.public import Verb, searching
from lianxin.matters.searching import Sought
from town import Town

SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite's way")
POSTGRES = pytest.mark.skipif(connection.vendor != "postgresql", reason="PostgreSQL's way")
QUESTIONS = ("井盖", "的", "井盖 坏了", "东街街道 井盖", "K7Q2", "东街路灯")


@pytest.fixture
def laid(town: Town) -> Town:
    """With somebody who sees one thing only because they help with it. PostgreSQL would read so few rows all,
    and is forbidden to."""
    ref = town.handling("第一个井盖")
    unit = town.unit("police_station")
    town.speak(Verb.ASSIST, ref, town.handler(ref), unit=unit, reason="围一下")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL enable_seqscan = off")
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
            assert re.search(r"Bitmap Heap Scan|Subquery Scan|Index Scan on \w+_terms", scan), plan


@POSTGRES
def test_a_question_of_one_county_opens_its_part_alone(laid: Town) -> None:
    """Where the tables lie in parts by county. (Elsewhere there is one table, and this holds of itself.)"""
    for plan in plans_of(
        lambda: searching.find(laid.qianpaiqian, Sought("井盖", area="140403001"), now=laid.now)
    ):
        assert len({word for word in plan.split() if word.startswith("search_row_p")}) <= 2, plan
