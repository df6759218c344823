"""How fast facts are appended and a chain is proved, on the engine at hand; everything is rolled back."""

from collections.abc import Callable
from time import perf_counter, process_time
from typing import Any
from uuid import UUID

from django.db import transaction

from lianxin.journal import public as journal
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor

LINKS = 200_000
COUNTY = "999999"  # no county has it
_AT_ONCE = 1000
Progress = Callable[[int], None]


def run(progress: Progress = lambda count: None) -> dict[str, Any]:
    """Facts appended and links proved per second, `LINKS` of each; proving also by seconds of this process's
    own work, which a busy machine does not blur."""
    with transaction.atomic():
        appending = _append_all(progress)
        began, worked = perf_counter(), process_time()
        broken = journal.verify(COUNTY, step=lambda at: progress(5000))
        proving, work = perf_counter() - began, process_time() - worked
        transaction.set_rollback(True)
    if broken is not None:
        raise AssertionError(f"the chain just written does not hold: {broken}")
    return {
        "links": LINKS,
        "appended_per_second": round(LINKS / appending),
        "verified_per_second": round(LINKS / proving),
        "verified_per_cpu_second": round(LINKS / work),
    }


def _append_all(progress: Progress) -> float:
    now, by = clock.now(), Actor.staff(UUID(int=7))
    began = perf_counter()
    for start in range(0, LINKS, _AT_ONCE):
        facts = [
            journal.Fact(
                "matters.route", f"matter:{UUID(int=number)}", {"unit": str(UUID(int=number)), "to": "routed"}
            )
            for number in range(start, start + _AT_ONCE)
        ]
        journal.append(COUNTY, facts, by=by, now=now)
        progress(_AT_ONCE)
    return perf_counter() - began
