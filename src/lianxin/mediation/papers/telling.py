"""Turns the contents into the words that a template may use: strings, and lists of them, under the names the
contents have. A list that is empty gets blank rows, so no template asks whether there is one. Pure."""

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils import timezone

from lianxin.mediation.papers.capitals import DIGITS, in_capitals, ordinal
from lianxin.mediation.papers.contents import (
    Exhibit,
    FileContents,
    Inquiry,
    Receipt,
    Side,
    SittingRecord,
    VisitRecord,
)
from lianxin.mediation.terms import Instalment, Term

Told = dict[str, Any]
_NO_TERM = Term(who="", does="")
BLANK_ROWS: dict[str, tuple[Any, ...]] = {
    "parties": (Side(role="申请人"), Side(role="被申请人")),
    "requests": ("", "", ""),
    "rights": ("", "", ""),
    "duties": ("", "", ""),
    "inquiries": (Inquiry(),),
    "evidence": (Exhibit(),) * 8,
    "sittings": (SittingRecord(),),
    "terms": (_NO_TERM,) * 4,
    "receipts": (Receipt(),) * 6,
    "visits": (VisitRecord(),),
}


def tell(contents: FileContents) -> Told:
    """The whole dictionary of a template."""
    told = {field.name: _of_file(field.name, getattr(contents, field.name)) for field in fields(contents)}
    told["mediators"] = "、".join(contents.mediators)
    told["copies"] = _count(contents.copies)
    told["oral"] = ("口头协议" if contents.oral else "书面协议") if contents.terms else ""
    told["represented"] = [party for party in told["parties"] if party["represented_by"]] or [_row(Side(), 1)]
    return told


def _of_file(name: str, value: Any) -> Any:
    if name in BLANK_ROWS:
        return [
            _row(row, number) if is_dataclass(row) else _word(row)
            for number, row in enumerate(value or BLANK_ROWS[name], 1)
        ]
    return _row(value) if is_dataclass(value) else _word(value)


def _row(row: Any, number: int = 0) -> Told:
    told: Told = {field.name: _word(getattr(row, field.name)) for field in fields(row)}
    if number:
        told |= {"n": str(number), "ordinal": ordinal(number)}
    if isinstance(row, Term):
        told["parts"] = [_row(part, at) for at, part in enumerate(row.parts, 1)]
        told["sentence"] = sentence(row)
    return told


def _word(value: Any) -> str:
    write = _WRITTEN.get(type(value), str)
    return write(value)


def day(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"


def moment(at: datetime) -> str:
    """On the clock of the place, whatever clock it was stored by."""
    at = timezone.localtime(at) if timezone.is_aware(at) else at
    return f"{day(at)}{at.hour}时{at.minute:02}分"


def money(yuan: Decimal) -> str:
    return f"人民币{in_capitals(yuan)}（¥{yuan:,.2f}）"


def _count(copies: int | None) -> str:
    if copies is None:
        return ""
    return DIGITS[copies] if 0 < copies < 10 else str(copies)


def _nothing(_value: None) -> str:
    return ""


_WRITTEN: dict[type, Callable[[Any], str]] = {
    type(None): _nothing,
    date: day,
    datetime: moment,
    Decimal: money,
}


def sentence(term: Term) -> str:
    """One promise as an agreement says it: who, by when, for whom, what, how much, how and where."""
    if term == _NO_TERM:
        return ""
    opening = term.who
    opening += f"于{day(term.by)}前" if term.by else ""
    opening += f"向{term.to}" if term.to else ""
    said = [opening + term.does]
    said += [f"金额{money(term.amount)}"] if term.amount is not None else []
    said += [f"履行方式：{term.how}"] if term.how else []
    said += [f"履行地点：{term.where}"] if term.where else []
    said += [_instalments(term.parts)] if term.parts else []
    return "；".join(part.rstrip("。；") for part in said) + "。"


def _instalments(parts: tuple[Instalment, ...]) -> str:
    each = (f"第{ordinal(at)}期于{day(part.by)}前付{money(part.amount)}" for at, part in enumerate(parts, 1))
    return f"分{ordinal(len(parts))}期履行：" + "，".join(each)
