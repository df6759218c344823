"""Finding among many matters: every kind of question, by viewers who see much and by those who see little."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from lianxin.kernel import clock
from lianxin.matters.public import searching
from lianxin.shell.bench.filling import fill
from lianxin.shell.bench.measuring import measure
from lianxin.shell.bench.storing import Storing
from lianxin.shell.town.lay import People

TIMES, AIM = 40, "p95 ≤ 100 ms"
COUNTY, GRID, TOWN, CITY = "luxianpai", "liwangge", "qianpaiqian", "shipaiqian"
# What is asked, by whom, and why it is hard: the generator says 路灯 in one text of a hundred, 的 in a third.
ASKED = (
    ("a common word, county", COUNTY, "垃圾"),
    ("the commonest character, county", COUNTY, "的"),
    ("a common word, one community", GRID, "垃圾"),
    ("the commonest character, one community", GRID, "的"),
    ("two common words, county", COUNTY, "垃圾 门口"),
    ("two common characters, anywhere, county", COUNTY, "的 路"),
    ("two common characters, anywhere, one community", GRID, "的 路"),
    ("four characters, county", COUNTY, "垃圾没人"),
    ("in one go, found in parts", COUNTY, "东街垃圾"),
    ("in one go, six signs, common ones", COUNTY, "门口的路没人"),
    ("a rare word, county", COUNTY, "锅炉房 漏水"),
    ("no hit, rare characters", COUNTY, "龘䨻"),
    ("two common characters in a row, county", COUNTY, "的路"),
    ("a community by its name", COUNTY, "城隍庙社区"),
    ("a street office and a word", COUNTY, "东街街道 垃圾"),
    ("a kind by its name", COUNTY, "路灯"),
    ("a common word, the whole city", CITY, "垃圾"),
    ("two common characters in a row, the whole city", CITY, "的路"),
    ("in one go, six signs, the whole city", CITY, "门口的路没人"),
)


def run(people: People, number: int, progress: Callable[[int], None], *, filled: bool) -> dict[str, Any]:
    """`filled`: another table has filled the database already."""
    if not filled:
        fill(number, now=clock.now(), progress=progress)
    store = Storing(11)
    asked = [
        *ASKED,
        ("a number whole", COUNTY, store().number),
        ("a number's end", COUNTY, store().number[-4:]),
    ]
    rows = []
    for name, who, text in asked:
        found = searching.find(people[who], searching.Sought(text), now=clock.now())
        row = measure(name, _finding(people, who, text), times=TIMES, aim=AIM).told()
        rows.append({**row, "hits": f"{found.count:,}{'+' if found.is_more else ''}"})
    for name, who, text in (
        ("suggestions, one character", COUNTY, "垃"),
        ("suggestions, a place", TOWN, "城隍"),
    ):
        call = measure(name, _suggesting(people, who, text), times=TIMES, aim=AIM)
        rows.append({**call.told(), "hits": ""})
    return {"engine": connection.vendor, "matters": number, "rows": rows}


def _finding(people: People, who: str, text: str) -> Callable[[int], object]:
    return lambda _number: searching.find(people[who], searching.Sought(text), now=clock.now())


def _suggesting(people: People, who: str, text: str) -> Callable[[int], object]:
    return lambda _number: searching.suggest(people[who], text, now=clock.now())
