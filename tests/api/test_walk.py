"""A list walked by its cursor: every row once, each page for as much as any other, also where all came in one
moment."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from calling import person_calls, told
from lianxin.matters.models import Matter
from lianxin.shell.bench.filling import fill
from town import Town

MANY = 320


@pytest.mark.parametrize("at_once", [False, True], ids=["one after the other", "all in one moment"])
def test_no_row_is_missed_or_told_twice_and_no_page_costs_more(town: Town, warm: None, at_once: bool) -> None:
    fill(MANY, now=town.now, progress=lambda _count: None, at_home=1.0)
    if at_once:
        Matter.objects.filter(county=town.county).update(received_at=town.now)
    caller, after = person_calls(town, town.luxianpai), ""
    caller.get("/needle")  # the token's first request of a day and of a minute
    seen: list[str] = []
    cost: list[int] = []

    while True:
        with CaptureQueriesContext(connection) as asked:
            page = told(caller.get(f"/matters?after={after}"))
        cost.append(len(asked))
        seen += [row["id"] for row in page["matters"]]
        after = page["next_after"]
        if not after:
            break

    assert len(cost) == 7
    assert len(seen) == len(set(seen)) == MANY
    assert len(set(cost)) == 1, cost
