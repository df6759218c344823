"""How likely two reports are of one thing: place, time, kind and words, and nothing of who said them.

Pure. The weights were fitted by `lianxin bench duplicates` on one half of the planted reports and judged on
the other; `docs/measurements/duplicates.md` has the curve from which `SUGGEST_FROM` was chosen.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import exp, log1p
from typing import NamedTuple

from lianxin.kernel.points import Point
from lianxin.matters.alike import spots, words
from lianxin.territory.public import Tier


@dataclass(frozen=True)
class Heard:
    """One report as far as its likeness goes. There is no room here for a name, a number or a code."""

    text: str
    place: str
    point: Point | None
    area: str
    category: str
    at: datetime


@dataclass(frozen=True)
class Likeness:
    """`share` is 0…1; the rest is what a person reads as the reasons."""

    share: float
    metres: float | None
    same_area: bool
    same_kind: bool
    same_place_words: bool
    same_words: bool
    apart: timedelta


class Features(NamedTuple):
    """What is measured of a pair. Where a point is missing, the area stands in for it."""

    bias: float
    near: float
    far: float
    no_point: float
    place_words: float
    place_unsaid: float
    numbers_differ: float
    sides_differ: float
    time: float
    same_category: float
    same_group: float
    other_group: float
    things: float
    words: float
    same_object: float
    other_object: float
    together: float  # here and the same thing: either alone says little


WEIGHTS = Features(
    bias=1.01,
    near=0.0,
    far=-4.67,
    no_point=-0.95,
    place_words=0.47,
    place_unsaid=0.73,
    numbers_differ=-0.74,
    sides_differ=-0.71,
    time=-7.59,
    same_category=0.0,
    same_group=0.0,
    other_group=0.0,
    things=0.27,
    words=0.0,
    same_object=3.05,
    other_object=-3.11,
    together=3.27,
)
SUGGEST_FROM = 0.7  # on the half for choosing, the first step with 19 of 20 right
NEAR, FAR, BLOCK_METRES, LONG_AGO = 80.0, 600.0, 250.0, timedelta(days=30)
WITHIN = timedelta(days=90)  # after three months it is another time
SOMETHING_COMMON, ELSEWHERE = 0.12, 0.3
PLACE_WORDS_AGREE, KINDS_AGREE, WORDS_AGREE = 0.6, 0.5, 0.45


def likeness(one: Heard, other: Heard) -> Likeness:
    """The same whichever comes first."""
    told = measured(one, other)
    return Likeness(
        share=share_of(told),
        metres=spots.metres(one.point, other.point),
        same_area=one.area[: Tier.COMMUNITY] == other.area[: Tier.COMMUNITY],
        same_kind=_same_kind(told),
        same_place_words=told.place_words >= PLACE_WORDS_AGREE and told.numbers_differ <= 0,
        same_words=told.words >= WORDS_AGREE,
        apart=abs(one.at - other.at),
    )


def share_of(told: Features) -> float:
    """0 where neither the kind nor a word is common (one place and one hour are not one thing), where each
    names a thing of its own, filed as two kinds (a lamp, a heap of rubbish), from 250 m on, and where no
    more is common than the community: three thousand people live in one, so then the thing must be one."""
    if not told.same_category and max(told.things, told.words, told.same_object) < SOMETHING_COMMON:
        return 0.0
    if told.no_point and told.place_words < PLACE_WORDS_AGREE and not _same_kind(told):
        return 0.0
    two_kinds = told.other_group or told.same_group
    if told.far > BLOCK_METRES / FAR or (told.other_object and two_kinds):
        return 0.0
    score = sum(weight * value for weight, value in zip(WEIGHTS, told, strict=True))
    return 1 / (1 + exp(-max(-30.0, min(30.0, score))))


def _same_kind(told: Features) -> bool:
    return bool(told.same_category) or told.things >= KINDS_AGREE or bool(told.same_object)


def out_of_reach(one: Heard, other: Heard) -> bool:
    """Whether no words could bring the two to the threshold, by place and time alone: nearly all that lies
    round about is passed over here, before a character is read."""
    apart = spots.metres(one.point, other.point)
    if abs(one.at - other.at) > WITHIN or (apart is not None and apart > BLOCK_METRES):
        return True
    best = sum(weight for weight in WEIGHTS if weight > 0) + WEIGHTS.time * _time(one, other)
    best -= min(WEIGHTS.numbers_differ, 0) + min(WEIGHTS.sides_differ, 0)  # -1 where they agree
    if apart is not None:
        best += WEIGHTS.far * min(apart, FAR) / FAR
    return 1 / (1 + exp(-best)) < SUGGEST_FROM


def measured(one: Heard, other: Heard) -> Features:
    heard = words.agreement(words.things(one.text), words.things(other.text))
    said = words.agreement(words.weighed(one.text), words.weighed(other.text))
    place, kind = _place(one, other), _time_and_kind(one, other)
    mine, theirs = words.objects(one.text), words.objects(other.text)
    same = float(bool(mine & theirs))
    here = max(place.near, place.named) * (ELSEWHERE if place.numbers > 0 or place.sides > 0 else 1.0)
    together = here * max(kind[1], heard, said, same)
    others = float(bool(mine and theirs) and not same)
    return Features(1.0, *place, *kind, heard, said, same, others, together)


class _Place(NamedTuple):
    near: float
    far: float
    unknown: float
    named: float
    unsaid: float
    numbers: float
    sides: float


def _place(one: Heard, other: Heard) -> _Place:
    apart = spots.metres(one.point, other.point)
    unknown = apart is None
    near = 0.0 if apart is None else exp(-apart / NEAR)
    far = 0.0 if apart is None else min(apart, FAR) / FAR
    named = _named_alike(one, other)
    here, there = spots.spot_of(f"{one.place} {one.text}"), spots.spot_of(f"{other.place} {other.text}")
    numbers, sides = spots.numbers_differ(here, there), spots.sides_differ(here, there)
    unsaid = float(not (one.place and other.place))
    return _Place(near, far, float(unknown), named, unsaid, numbers, sides)


def _named_alike(one: Heard, other: Heard) -> float:
    """How much of the shorter name of a place stands in what the other said."""
    found = [
        len(named & words.pairs(f"{told.place} {told.text}")) / len(named)
        for named, told in ((words.pairs(one.place), other), (words.pairs(other.place), one))
        if named
    ]
    return max(found, default=0.0)


def _time_and_kind(one: Heard, other: Heard) -> tuple[float, float, float, float]:
    known = bool(one.category and other.category)
    same = known and one.category == other.category
    group = known and one.category.partition(".")[0] == other.category.partition(".")[0]
    return (_time(one, other), float(same), float(group and not same), float(known and not group))


def _time(one: Heard, other: Heard) -> float:
    """0 at the same moment, 1 after a month: the first hours count most."""
    return log1p(abs(one.at - other.at) / timedelta(hours=1)) / log1p(LONG_AGO / timedelta(hours=1))
