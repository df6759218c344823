"""Reads an agreement before it is signed: can every promise be performed, does any ask for too much. Pure.

It warns and never stops anybody. Whoever goes on in spite of a grave concern says why.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from lianxin.mediation import lawful, performable
from lianxin.mediation.concerns import Concern, concern
from lianxin.mediation.lawful import Figures
from lianxin.mediation.terms import Term


def check(
    terms: Sequence[Term],
    *,
    category: str,
    parties: Sequence[str],
    today: date,
    figures: Figures = Figures(),  # noqa: B008  (frozen)
) -> list[Concern]:
    """What to look at again, term by term; each concern once for a term. `today` is the day of signing."""
    found: dict[tuple[int | None, str], Concern] = {}
    for at, code, word in _findings(terms, category, performable.Frame(tuple(parties), today), figures):
        found.setdefault((at, code), concern(code, at, word, most=f"{figures.most.normalize():f}%"))
    return sorted(found.values(), key=lambda one: (-1 if one.term is None else one.term, not one.grave))


def _findings(
    terms: Sequence[Term], category: str, frame: performable.Frame, figures: Figures
) -> Iterator[tuple[int | None, str, str]]:
    if not terms:
        yield None, "no_terms", ""
    for at, term in enumerate(terms):
        for code, word in performable.findings(term, frame):
            yield at, code, word
        for code, word in lawful.findings(term, category, frame.parties):
            yield at, code, word
    for at in lawful.leaves_out_the_child(terms):
        yield at, "childs_interest", ""
    yield from lawful.dear(terms, category, figures)
