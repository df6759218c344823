"""One row of figures: statements, CPU, p50 and p95 of a call repeated."""

import math
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connection


@dataclass(frozen=True)
class Figure:
    """`cpu_ms` is this process's own work for one call; `aim` is the promise beside it (promises.md)."""

    name: str
    statements: int
    cpu_ms: float
    p50_ms: float
    p95_ms: float
    per_second: float
    times: int
    aim: str

    def told(self) -> dict[str, Any]:
        return asdict(self)


def measure(name: str, call: Callable[[int], object], *, times: int, aim: str = "") -> Figure:
    """`call(number)` once to warm, once to count its statements, then `times` times against the clock."""
    call(-1)
    counted = Counted()
    with connection.execute_wrapper(counted):
        call(-2)
    spent = []
    began, worked = time.perf_counter(), time.process_time()
    for number in range(times):
        started = time.perf_counter()
        call(number)
        spent.append((time.perf_counter() - started) * 1000)
    whole, work = time.perf_counter() - began, time.process_time() - worked
    spent.sort()
    return Figure(
        name=name,
        statements=counted.statements,
        cpu_ms=round(work / times * 1000, 3),
        p50_ms=round(spent[len(spent) // 2], 3),
        p95_ms=round(spent[math.ceil(len(spent) * 0.95) - 1], 3),
        per_second=round(times / whole, 1),
        times=times,
        aim=aim,
    )


class Counted:
    """Counts statements as the database gets them; BEGIN and COMMIT are not among them, nor in the peer's
    figures."""

    statements = 0

    def __call__(self, execute: Callable[..., Any], *told: Any) -> Any:
        self.statements += 1
        return execute(*told)
