"""The table of `lianxin bench duplicates`: fitted on one half of scenes and spots, judged on the other."""

import time
from collections.abc import Callable
from typing import Any

from lianxin.matters.public import alike
from lianxin.shell.bench.duplicates import real
from lianxin.shell.bench.duplicates.judging import Pair, chosen, curve, fit, pairs_of, told
from lianxin.shell.bench.duplicates.planting import Planter, half, scenes

WORLDS, STORIES = 12, 70
AT_LEAST_RIGHT = 0.95  # of the suggestions on the half for choosing: one in twenty wrong is still a help


def run(progress: Callable[[int], None], worlds: int = WORLDS) -> dict[str, Any]:
    """Figures. `weights_fitted` beside `weights`: what the code carries is what comes out here, rounded."""
    began = time.perf_counter()
    chosen_on, judged_on = (Worlds(which, worlds, progress) for which in (0, 1))
    fitted = fit(chosen_on.pairs)
    rows = curve(judged_on.pairs, alike.share_of)
    return {
        "sentences": sum(map(len, scenes().values())),
        "scenes": [len(half(which)[0]) for which in (0, 1)],
        "spots": [len(half(which)[1]) for which in (0, 1)],
        "reports": [chosen_on.reports, judged_on.reports],
        "pairs": [len(chosen_on.pairs), len(judged_on.pairs)],
        "repeats_outside_their_block": [chosen_on.lost, judged_on.lost],
        "weights": alike.WEIGHTS._asdict(),
        "weights_fitted": dict(zip(alike.Features._fields, fitted, strict=True)),
        "chosen": chosen(curve(chosen_on.pairs, alike.share_of), AT_LEAST_RIGHT),
        "suggest_from": alike.SUGGEST_FROM,
        "held_out": told(rows),
        "real": real.check(),
        "seconds": round(time.perf_counter() - began, 1),
    }


class Worlds:
    """The pairs of several worlds, one after another: no report of one stands beside one of another."""

    def __init__(self, which: int, worlds: int, progress: Callable[[int], None]) -> None:
        self.pairs: list[Pair] = []
        self.reports = self.lost = 0
        for seed in range(worlds):
            planted = Planter(which, seed).plant(STORIES)
            pairs, lost = pairs_of(planted)
            self.pairs += [Pair(pair.later + self.reports, pair.same, pair.told) for pair in pairs]
            self.reports += len(planted)
            self.lost += lost
            progress(1)
