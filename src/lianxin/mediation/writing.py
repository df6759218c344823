"""Sums inside the sentences of an agreement; days and totals are written as on every other paper. Pure."""

from collections.abc import Sequence
from decimal import Decimal

from lianxin.mediation.papers.telling import day
from lianxin.mediation.terms import Instalment


def in_figures(amount: Decimal) -> str:
    """「5000元」, 「5000.50元」."""
    return f"{amount.quantize(Decimal('0.01')):f}元".replace(".00元", "元")


def as_parts(parts: Sequence[Instalment]) -> str:
    told = [
        f"第{at}期{in_figures(part.amount)}，最迟于{day(part.by)}支付"
        for at, part in enumerate(parts, start=1)
    ]
    return "；".join(told)
