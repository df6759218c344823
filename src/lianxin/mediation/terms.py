"""What an agreement says, as plain values: one thing that somebody promises. Pure."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any


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


_WORDS = ("who", "does", "to", "how", "where")


def told(term: Term) -> dict[str, Any]:
    """As it is kept: amounts and days written out."""
    found: dict[str, Any] = {name: getattr(term, name) for name in _WORDS}
    found["amount"] = str(term.amount) if term.amount is not None else ""
    found["by"] = term.by.isoformat() if term.by else ""
    found["parts"] = [[str(part.amount), part.by.isoformat()] for part in term.parts]
    return found


def read(kept: Mapping[str, Any]) -> Term:
    """The other way round of `told`; what is empty may have been left out."""
    parts = [Instalment(Decimal(amount), date.fromisoformat(by)) for amount, by in kept.get("parts", ())]
    return Term(
        **{name: kept.get(name, "") for name in _WORDS},
        amount=Decimal(kept["amount"]) if kept.get("amount") else None,
        by=date.fromisoformat(kept["by"]) if kept.get("by") else None,
        parts=tuple(parts),
    )


def owed(terms: Iterable[Term]) -> Iterator[tuple[Term, Decimal | None, date | None]]:
    """Each thing to be done, by itself: a term, or every instalment of it."""
    for term in terms:
        for part in term.parts:
            yield term, part.amount, part.by
        if not term.parts:
            yield term, term.amount, term.by
