"""Reports put together from sentences, places, times and tempers: the same seed says the same things.

A sentence in `sentences.csv` holds choices in brackets, `(碎了|不见了)`; about 200 sentences give some
thousand cores, and openings, places, times and endings around them many millions of texts.
"""

import csv
import random
import re
from bisect import bisect
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Literal, TypeVar

from lianxin.shell.words.places import COMMUNITIES, SPOTS, STREETS

SENTENCES = Path(__file__).parent / "sentences.csv"
CHOICE = re.compile(r"\(([^()]*)\)")
OFTEN = {
    "appearance.garbage": 9,
    "order.parking": 9,
    "home.property": 7,
    "order.night_noise": 6,
    "facility.pipe": 5,
    "facility.streetlight": 5,
    "facility.water": 5,
    "facility.heat": 5,
    "facility.road": 5,
    "order.ebike": 4,
    "dispute.neighbour": 4,
    "dispute.family": 4,
    "facility.manhole": 4,
    "construction.noise": 4,
    "order.dogs": 4,
    "appearance.stalls": 4,
    "service.question": 4,
    "dispute.labour": 3,
    "dispute.debt": 3,
    "appearance.smoke": 3,
    "safety.gas_leak": 1,
    "dispute.forest_land": 1,
    "dispute.medical": 1,
    "other": 1,
}
USUALLY = 2  # for kinds not in OFTEN; shares are our guess of what a town hears, not measured
HELLO = (
    "",
    "",
    "",
    "",
    "",
    "",
    "你好，",
    "您好，",
    "师傅，",
    "领导您好，",
    "那个，",
    "麻烦问一下，",
    "社区的同志，",
    "我是老住户了，",
    "说个事，",
    "反映个问题，",
    "我替我妈说一声，",
    "网格员你好，",
)
WHEN = (
    "",
    "",
    "",
    "",
    "今天早上",
    "昨天晚上",
    "这两天",
    "前天开始",
    "一个多星期了，",
    "从上个月起，",
    "自打入冬，",
    "刚才",
    "昨儿个",
    "一下班就看见",
    "每天傍晚",
    "周末两天",
    "有半个月了，",
    "过完节到现在，",
    "夜来",
)
AFTER = (
    "",
    "",
    "",
    "",
    "麻烦来看看",
    "能不能管一管",
    "盼着早点弄好",
    "已经说过两回了",
    "打过电话，说让等",
    "年纪大了，经不起",
    "拍了照片，需要的话可以给",
    "家里有老人，心里不踏实",
    "不急，但是别忘了",
    "给个准信就行",
    "几家邻居都这么说",
    "不知道该找谁，先说给你们",
    "辛苦你们了",
    "我白天上班，晚上七点以后在家",
    "上回修了没几天又这样",
    "大家都不容易，好好说就行",
    "请派个人看看现场",
    "实在没法子了",
    "问了好几家都说不归他管",
    "谢谢",
)
SLIPS = (
    ("的", "得"),
    ("在", "再"),
    ("坐", "做"),
    ("已经", "以经"),
    ("，", " "),
    ("没", "莫"),
    ("那", "哪"),
    ("了", "勒"),
)
SLIPS_IN = 0.06  # of all texts


@dataclass(frozen=True, slots=True)
class Words:
    """One report: what is said, where, the community's code in 东街, and what it is about."""

    text: str
    place: str
    category: str
    community: str


T = TypeVar("T")
Piece = Sequence[str]
Sentence = tuple[Piece, ...]


class Generator:
    """`part` keeps every second sentence of a kind (0 or 1), so that one half can teach and the other ask."""

    def __init__(self, seed: int, part: Literal[0, 1] | None = None) -> None:
        self._dice = random.Random(seed)  # noqa: S311  # words for a bench, not secrets
        kinds = _sentences()
        self._kinds = tuple(kinds)
        self.sentences = {kind: said if part is None else said[part::2] for kind, said in kinds.items()}
        self._upto = list(accumulate(OFTEN.get(kind, USUALLY) for kind in self._kinds))

    @property
    def categories(self) -> tuple[str, ...]:
        return self._kinds

    def report(self, category: str | None = None) -> Words:
        """The next report, of any kind as often as a town hears it, or of one kind."""
        chance = self._dice.random
        kind = category or self._kinds[bisect(self._upto, chance() * self._upto[-1])]
        community, name = _one(COMMUNITIES, chance)
        spot = _one(SPOTS, chance)
        place = f"{name}{spot}" if chance() < 0.7 else f"{_one(STREETS, chance)}{spot}"
        core = "".join([_one(piece, chance) for piece in _one(self.sentences[kind], chance)])
        where = spot if chance() < 0.5 else ""
        text = f"{_one(HELLO, chance)}{_one(WHEN, chance)}{where}{core}"
        for _ in range(_endings(chance)):
            after = _one(AFTER, chance)
            if after and after not in text:
                text += f"，{after}"
        if chance() < SLIPS_IN:
            text = text.replace(*_one(SLIPS, chance), 1)
        return Words(text if chance() < 0.3 else f"{text}。", place, kind, community)

    def __iter__(self) -> Iterator[Words]:
        while True:
            yield self.report()


def _endings(chance: Callable[[], float]) -> int:
    """Most people say one thing; one in twenty tells the whole story."""
    return int(chance() ** 2 * 4) if chance() > 0.05 else 4 + int(chance() * 10)


def _one(things: Sequence[T], chance: Callable[[], float]) -> T:
    return things[int(chance() * len(things))]


@cache
def _sentences() -> dict[str, tuple[Sentence, ...]]:
    found: dict[str, list[Sentence]] = defaultdict(list)
    with SENTENCES.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            pieces = CHOICE.split(row["words"])
            found[row["category"]].append(tuple(tuple(piece.split("|")) for piece in pieces if piece))
    return {kind: tuple(said) for kind, said in found.items()}
