"""Amounts, days and rates as people write them: 「3.5万元」, 「壹万元整」, 「二〇二六年二月三日」, 月息2分.

Pure. What cannot be read is None and never guessed at: 「约五千元」 is no amount, 2月30日 is no day.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

DIGITS = {sign: value for value, signs in enumerate(("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆",
          "七柒", "八捌", "九玖")) for sign in signs}  # fmt: skip
TENS = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
MYRIADS = "万萬亿"
_HAN = "".join([*DIGITS, *TENS, *MYRIADS])
_NUMBER = rf"[\d{_HAN}](?:[\d{_HAN}.点]|[,，](?=\d{{3}}))*"
_SIGN = re.compile(rf"\d+(?:\.\d+)?|[{_HAN}]")
_UNSURE = re.compile(
    rf"(?:(?<![违合预])大?约|(?<![附最])近)(?:为|计)?(?:人民币)?[\d{_HAN}.]+[元圆]|[几数][十百千万]+[元圆]"
    r"|若干[元圆钱]|[余多几数][万千百]?[元圆]|[元圆](?:左右|上下|以上|不等)"
)
_MONEY = re.compile(
    rf"(?<![\d.{_HAN}])(?P<yuan>{_NUMBER})[元圆块](?!角)(?:(?P<jiao>[\d{''.join(DIGITS)}])角)?"
    rf"(?:零?(?P<fen>[\d{''.join(DIGITS)}])分)?|[¥￥]\s*(?P<sign>\d[\d,，]*(?:\.\d+)?)"
)
_YEAR, _SHORT = r"\d{4}|[零〇一二三四五六七八九]{4}", r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_DAY = re.compile(
    rf"(?:(?P<year>{_YEAR})年)?(?P<month>{_SHORT})月(?P<day>{_SHORT})[日号]"
    r"|(?<!\d)(?P<y>\d{4})[-./](?P<m>\d{1,2})[-./](?P<d>\d{1,2})(?!\d)"
)
_LEAP = 2000  # a day told without its year is a day when any year has it
_PERIOD = {"年": 1, "月": 12, "日": 365, "天": 365}
_RATE = re.compile(
    rf"(?P<period>[年月日天])(?:化|利率|利息|息|率)*[^。;；,，元年月日天]{{0,6}}?"
    rf"(?:(?P<percent>\d+(?:\.\d+)?)\s*[%％]|百分之(?P<hundred>{_NUMBER})|千分之(?P<thousand>{_NUMBER})"
    rf"|万分之(?P<myriad>{_NUMBER})|(?P<fen>{_NUMBER})(?P<unit>[分厘]))"
)


@dataclass(frozen=True)
class Day:
    """A day as it stands in a text. `on` is None when there is no such day; `dated` says its year is told."""

    words: str
    on: date | None
    dated: bool
    end: int  # where it ends in the text


def number(words: str) -> Decimal | None:
    """One number in digits, Chinese figures or both: 「1万5千」 is 15 000; 「一万五」 may be two: None."""
    whole, point, fraction = words.partition("点")
    if point:
        return _with_fraction(number(whole), number(fraction), len(fraction))
    plain = re.sub("[,，]", "", words)
    signs = _SIGN.findall(plain)
    if not signs or "".join(signs) != plain:
        return None
    if all(sign in DIGITS for sign in signs):
        return Decimal("".join(str(DIGITS[sign]) for sign in signs))
    return _summed(signs)


def _with_fraction(whole: Decimal | None, fraction: Decimal | None, places: int) -> Decimal | None:
    return None if whole is None or fraction is None else whole + fraction.scaleb(-places)


def _summed(signs: list[str]) -> Decimal | None:
    total, section, last = Decimal(0), Decimal(0), None
    for at, sign in enumerate(signs):
        if sign in MYRIADS:
            below = section + (last or 0)
            total = (total + below) * 100_000_000 if sign == "亿" else total + below * 10_000
            section, last = Decimal(0), None
        elif sign in TENS:
            section += (Decimal(1) if last is None else last) * TENS[sign]
            last = None
        elif last:
            return None  # two figures side by side
        else:
            last = Decimal(DIGITS[sign]) if sign in DIGITS else Decimal(sign)
            if at == len(signs) - 1 and at and signs[at - 1] not in {"十", "拾", *"零〇"}:
                return None  # 「一万五」: five, or five thousand
    return total + section + (last or 0)


def amounts(text: str) -> tuple[Decimal, ...]:
    """Every sum of money that the text names plainly, in yuan."""
    found = []
    for match in _MONEY.finditer(_UNSURE.sub("", text)):
        whole = number(match["sign"] or match["yuan"])
        if whole is not None:
            found.append(whole + _small(match["jiao"]) / 10 + _small(match["fen"]) / 100)
    return tuple(found)


def _small(figure: str | None) -> Decimal:
    return (number(figure) if figure else None) or Decimal(0)


def amount(text: str) -> Decimal | None:
    """The one sum that these words are, or None: 「5000」, 「五千元」, 「人民币叁拾伍万元整」."""
    words = re.sub(r"^人民币|\s|[整正]$", "", text.strip())
    plain = number(words)
    if plain is not None:
        return plain
    found = amounts(words)
    return found[0] if len(found) == 1 and _MONEY.fullmatch(words) else None


def is_unsure(text: str) -> bool:
    """Whether it speaks of money and leaves open how much."""
    unread = [match for match in _MONEY.finditer(text) if number(match["sign"] or match["yuan"]) is None]
    return bool(_UNSURE.search(text) or unread)


def days(text: str) -> Iterator[Day]:
    """Every calendar day that the text names, there or not."""
    for match in _DAY.finditer(text):
        year = match["year"] or match["y"]
        parts = (year, match["month"] or match["m"], match["day"] or match["d"])
        numbers = [int(number(part) or 0) if part else _LEAP for part in parts]
        yield Day(match[0], _date(numbers), bool(year), match.end())


def _date(numbers: list[int]) -> date | None:
    try:
        return date(*numbers)
    except ValueError:
        return None


def day(text: str) -> date | None:
    """The one day that these words are, its year told, or None."""
    found = list(days(text.strip()))
    whole = len(found) == 1 and found[0].words == text.strip()
    return found[0].on if whole and found[0].dated else None


def yearly_rates(text: str) -> tuple[Decimal, ...]:
    """Every rate of interest in the text, in per cent a year, without compounding: 「月息2分」 is 24."""
    found = []
    for match in _RATE.finditer(text):
        told, per_cent = _told(match)
        if told is not None:
            found.append(told * per_cent * _PERIOD[match["period"]])
    return tuple(found)


def _told(match: re.Match[str]) -> tuple[Decimal | None, Decimal]:
    if match["percent"] or match["hundred"]:
        return number(match["percent"] or match["hundred"]), Decimal(1)
    if match["thousand"]:
        return number(match["thousand"]), Decimal("0.1")
    if match["myriad"]:
        return number(match["myriad"]), Decimal("0.01")
    # 年息一分 is ten per cent a year, 月息一分 one per cent a month (custom); a 厘 is a tenth of a 分.
    fen = Decimal(10) if match["period"] == "年" else Decimal(1)
    return number(match["fen"]), fen if match["unit"] == "分" else fen / 10
