"""The blanks of a clause: what each asks for, and whether what was given can be that.

Pure. A blank is asked for by the same name in every clause. Text from a form is read or refused.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import TypeVar

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from lianxin.mediation import reading
from lianxin.mediation.papers.capitals import LARGEST
from lianxin.mediation.terms import Instalment

LONGEST = 400  # characters of one blank


class Kind(TextChoices):
    PARTY = "party", _("当事人")
    AMOUNT = "amount", _("金额")
    DAY = "day", _("日期")
    WAY = "way", _("方式")
    PLACE = "place", _("地点")
    TEXT = "text", _("文字")
    RATE = "rate", _("年利率")
    PARTS = "parts", _("分期")
    ITEMS = "items", _("明细")


class Name(TextChoices):
    """What a blank is called: the same word asks for the same thing in every clause."""

    WHO = "who", _("谁来做")
    TO = "to", _("对谁")
    WHAT = "what", _("做什么、为什么付")
    AMOUNT = "amount", _("多少钱")
    BY = "by", _("最迟哪一天")
    HOW = "how", _("用什么方式")
    WHERE = "where", _("在哪里")
    PARTS = "parts", _("各期的数额和日期")
    ITEMS = "items", _("各项的名称和数额")
    SINCE = "since", _("从哪一天起")
    UNTIL = "until", _("到哪一天为止")
    TIMES = "times", _("多久一次、什么时间")
    HOURS = "hours", _("几时到几时")
    STANDARD = "standard", _("做到什么程度算合格")
    ACCEPTED_BY = "accepted_by", _("谁来验收")
    LINE = "line", _("以什么为界")
    CHILD = "child", _("孩子")
    WORDS = "words", _("道歉时说什么")
    RATE = "rate", _("年利率百分之几")


KINDS = {
    Name.WHO: Kind.PARTY,
    Name.TO: Kind.PARTY,
    Name.AMOUNT: Kind.AMOUNT,
    Name.BY: Kind.DAY,
    Name.SINCE: Kind.DAY,
    Name.UNTIL: Kind.DAY,
    Name.HOW: Kind.WAY,
    Name.WHERE: Kind.PLACE,
    Name.PARTS: Kind.PARTS,
    Name.ITEMS: Kind.ITEMS,
    Name.RATE: Kind.RATE,
}


@dataclass(frozen=True)
class Item:
    """One line of a sum that is made of several: a month's wages, the costs of treatment. In yuan."""

    name: str
    amount: Decimal


Value = str | Decimal | date | Sequence[Instalment] | Sequence[Item]


Row = TypeVar("Row")


@dataclass(frozen=True)
class Blank:
    name: Name
    kind: Kind

    @property
    def label(self) -> str:
        return str(self.name.label)

    def read(self, value: Value) -> Value | None:
        """The value as what this blank asks for, or None."""
        return _READERS.get(self.kind, _words)(value)

    def refusal(self) -> str:
        return str(_ASKED[self.kind]) % {"blank": self.label}


_NEEDS_WORDS = _("%(blank)s:请写成一句话,不超过400个字,不用大括号。")
_ASKED = {
    Kind.PARTY: _NEEDS_WORDS,
    Kind.WAY: _NEEDS_WORDS,
    Kind.PLACE: _NEEDS_WORDS,
    Kind.TEXT: _NEEDS_WORDS,
    Kind.AMOUNT: _("%(blank)s:看不出是多少钱。请写一个确定的数,大于零,最多到分,例如 5000 或者 1.5万元。"),
    Kind.DAY: _("%(blank)s:没有这一天,或者没有写年份。请写成 2026年12月31日。"),
    Kind.RATE: _("%(blank)s:请写一个大于零、不超过100的数,例如 6 就是年利率百分之六。"),
    Kind.PARTS: _("%(blank)s:每一期都要有大于零的数额,日期一期比一期晚。"),
    Kind.ITEMS: _("%(blank)s:每一项都要有名称和大于零的数额。"),
}


def _words(value: Value) -> str | None:
    fits = isinstance(value, str) and len(value) <= LONGEST and not set(value) & set("{}\n")
    return str(value) if fits else None


def _amount(value: Value) -> Decimal | None:
    read = reading.amount(value) if isinstance(value, str) else value
    fits = isinstance(read, Decimal) and read.is_finite() and 0 < read < LARGEST
    return read if fits and read == round(read, 2) else None  # type: ignore[return-value, arg-type]


def _day(value: Value) -> date | None:
    if isinstance(value, str):
        return reading.day(value)
    return value if isinstance(value, date) else None


def _rate(value: Value) -> Decimal | None:
    read = reading.number(value.strip().rstrip("%％")) if isinstance(value, str) else value
    return read if isinstance(read, Decimal) and 0 < read <= 100 else None


def _parts(value: Value) -> tuple[Instalment, ...] | None:
    parts = _rows(value, Instalment)
    days = [part.by for part in parts]
    rising = all(one < other for one, other in pairwise(days))
    return parts if parts and rising and all(_amount(part.amount) for part in parts) else None


def _items(value: Value) -> tuple[Item, ...] | None:
    items = _rows(value, Item)
    return items if items and all(_words(item.name) and _amount(item.amount) for item in items) else None


def _rows(value: Value, kind: type[Row]) -> tuple[Row, ...]:
    """The rows, or none at all when one is of another kind."""
    rows = () if isinstance(value, str | Decimal | date) else value
    return tuple(row for row in rows if isinstance(row, kind)) if _all(rows, kind) else ()


def _all(rows: Sequence[object], kind: type) -> bool:
    return all(isinstance(row, kind) for row in rows)


_READERS: dict[Kind, Callable[[Value], Value | None]] = {
    Kind.AMOUNT: _amount,
    Kind.DAY: _day,
    Kind.RATE: _rate,
    Kind.PARTS: _parts,
    Kind.ITEMS: _items,
}
