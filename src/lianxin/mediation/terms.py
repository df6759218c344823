"""What an agreement says, as plain values: one thing that somebody promises. Pure."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True)
class Instalment:
    """One payment of several. `amount` in yuan."""

    amount: Decimal
    by: date


@dataclass(frozen=True)
class Term:
    """Who does what for whom, how much, by when, how and where (人民调解法 29(3)). Whatever nobody has said
    is empty; `amount` in yuan; with `parts` it is their sum, and `by` the day of the last."""

    who: str
    does: str
    to: str = ""
    amount: Decimal | None = None
    by: date | None = None
    how: str = ""
    where: str = ""
    parts: tuple[Instalment, ...] = ()
