"""Another office's rows, in and out: how many a second are read, tried, taken in and given out, and how much
memory that takes at its worst."""

import csv
import io
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from time import perf_counter, process_time
from typing import Any

from django.db import connection

from lianxin.exchange import public as exchange
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.matters import public as matters
from lianxin.matters.public import Wanted
from lianxin.shell.bench.filling import fill
from lianxin.shell.bench.measuring import Counted
from lianxin.shell.bench.memory import peak_of
from lianxin.shell.town.cast import COUNTY
from lianxin.shell.town.lay import People
from lianxin.shell.words import Generator

ROWS, OUT_FOR_EACH = 2_000, 2
CODE, WHO = "bench", "luxianpai"
COLUMNS = {
    "工单编号": "number",
    "诉求内容": "text",
    "所属社区": "area",
    "事发地址": "place",
    "来电时间": "made_at",
    "来电人": "name",
    "联系电话": "phone",
}
Progress = Callable[[int], None]


class Phases:
    """Rows a second, this process's own work and its memory at the worst, by phase."""

    def __init__(self, rows: int) -> None:
        self.rows = rows
        self.told: dict[str, Any] = {"engine": connection.vendor, "rows": rows}

    def take(self, name: str, work: Callable[[], object], rows: int = 0) -> None:
        rows, began, worked = rows or self.rows, perf_counter(), process_time()
        counted = Counted()
        with connection.execute_wrapper(counted):
            peak = peak_of(work)
        spent = process_time() - worked
        self.told[name] = {
            "rows": rows,
            "per_second": round(rows / (perf_counter() - began)),
            "cpu_ms": round(spent / rows * 1000, 3),
            "statements": round(counted.statements / rows, 2),
            "peak_mb": peak,
        }


def run(people: People, rows: int, progress: Progress = lambda count: None) -> dict[str, Any]:
    """`rows` of a file in, then twice as many out of the list, as the pages and the command line do it."""
    now, phases = clock.now(), Phases(rows)
    exchange.found_source(exchange.SourceDraft(CODE, "bench", COUNTY), by=SYSTEM, now=now)
    exchange.keep_mapping(CODE, exchange.Mapped(COLUMNS), by=SYSTEM, now=now)
    batch = exchange.receive(CODE, _file(rows), by=SYSTEM, now=now)
    for phase in ("reading", "checking"):
        phases.take(phase, partial(_until, batch, phase, progress))
    exchange.confirm(CODE, batch, by=SYSTEM, now=now)
    phases.take("taking", partial(_until, batch, "taking", progress))
    card = exchange.batch_card(SYSTEM, CODE, batch, now=now)
    if card.new != rows:
        raise AssertionError(f"only {card.new} of {rows} rows came in")
    phases.take("answers", lambda: _read_off(exchange.answers(CODE, None, by=SYSTEM, now=now)))
    _out(people, phases, progress)
    return phases.told


def _out(people: People, phases: Phases, progress: Progress) -> None:
    """The list of the county's dispatcher as a CSV, line by line, as it goes over the wire."""
    now = clock.now()
    fill(phases.rows * (OUT_FOR_EACH - 1), now=now, progress=progress, at_home=1.0)
    # Other tables of the bench may have left matters there before: they go out too.
    wanted = matters.ledger.count(people[WHO], Wanted(), at_most=10**9, now=now)
    lines = exchange.export(exchange.Order(Wanted()), by=people[WHO], now=now)
    told: list[int] = []
    phases.take("export", lambda: told.append(_read_off(exchange.csv_lines(lines))), wanted)
    if told != [wanted + 3]:  # the mark, the heading, the line of who took it
        raise AssertionError(f"{told} lines of {wanted} went out")


def _read_off(lines: "Any") -> int:
    """As a reader does: one after the other, none kept."""
    return sum(1 for _line in lines)


def _until(batch: Any, phase: str, progress: Progress) -> None:
    done = 0
    while True:
        card = exchange.advance(SYSTEM, CODE, batch, now=clock.now())
        progress(max(0, card.done - done))
        done = card.done
        if card.step != phase:
            return


def _file(rows: int) -> bytes:
    words, out, now = Generator(9), io.StringIO(), clock.now()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number in range(rows):
        said = words.report()
        at = f"{clock.local(now - timedelta(minutes=number)):%Y-%m-%d %H:%M}"
        writer.writerow(
            [f"BENCH{number:06}", said.text, "城隍庙社区", said.place, at, "某先生", "13800138000"]
        )
    return out.getvalue().encode()
