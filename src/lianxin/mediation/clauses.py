"""The clause library: sentences with blanks that make a promise that can be kept, for every kind of quarrel.

Pure. The clauses are `data/clauses.csv`, written for this project. A clause that is filled gives a `Term` and
its sentence; by its own words nobody gives up more than the law lets them.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.mediation import writing
from lianxin.mediation.blanks import KINDS, Blank, Item, Kind, Name, Value
from lianxin.mediation.papers.telling import day, money
from lianxin.mediation.terms import Instalment, Term

OWN = Path(__file__).parent / "data" / "clauses.csv"
EVERY = "*"  # a clause for any quarrel


class MissingBlank(Invalid):
    """A blank of the clause is empty."""

    code = "missing_blank"


class BadBlank(Invalid):
    """A blank holds what cannot be read as what it asks for."""

    code = "bad_blank"


@dataclass(frozen=True)
class Clause:
    """`does`, `how` and `sentence` hold their blanks in braces."""

    code: str
    name: str
    name_en: str
    categories: frozenset[str]
    blanks: tuple[Blank, ...]
    does: str
    how: str
    sentence: str


@cache
def library() -> tuple[Clause, ...]:
    """Every clause that travels with the project, in the order of its file."""
    with OWN.open(encoding="utf-8", newline="") as lines:
        return tuple(map(_clause, csv.DictReader(lines)))


def _clause(row: Mapping[str, str]) -> Clause:
    names = [Name(name) for name in row["blanks"].split()]
    fits = {kind if kind == EVERY else f"dispute.{kind}" for kind in row["categories"].split()}
    blanks = tuple(Blank(name, KINDS.get(name, Kind.TEXT)) for name in names)
    words = {key: row[key] for key in ("code", "name", "name_en", "does", "how", "sentence")}
    return Clause(**words, categories=frozenset(fits), blanks=blanks)


def clauses_for(category: str) -> list[Clause]:
    """The clauses made for this kind of quarrel, then those that fit any."""
    own = [clause for clause in library() if category in clause.categories]
    return own + [clause for clause in library() if EVERY in clause.categories]


def fill(clause: Clause, given: Mapping[str, Value]) -> tuple[Term, str]:
    """The promise and its sentence. Raises `MissingBlank` or `BadBlank`, with a sentence for each blank."""
    read = _read(clause, given)
    total = read.get(Name.AMOUNT, _total(read))
    told = {name: _on_paper(value) for name, value in read.items()}
    if total is not None:
        told[Name.AMOUNT] = money(total)
    term = Term(
        who=read[Name.WHO],
        does=clause.does.format(**told),
        to=read.get(Name.TO, ""),
        amount=total,
        by=_last_day(read),
        how=clause.how.format(**told),
        where=read.get(Name.WHERE, ""),
        parts=read.get(Name.PARTS, ()),
    )
    return term, clause.sentence.format(**told)


def _read(clause: Clause, given: Mapping[str, Value]) -> dict[str, Any]:
    empty = {
        b.name.value: _("请填:%(blank)s。") % {"blank": b.label} for b in clause.blanks if _is_empty(b, given)
    }
    read = {b.name.value: b.read(given[b.name]) for b in clause.blanks if b.name not in empty}
    bad = {b.name.value: b.refusal() for b in clause.blanks if b.name in read and read[b.name] is None}
    bad |= {name: _("这一条没有这个空。") for name in given.keys() - {b.name.value for b in clause.blanks}}
    if empty:
        named = "、".join(str(Name(name).label) for name in empty)
        raise MissingBlank(_("这一条还没有填:%(blanks)s。") % {"blanks": named}, fields=empty | bad)
    if bad:
        raise BadBlank(" ".join(bad.values()), fields=bad)
    return read


def _is_empty(blank: Blank, given: Mapping[str, Value]) -> bool:
    value = given.get(blank.name, "")
    return isinstance(value, Sequence) and not (value.strip() if isinstance(value, str) else value)


def _total(read: Mapping[str, Any]) -> Decimal | None:
    lines: Sequence[Instalment | Item] = (*read.get(Name.PARTS, ()), *read.get(Name.ITEMS, ()))
    return sum((line.amount for line in lines), Decimal(0)) if lines else None


def _last_day(read: Mapping[str, Any]) -> date | None:
    parts: Sequence[Instalment] = read.get(Name.PARTS, ())
    last: date | None = read.get(Name.BY) or read.get(Name.UNTIL)
    return parts[-1].by if parts else last


def _on_paper(value: Value) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, date):
        return day(value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}%"  # an amount is told in full by the sum; what is left is a rate
    parts = [line for line in value if isinstance(line, Instalment)]
    items = [f"{line.name}{writing.in_figures(line.amount)}" for line in value if isinstance(line, Item)]
    return writing.as_parts(parts) if parts else "、".join(items)
