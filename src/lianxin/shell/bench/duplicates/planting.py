"""Reports of which it is known who speaks of the same thing: planted, in the words of many voices.

The sentences of a scene say the same thing in different words; a story takes one scene to one spot. Beside
the true repeats stand near misses: the same words elsewhere, another thing at the same spot, the same thing
again months later.
"""

import csv
import random
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import cache
from math import cos, exp, log, pi, radians, sin
from pathlib import Path

from lianxin.kernel.points import Point
from lianxin.matters import public as matters
from lianxin.matters.public import alike

HERE = Path(__file__).parent
BEGAN = datetime(2026, 3, 1, tzinfo=UTC)
METRE = 1 / 111_320
TOWN = (113.10, 36.18, 113.14, 36.21)  # a square of some 3.6 × 3.3 km, cut into communities of 900 m
SPAN = timedelta(days=40)
SOONEST, LATEST = timedelta(minutes=3), timedelta(days=6)
FARTHEST = 150.0  # metres between two who stand before the same thing
POINT_GIVEN, PLACE_SAID = 0.6, 0.6
BEFORE = ("", "", "", "你好,", "麻烦问一下,", "反映一个问题:", "请问有人管吗,", "领导好,")
AFTER = (
    "",
    "",
    "",
    "。",
    ",好几天了",
    ",请尽快处理,谢谢",
    ",老人小孩走路不安全",
    ",打了几次电话没人管",
    "!!",
    ",拜托了",
)
SLIPS = {"的": "得", "在": "再", "坏": "怀", "已": "以", "垃": "拉", "没": "莫", "不": "布", "这": "着"}
SPEECH = (
    ("我", "俺"),
    ("我", "咱"),
    ("什么", "啥"),
    ("怎么", "咋"),
    ("了", "嘞"),
    ("这里", "这哒"),
    ("很", "可"),
)


@dataclass(frozen=True)
class Planted:
    """`story` names the thing it speaks of: two reports with the same story are one thing."""

    story: int
    heard: alike.Heard


@cache
def scenes() -> dict[str, list[str]]:
    """Scene → its sentences, in order of the file."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in _rows("scenes.csv"):
        found[row["scene"]].append(row["text"])
    return dict(found)


@cache
def places() -> dict[str, list[str]]:
    """Spot → what people call it."""
    return {row["spot"]: row["called"].split("|") for row in _rows("places.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def half(which: int) -> tuple[list[str], list[str]]:
    """Scenes and spots of one half (0: to fit and choose on, 1: held out); no sentence is in both."""
    return sorted(scenes())[which::2], sorted(places())[which::2]


class Planter:
    """Deals stories; the same seed gives the same reports."""

    def __init__(self, which: int, seed: int) -> None:
        self.dice = random.Random(seed * 2 + which)  # noqa: S311  # figures are compared
        self.scenes, self.spots = half(which)
        self.at = {spot: self._somewhere() for spot in self.spots}
        self.stories = 0
        # Each thing at each spot is taken once: two stories of it would be one story told twice.
        self.free = [(scene, spot) for scene in self.scenes for spot in self.spots]
        self.dice.shuffle(self.free)
        self.taken: set[tuple[str, str]] = set()
        self.found: list[Planted] = []

    def plant(self, number: int) -> list[Planted]:
        """`number` stories with their repeats and near misses, in order of time."""
        self.taken.update(self.free[:number])
        for scene, spot in self.free[:number]:
            at = BEGAN + self.dice.random() * SPAN
            self._told(scene, spot, at, repeats=self.dice.choice((0, 0, 1, 1, 2, 3)))
            self._near_miss(scene, spot, at)
        return sorted(self.found, key=lambda planted: planted.heard.at)

    def _near_miss(self, scene: str, spot: str, at: datetime) -> None:
        kind = self.dice.randrange(5)
        soon = at + self._later()
        if kind == 0:
            self._elsewhere([(scene, other) for other in self.spots], soon)
        elif kind in {1, 2}:
            self._elsewhere([(other, spot) for other in self.scenes], soon)
        elif kind == 3:
            self._told(scene, spot, at + timedelta(days=self.dice.uniform(60, 88)))
        else:
            self._in_one_community(scene, spot, soon)

    def _in_one_community(self, scene: str, spot: str, at: datetime) -> None:
        """Another thing at another spot of the same community, by somebody who gives no point: all that a
        machine sees in common is the community and the hour."""
        others = [other for other in self.free if other[0] != scene and other[1] != spot]
        sentence_of, named = self.dice.choice(others)
        self.stories += 1
        heard = self._report(self.dice.choice(scenes()[sentence_of]), named, at)
        self.found.append(Planted(self.stories, replace(heard, point=None, area=community_of(self.at[spot]))))

    def _elsewhere(self, others: list[tuple[str, str]], at: datetime) -> None:
        """One of these that nobody has told yet."""
        free = [other for other in others if other not in self.taken]
        if free:
            chosen = self.dice.choice(free)
            self.taken.add(chosen)
            self._told(*chosen, at)

    def _told(self, scene: str, spot: str, at: datetime, repeats: int = 0) -> None:
        self.stories += 1
        sentences = self.dice.sample(scenes()[scene], min(repeats + 1, len(scenes()[scene])))
        for place, sentence in enumerate(sentences):
            said = at if place == 0 else at + self._later()
            self.found.append(Planted(self.stories, self._report(sentence, spot, said)))

    def _later(self) -> timedelta:
        """Minutes as often as hours, hours as often as days."""
        return SOONEST * exp(self.dice.random() * log(LATEST / SOONEST))

    def _report(self, sentence: str, spot: str, at: datetime) -> alike.Heard:
        name, in_words = self.dice.choice(places()[spot]), "{p}" in sentence
        said = sentence.replace("{p}", name if in_words and self.dice.random() < 0.6 else "")
        text = self._voiced(said)
        area = community_of(self.at[spot])
        heard = alike.Heard(text, "", None, area, kind_of(text), at)
        if self.dice.random() < PLACE_SAID:
            heard = replace(heard, place=name)
        if self.dice.random() < POINT_GIVEN or (name not in text and not heard.place):
            heard = replace(heard, point=self._beside(self.at[spot]))
        return heard

    def _voiced(self, sentence: str) -> str:
        text = f"{self.dice.choice(BEFORE)}{sentence}{self.dice.choice(AFTER)}"
        if self.dice.random() < 0.3:
            plain, spoken = self.dice.choice(SPEECH)
            text = text.replace(plain, spoken)
        if self.dice.random() < 0.25:
            right, wrong = self.dice.choice(sorted(SLIPS.items()))
            text = text.replace(right, wrong, 1)
        if self.dice.random() < 0.15:  # a character that the thumb missed
            missed = self.dice.randrange(len(text))
            text = text[:missed] + text[missed + 1 :]
        return text

    def _somewhere(self) -> Point:
        west, south, east, north = TOWN
        return Point(self.dice.uniform(west, east), self.dice.uniform(south, north))

    def _beside(self, point: Point) -> Point:
        far, way = self.dice.random() * FARTHEST / 2, self.dice.random() * 2 * pi
        east = far * sin(way) * METRE / cos(radians(point.lat))
        return Point(point.lon + east, point.lat + far * cos(way) * METRE)


def community_of(point: Point) -> str:
    """Squares of 0.01 degree stand in for communities."""
    column, row = int((point.lon - TOWN[0]) / 0.01), int((point.lat - TOWN[1]) / 0.01)
    return f"140403001{column * 4 + row + 1:03d}"


@cache
def kind_of(text: str) -> str:
    """As at intake: what the machine suggests is what stands there until a person says otherwise."""
    found = matters.suggest(text)
    return found.category if found else ""
