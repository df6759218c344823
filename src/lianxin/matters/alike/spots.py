"""Where two reports are, compared: metres between points, else the area and the words of the place."""

import re
from dataclasses import dataclass
from functools import lru_cache
from math import cos, hypot, radians

from lianxin.kernel.points import Point
from lianxin.matters.classifier.lexicon import plain

METRES_A_DEGREE = 111_320.0
# "3号楼", "二单元": two that name different ones are in different places, however alike the rest is.
NUMBERED = re.compile(r"(\d+)(号楼|号院|栋|幢|单元|号|楼|层|路)")
SIDES = re.compile(r"([东南西北])(?:[门口侧边头段角]|入口|出口)")
HAN_DIGITS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
HAN_NUMBER = re.compile(r"[一二三四五六七八九]?十[一二三四五六七八九]?|[一二三四五六七八九]")
NUMBER_BEFORE = re.compile(rf"({HAN_NUMBER.pattern})(?=号|栋|幢|单元|层)")
SAME_HOUSE = {"栋": "号楼", "幢": "号楼", "楼": "号楼", "号院": "号"}


@dataclass(frozen=True)
class Spot:
    """What the words say of a place: numbers of houses and stairs by their unit, and sides named."""

    numbers: frozenset[tuple[str, str]]
    sides: frozenset[str]


@lru_cache(maxsize=4096)
def spot_of(words: str) -> Spot:
    read = NUMBER_BEFORE.sub(lambda found: str(_number(found[0])), plain(words[:400]))
    numbers = frozenset((SAME_HOUSE.get(unit, unit), number) for number, unit in NUMBERED.findall(read))
    return Spot(numbers, frozenset(SIDES.findall(read)))


def numbers_differ(one: Spot, other: Spot) -> float:
    """1 where both number the same kind of thing and no number is common, -1 where one is, else 0."""
    shared = {unit for unit, _ in one.numbers} & {unit for unit, _ in other.numbers}
    if not shared:
        return 0.0
    return -1.0 if one.numbers & other.numbers else 1.0


def sides_differ(one: Spot, other: Spot) -> float:
    if not one.sides or not other.sides:
        return 0.0
    return -1.0 if one.sides & other.sides else 1.0


def metres(one: Point | None, other: Point | None) -> float | None:
    """Between two points a few kilometres apart at most; None where one is not known."""
    if one is None or other is None:
        return None
    north = (one.lat - other.lat) * METRES_A_DEGREE
    east = (one.lon - other.lon) * METRES_A_DEGREE * cos(radians((one.lat + other.lat) / 2))
    return hypot(north, east)


def _number(words: str) -> int:
    ten, _, ones = words.partition("十") if "十" in words else ("", "", words)
    return (HAN_DIGITS.get(ten, 1) * 10 if "十" in words else 0) + HAN_DIGITS.get(ones, 0)
