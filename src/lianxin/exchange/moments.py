"""Dates and times as offices write them, read as a clock in China shows them. Pure."""

import re
import unicodedata
from datetime import datetime, timedelta

from lianxin.kernel.clock import CHINA

ORDERS = (
    "auto",
    "dmy",
    "mdy",
)  # 3/1/2026: nobody can guess which; "auto" reads only what begins with the year
_EXCEL = datetime(1899, 12, 30, tzinfo=CHINA)
_SERIAL = re.compile(r"\d{5}(\.\d+)?")
_SOLID = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})(\d{2})?)?")
_DAY = re.compile(r"(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?")
_OTHER_DAY = re.compile(r"(\d{1,2})\s*[-/.]\s*(\d{1,2})\s*[-/.]\s*(\d{4})")
_HOUR = re.compile(
    r"(上午|下午|中午|晚上|凌晨|am|pm)?\s*(\d{1,2})\s*[:时点]\s*(?:(\d{1,2})\s*分?)?\s*(?::?\s*(\d{1,2})(?:\.\d+)?\s*秒?)?"
    r"\s*(am|pm)?"
)
_AFTERNOON = {"下午", "晚上", "pm"}
_ZONE = re.compile(r"(z|[+-]\d{2}:?\d{2})$")


def moment_from(words: str, order: str = "auto") -> datetime | None:
    """None for what is not read in full: half a date is no date. A day alone is its first minute."""
    told = unicodedata.normalize("NFKC", words).strip().lower()
    try:
        return _serial(told) or _solid(told) or _written(told, order)
    except (ValueError, OverflowError):
        return None


def _serial(told: str) -> datetime | None:
    """Days since 1899-12-30, as Excel keeps them: 46025.5868 is 2026-01-03 14:05."""
    if not _SERIAL.fullmatch(told):
        return None
    minutes = round(float(told) * 1440)
    return _EXCEL + timedelta(minutes=minutes)


def _solid(told: str) -> datetime | None:
    found = _SOLID.fullmatch(told)
    return datetime(*(int(part or 0) for part in found.groups()), tzinfo=CHINA) if found else None  # type: ignore[misc,arg-type]


def _written(told: str, order: str) -> datetime | None:
    day = _DAY.match(told)
    if day:
        year, month, number = (int(part) for part in day.groups())
    else:
        day = _OTHER_DAY.match(told) if order in {"dmy", "mdy"} else None
        if not day:
            return None
        first, second, year = (int(part) for part in day.groups())
        month, number = (second, first) if order == "dmy" else (first, second)
    rest = told[day.end() :].strip().removeprefix("t").strip()
    rest = re.sub(r"^(周|星期)[一二三四五六日天]\s*", "", rest)
    if not rest:
        return datetime(year, month, number, tzinfo=CHINA)
    return _timed(datetime(year, month, number, tzinfo=CHINA), rest)


def _timed(day: datetime, rest: str) -> datetime | None:
    zone = _ZONE.search(rest)
    if zone:
        iso = f"{day:%Y-%m-%d}T{rest}".upper()
        return datetime.fromisoformat(iso)
    hour = _HOUR.fullmatch(rest)
    if not hour:
        return None
    half, told, minutes, seconds, late_half = hour.groups()
    number, half = int(told), half or late_half
    if half in _AFTERNOON and number < 12:
        number += 12
    if half in {"上午", "凌晨", "am"} and number == 12:
        number = 0
    return day.replace(hour=number, minute=int(minutes or 0), second=int(seconds or 0))
