"""Who leads which dispute when many wait: all at once, so that the first in the queue does not take the one
mediator whom only the last could have had.

Pure. As many as can be are served; where not all can, those who wait longest; among these the best by merit.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from scipy.optimize import linear_sum_assignment

from lianxin.mediation.proposing import WEIGHTS, Candidate, Need, bars_of, lot, merits_of

MANY = 20  # up to so many are proposed one by one, and people choose
_HAIR = 1e-7  # the lot between equals: less, in sum, than a difference of merit
_Slot = tuple[Candidate, Candidate]  # somebody, and the same with so many disputes more in hand


def allot(needs: Sequence[Need], candidates: Sequence[Candidate]) -> list[Candidate | None]:
    """Who leads each of `needs`, which stand in the order of their waiting; None where nobody can."""
    slots = [slot for one in candidates if one.leads for slot in _slots(one, len(needs))]
    if not needs or not slots:
        return [None] * len(needs)
    worth = _worth(needs, slots)
    chosen: list[Candidate | None] = [None] * len(needs)
    for row, column in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
        if worth[row, column] > 0:
            chosen[row] = slots[column][0]
    return chosen


def _slots(one: Candidate, most: int) -> list[_Slot]:
    """One for each further dispute that somebody may take, each worth a little less than the one before."""
    return [(one, replace(one, open=taken)) for taken in range(one.open, min(one.cap, one.open + most))]


def _worth(needs: Sequence[Need], slots: Sequence[_Slot]) -> Any:
    """A place in the queue weighs more than all merits together; nothing means: may not."""
    step = (sum(WEIGHTS.values()) + 1) * len(needs)
    worth = np.zeros((len(needs), len(slots)))
    people = {one for one, _later in slots}
    for row, need in enumerate(needs):
        rank = (len(needs) - row) * step
        fits = {one.id: not bars_of(need, one) for one in people}
        for column, (one, later) in enumerate(slots):
            if fits[one.id]:
                drawn = int.from_bytes(lot(need, one)) / 2**64
                worth[row, column] = rank + float(sum(merits_of(need, later).values())) + drawn * _HAIR
    return worth
