"""Amounts and days as an agreement writes them, so that nobody can add a stroke. Pure."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from lianxin.mediation.terms import Instalment

_FIGURES = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿")
MOST = Decimal(10) ** 12


def in_figures(amount: Decimal) -> str:
    """「5000元」, 「5000.50元」."""
    return f"{amount.quantize(Decimal('0.01')):f}元".replace(".00元", "元")


def in_capitals(amount: Decimal) -> str:
    """「伍仟元整」, 「壹万零伍拾元叁角」."""
    cents = int(amount * 100)
    yuan, jiao, fen = cents // 100, cents // 10 % 10, cents % 10
    tail = (f"{_FIGURES[jiao]}角" if jiao else "零" if fen else "") + (f"{_FIGURES[fen]}分" if fen else "")
    return f"{_whole(yuan)}元{tail or '整'}" if yuan else tail.lstrip("零")


def _whole(yuan: int) -> str:
    words, gap = "", False
    for at in range(len(str(yuan)) - 1, -1, -1):
        figure = yuan // 10**at % 10
        if figure:
            words += ("零" if gap else "") + _FIGURES[figure] + _PLACES[at % 4]
        gap = bool(words) and not figure
        if at % 4 == 0 and yuan // 10**at % 10_000:
            words += _GROUPS[at // 4]
    return words


def in_full(amount: Decimal) -> str:
    """Both, as on a receipt."""
    return f"人民币{in_figures(amount)}（大写：{in_capitals(amount)}）"


def on_paper(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def as_parts(parts: Sequence[Instalment]) -> str:
    told = [
        f"第{at}期{in_figures(part.amount)}，最迟于{on_paper(part.by)}支付"
        for at, part in enumerate(parts, start=1)
    ]
    return "；".join(told)
