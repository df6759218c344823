"""Another office's rows, in and out: how many a second are read, tried, taken in and given out."""

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
from lianxin.shell.bench.measuring import Counted
from lianxin.shell.town.cast import COUNTY
from lianxin.shell.words import Generator

ROWS = 2_000
CODE = "bench"
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


def run(progress: Progress = lambda count: None) -> dict[str, Any]:
    """By phase: rows a second, and of taking in also statements and this process's own work for a row."""
    now = clock.now()
    exchange.found_source(exchange.SourceDraft(CODE, "bench", COUNTY), by=SYSTEM, now=now)
    exchange.keep_mapping(CODE, exchange.Mapped(COLUMNS), by=SYSTEM, now=now)
    batch = exchange.receive(CODE, _file(), by=SYSTEM, now=now)
    found: dict[str, Any] = {"engine": connection.vendor, "rows": ROWS}
    for phase in ("reading", "checking"):
        found[f"{phase}_per_second"] = _rate(partial(_until, batch, phase))
    exchange.confirm(CODE, batch, by=SYSTEM, now=now)
    counted, worked = Counted(), process_time()
    with connection.execute_wrapper(counted):
        found["taken_per_second"] = _rate(lambda: _until(batch, "taking", progress))
    card = exchange.batch_card(SYSTEM, CODE, batch, now=now)
    if card.new != ROWS:
        raise AssertionError(f"only {card.new} of {ROWS} rows came in")
    found["taken_cpu_ms"] = round((process_time() - worked) / ROWS * 1000, 3)
    found["taken_statements"] = round(counted.statements / ROWS, 1)
    found["answers_per_second"] = _rate(lambda: list(exchange.answers(CODE, None, by=SYSTEM, now=now)))
    return found


def _rate(work: Callable[[], object]) -> int:
    began = perf_counter()
    work()
    return round(ROWS / (perf_counter() - began))


def _until(batch: Any, phase: str, progress: Progress = lambda count: None) -> None:
    while True:
        card = exchange.advance(SYSTEM, CODE, batch, now=clock.now())
        progress(100)
        if card.step != phase:
            return


def _file() -> bytes:
    words, out, now = Generator(9), io.StringIO(), clock.now()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for number in range(ROWS):
        said = words.report()
        at = f"{clock.local(now - timedelta(minutes=number)):%Y-%m-%d %H:%M}"
        writer.writerow(
            [f"BENCH{number:06}", said.text, "城隍庙社区", said.place, at, "某先生", "13800138000"]
        )
    return out.getvalue().encode()
