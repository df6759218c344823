"""How fast the duty list answers: one question of routing, and the check of all communities."""

import time
from collections.abc import Callable
from typing import Any

from lianxin.kernel import clock
from lianxin.org import public as org

ASKED = 20_000


def run(progress: Callable[[int], None] = lambda count: None) -> dict[str, Any]:
    """Figures on the deployment's own list and divisions. `lead_for_us` is the mean of warm calls."""
    today = clock.local(clock.now()).date()
    org.check_duties(today)  # the list and the divisions are in memory from here on
    progress(1)
    times = []
    for _round in range(3):
        started = time.perf_counter()
        found = org.check_duties(today)
        times.append(time.perf_counter() - started)
        progress(1)
    codes = [card.code for card in org.categories()] or ["other"]
    started = time.perf_counter()
    for number in range(ASKED):
        org.lead_for(codes[number % len(codes)], "140403001004001", on=today)
    each = (time.perf_counter() - started) / ASKED
    progress(1)
    return {
        "check_seconds": min(times),
        "communities": found.communities,
        "categories": found.categories,
        "asked": found.counts["asked"],
        "gap_cells": found.counts["gap_cells"],
        "overlap_cells": found.counts["overlap_cells"],
        "lead_for_us": each * 1_000_000,
    }
