"""Among a million matters a page is found by an index, from the very row where it begins."""

from typing import Any

import pytest
from django.db import connection

from lianxin.kernel.actor import Actor
from lianxin.matters import public as matters
from lianxin.matters.public import Wanted
from town import Town

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans by what lies in the table"),
]


def plan_of(call: Any) -> str:
    """How SQLite would find the matters that `call` asks for."""
    found: list[str] = []

    def explain(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if 'FROM "matters_matter"' in sql and not sql.startswith("EXPLAIN"):
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
                found.extend(row[3] for row in cursor.fetchall())
        return execute(sql, params, many, context)

    with connection.execute_wrapper(explain):
        call()
    return "; ".join(found)


def test_a_later_page_begins_where_the_last_one_ended(town: Town) -> None:
    after = Wanted(after=Wanted.mark(town.now))

    plan = plan_of(lambda: matters.listing(town.luxianpai, after, now=town.now))

    assert "matters_matter_newest (county=? AND received_at<?)" in plan, plan


def test_statistics_do_not_lead_a_county_s_list_into_a_sort(town: Town) -> None:
    """With every matter in one county ANALYZE says that a county tells nothing apart: a range of places
    said beside it would win, and a hundred thousand rows be sorted for fifty (988 ms for 0.1)."""
    town.reported()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE matters_matter")
        cursor.execute("UPDATE sqlite_stat1 SET stat = '10000 10000' || substr(stat, 4)")
        cursor.execute("UPDATE sqlite_stat1 SET stat = '10000 1 1' WHERE idx = 'matters_matter_time'")
        cursor.execute("ANALYZE sqlite_schema")  # reads them anew

    plan = plan_of(lambda: matters.listing(town.luxianpai, Wanted(), now=town.now))

    assert "matters_matter_newest" in plan, plan
    assert "TEMP B-TREE" not in plan, plan


@pytest.mark.parametrize(
    ("who", "index"),
    [
        ("qianpaiqian", "matters_open_desk (desk=?)"),
        ("luxianpai", "matters_open_desk (desk=?)"),
        ("majuwei", "matters_open_unit (unit_id=?)"),
        ("zhengchengguan", "matters_open_unit (unit_id=?)"),
        ("liwangge", "matters_open_place (county=? AND area>? AND area<?)"),
    ],
)
def test_the_needle_reads_what_is_mine_and_not_all_that_is_open(town: Town, who: str, index: str) -> None:
    person: Actor = getattr(town, who)

    plan = plan_of(lambda: matters.needle(person, now=town.now))

    assert index in plan, plan
    assert "SCAN" not in plan, plan
