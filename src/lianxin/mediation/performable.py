"""Whether a promise can be performed: who, what, how much, by when, how and where. Pure.

Each finding is the code of a concern and the word that gave rise to it.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lianxin.mediation import reading, writing
from lianxin.mediation.papers import telling
from lianxin.mediation.terms import Term

Found = Iterator[tuple[str, str]]

ALL = {"双方", "各方", "甲乙双方", "双方当事人", "各方当事人", "全体当事人"}
PAYS = re.compile(
    r"(?<!不)(?:支付|赔偿|补偿|偿还|归还[^。]{0,6}(?:款|本金|元)|还款|付清|给付|退还[^。]{0,10}(?:款|元|金)|退款|补交)"
    r"(?!款|金|能力|责任|方式|凭证|标准|协议)"
)
DUTIES = re.compile(  # goes on, or forbids, or settles who bears what: it has no last day
    r"不再|不得|停止|禁止|自[^,，。]{0,20}起|每(?:日|天|周|星期|月|季|年|晚|逢|隔)|各自承担|抚养|放弃|不追究|归[^,，。]{1,12}所有"
)
IF_NOT = re.compile(
    r"逾期|(?:不|未)[^,，。]{0,8}(?:履行|付|还|缴|交|做|修)[^,，。]{0,8}的[,，]|违反|违约|后[,，]就|履行后"
)
VAGUE = re.compile(
    r"尽快|尽早|尽量|尽力|妥善|适当|酌情|相应的?|合理(?!便利)|有关费用|若干(?!问题|规定)|视情况|争取|改善关系|搞好关系"
)
WITHIN = re.compile(
    r"(?:当场|当日|当天|即时|立即|[\d一二三四五六七八九十百]+个?(?:工作日|日|天|周|星期|月|年)(?:之?内|以内))"
)
CONDITION = re.compile(
    r"(?:等|待|到|在)?[^,，。;；]{0,14}(?:到账|到位|下来|卖出|卖掉|出售|好转|有钱|批准|批复|结果出来|判决|领到)(?:之后|以后|后|时|了?再)"
)
REPAIRS = re.compile(r"修复|修理|维修|恢复原|整改|重做|返工|治理")
STANDARD = re.compile(r"标准|验收|合格|原状|达到|检测|不渗|不漏|平整")
APOLOGISES = re.compile(r"道歉|赔礼")
APOLOGY_WAY = re.compile(r"当面|书面|登报|公告|微信|电话|信函|口头")
HANDS_OVER = re.compile(r"返还|交还|交付|移交|退回|归还")
_LISTED = re.compile(r"[、,，;；\s]+")
_BEFORE = re.compile(r"\s*(?:\([^)]*\))?(?:之前|以前|前|止|付清|支付|完成|履行)")


@dataclass(frozen=True)
class Frame:
    """Within which a term is read: who is a party, and the day of signing."""

    parties: tuple[str, ...]
    today: date


def text_of(term: Term) -> str:
    return "。".join(words for words in (term.does, term.how, term.where) if words)


def is_payment(term: Term) -> bool:
    return bool(term.parts or term.amount is not None or PAYS.search(term.does)) and not IF_NOT.search(
        term.does
    )


def findings(term: Term, frame: Frame) -> Found:
    for look in _LOOKS:
        yield from look(term, frame)


def _who(term: Term, frame: Frame) -> Found:
    if not term.who.strip():
        yield "nobody", ""
        return
    for name in _LISTED.split(term.who.strip()):
        if not _are_parties(name, frame):
            yield "stranger", name


def _are_parties(name: str, frame: Frame) -> bool:
    """A party, or two joined by 和: which also stands in names, so that a name is tried whole first."""
    known = {*frame.parties, *ALL}
    joined = ((name[:at], name[at + 1 :]) for at in range(1, len(name) - 1) if name[at] in "和与及")
    return name in known or any({first, second} <= known for first, second in joined)


def _what(term: Term, frame: Frame) -> Found:
    word = VAGUE.search(term.does)
    measured = term.amount is not None or term.by is not None or reading.amounts(term.does)
    if not term.does.strip() or (word and not measured):
        yield "nothing", word[0] if word else ""
    elif word:
        yield "vague", word[0]


def _how_much(term: Term, frame: Frame) -> Found:
    text, told = text_of(term), reading.amounts(text_of(term))
    if not is_payment(term):
        return
    if reading.is_unsure(text) or (term.amount is not None and term.amount <= 0):
        yield "unclear_amount", ""
    elif term.amount is None and not told and not term.parts:
        yield "no_amount", ""
    elif term.amount is not None and told and term.amount not in {*told, sum(told)}:
        yield "amounts_differ", writing.in_figures(term.amount)


def _parts(term: Term, frame: Frame) -> Found:
    total = sum((part.amount for part in term.parts), Decimal(0))
    if term.parts and total != term.amount:
        yield "parts_differ", writing.in_figures(total)
    for part in term.parts:
        if part.by < frame.today:
            yield "past_day", telling.day(part.by)


def _by_when(term: Term, frame: Frame) -> Found:
    text = text_of(term)
    condition = CONDITION.search(text)
    if term.by is not None or term.parts:
        if term.by is not None and term.by < frame.today:
            yield "past_day", telling.day(term.by)
    elif WITHIN.search(text) or any(day.on and day.dated for day in _deadlines(text)):
        return
    elif condition:
        yield "open_condition", condition[0]
    elif is_payment(term) or not (DUTIES.search(text) or IF_NOT.search(text)):
        yield "no_day", ""


def _days_told(term: Term, frame: Frame) -> Found:
    for day in reading.days(text_of(term)):
        if day.on is None:
            yield "no_such_day", day.words
    for day in _deadlines(text_of(term)):
        if day.on is None or not day.dated:
            continue
        if day.on < frame.today:
            yield "past_day", day.words
        elif term.by is not None and not term.parts and day.on != term.by:
            yield "days_differ", day.words


def _deadlines(text: str) -> Iterator[reading.Day]:
    """Days by which something is to be done; those that only tell what happened are none."""
    return (day for day in reading.days(text) if _BEFORE.match(text, day.end))


def _in_which_way(term: Term, frame: Frame) -> Found:
    if is_payment(term) and not term.how.strip():
        yield "no_way", ""
    if HANDS_OVER.search(term.does) and not is_payment(term) and not term.where.strip():
        yield "no_place", ""
    if REPAIRS.search(term.does) and not is_payment(term) and not STANDARD.search(text_of(term)):
        yield "no_standard", ""
    if APOLOGISES.search(term.does) and not APOLOGY_WAY.search(text_of(term)):
        yield "bare_apology", ""


_LOOKS: tuple[Callable[[Term, Frame], Found], ...] = (
    _who,
    _what,
    _how_much,
    _parts,
    _by_when,
    _days_told,
    _in_which_way,
)
