"""How often a suggestion would be right, and how many of the repeats get one, over the threshold."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from lianxin.matters.public import alike
from lianxin.shell.bench.duplicates.planting import Planted
from lianxin.territory.public import Tier

Floats = NDArray[np.float64]
WITHIN = timedelta(days=90)
BLOCK_METRES = 400.0
THRESHOLDS = tuple(round(0.05 * step, 2) for step in range(1, 20))
RIDGE, ROUNDS = 0.5, 60


@dataclass(frozen=True)
class Judged:
    """`precision`: of the suggestions made, the share that is right. `recall`: of the reports whose thing was
    told before, the share for which it is suggested first. `pair_…`: the same, pair by pair."""

    threshold: float
    suggested: int
    right: int
    repeats: int
    precision: float
    recall: float
    f1: float
    pair_precision: float
    pair_recall: float


@dataclass(frozen=True)
class Pair:
    later: int
    same: bool
    told: alike.Features


def pairs_of(planted: Sequence[Planted]) -> tuple[list[Pair], int]:
    """Every report beside those before it in the same block, and how many true pairs fell outside."""
    found, lost = [], 0
    for later, new in enumerate(planted):
        for old in reversed(planted[:later]):
            if new.heard.at - old.heard.at > WITHIN:
                break
            same = new.story == old.story
            if not _in_one_block(new.heard, old.heard):
                lost += same
                continue
            found.append(Pair(later, same, alike.measured(new.heard, old.heard)))
    return found, lost


def _in_one_block(one: alike.Heard, other: alike.Heard) -> bool:
    apart = alike.metres(one.point, other.point)
    if apart is not None:
        return apart <= BLOCK_METRES
    return one.area[: Tier.COMMUNITY] == other.area[: Tier.COMMUNITY]


def fit(pairs: Sequence[Pair]) -> tuple[float, ...]:
    """The weights under which these pairs are least surprising, none against common sense: more words in
    common never speak against one thing. What would is left out, and the rest fitted again."""
    told = np.array([pair.told for pair in pairs])
    same = np.array([pair.same for pair in pairs], dtype=float)
    kept = list(range(told.shape[1]))
    while True:
        weights = np.zeros(told.shape[1])
        weights[kept] = _least_surprised(told[:, kept], same)
        odd = [at for at in kept if weights[at] * _SIGNS.get(alike.Features._fields[at], weights[at]) < 0]
        if not odd:
            return tuple(round(float(weight), 2) for weight in weights)
        kept = [at for at in kept if at not in odd]


_SIGNS = {
    **dict.fromkeys(("near", "place_words", "same_category", "same_group"), 1),
    **dict.fromkeys(("things", "words", "same_object", "together"), 1),
    **dict.fromkeys(("far", "numbers_differ", "sides_differ", "time", "other_group", "other_object"), -1),
}


def _least_surprised(told: Floats, same: Floats) -> Floats:
    """Logistic with a little ridge, Newton's way."""
    weights, ridge = np.zeros(told.shape[1]), RIDGE * np.eye(told.shape[1])
    for _round in range(ROUNDS):
        share = 1 / (1 + np.exp(-np.clip(told @ weights, -30, 30)))
        bend = (told * (share * (1 - share))[:, None]).T @ told + ridge
        step = np.linalg.solve(bend, told.T @ (same - share) - RIDGE * weights)
        weights += step
        if np.abs(step).max() < 1e-6:
            break
    return weights


def curve(pairs: Sequence[Pair], share_of: Callable[[alike.Features], float]) -> list[Judged]:
    """One row for each threshold."""
    shares = [share_of(pair.told) for pair in pairs]
    best: dict[int, tuple[float, bool]] = {}
    repeats = {pair.later for pair in pairs if pair.same}
    for pair, share in zip(pairs, shares, strict=True):
        if share > best.get(pair.later, (-1.0, False))[0]:
            best[pair.later] = (share, pair.same)
    return [_judged(threshold, pairs, shares, best, repeats) for threshold in THRESHOLDS]


def _judged(
    threshold: float,
    pairs: Sequence[Pair],
    shares: Sequence[float],
    best: dict[int, tuple[float, bool]],
    repeats: set[int],
) -> Judged:
    made = [right for share, right in best.values() if share >= threshold]
    hits = [pair.same for pair, share in zip(pairs, shares, strict=True) if share >= threshold]
    precision, recall = _part(sum(made), len(made)), _part(sum(made), len(repeats))
    return Judged(
        threshold=threshold,
        suggested=len(made),
        right=sum(made),
        repeats=len(repeats),
        precision=precision,
        recall=recall,
        f1=round(2 * precision * recall / (precision + recall), 4) if precision + recall else 0.0,
        pair_precision=_part(sum(hits), len(hits)),
        pair_recall=_part(sum(hits), sum(pair.same for pair in pairs)),
    )


def _part(right: int, of: int) -> float:
    return round(right / of, 4) if of else 0.0


def chosen(rows: Sequence[Judged], precision: float) -> float:
    """The lowest threshold at which so large a share of the suggestions is right."""
    good = [row.threshold for row in rows if row.precision >= precision]
    return min(good, default=THRESHOLDS[-1])


def told(rows: Sequence[Judged]) -> list[dict[str, float]]:
    return [asdict(row) for row in rows]
