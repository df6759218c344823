"""Which place words mean: where they are the name of one, and where one is named among others."""

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date

from lianxin.territory.atlas import atlas
from lianxin.territory.codes import Tier, ancestors, trimmed
from lianxin.territory.gazetteer import Division, gazetteer
from lianxin.territory.queries import divisions_in, full_name, known
from lianxin.territory.spelling import core, spoken, without_body

_PARTS = "/\\>-—、,;| "
_TIERS = (Tier.COMMUNITY, Tier.TOWN, Tier.DISTRICT)


def search(text: str, limit: int = 20, within: str = "") -> list[Division]:
    """Divisions whose code begins with, or whose name holds, the text; several words narrow it from the
    higher area down ("潞州 城隍庙"). Best first."""
    return gazetteer.get().search(text, limit, within)


def bearing(words: str, around: Iterable[str]) -> list[str]:
    """The areas inside or above each of `around` that bear these words in their name, or bore them; grids
    too. Of one inside another, the outer."""
    held, grids = gazetteer.get(), atlas.get()
    found: set[str] = set()
    for area in around:
        codes = [*ancestors(area), *held.inside(area)]
        found |= {c for c in codes if any(words in span.name for span in held.spans.get(c, ()))}
        inside = (grids.grids.codes[i] for i in grids.grids.inside(area))
        found |= {code for code in inside if words in grids.facts[code][0]}
    return [code for code in sorted(found) if not found.intersection(ancestors(code)[1:])]


def named(words: str, within: str, on: date, *, in_talk: bool = False) -> list[list[str]]:
    """The areas in `within` ("": the country) whose names stand in the words: communities, then towns, then
    counties, each tier that has any; of namesakes those of whose way down the most is named. An address says
    what kind of place it is; talk leaves that out."""
    shortened = spoken if in_talk else without_body
    short = ((row.code, shortened(row.name)) for row in divisions_in(within, on))
    found = {code for code, name in short if len(name) > 1 and name in words}
    tiers = ([code for code in sorted(found) if len(code) == tier] for tier in _TIERS)
    return [_with_most_named_above(codes, found) for codes in tiers if codes]


def _with_most_named_above(codes: Sequence[str], found: set[str]) -> list[str]:
    above = {code: len(found.intersection(ancestors(code))) for code in codes}
    return [code for code in codes if above[code] == max(above.values())]


def meant(word: str, within: str, on: date) -> str:
    """The one area inside `within` that a code or a name stands for; "" for none, and for several."""
    told = unicodedata.normalize("NFKC", word).strip()
    if told.isdigit():
        code = trimmed(told)
        return code if code and known(code, on) else ""
    for mark in _PARTS:
        told = told.replace(mark, " ")
    *above, last = told.split() or [""]
    for shortened in (without_body, core):
        name = shortened(last)
        found = search(" ".join([*above, name]), 50, within)
        same = [row.code for row in found if shortened(row.name) == name and known(row.code, on)]
        if len(same) == 1:
            return same[0]
    return _by_the_way_down(told, within, on)


def _by_the_way_down(told: str, within: str, on: date) -> str:
    """As we write it ourselves, in one go: 长治市潞州区东街街道长兴社区, or the last parts of that."""
    rows = divisions_in(within, on) if told else []
    found = [row.code for row in rows if core(row.name) in told and full_name(row.code).endswith(told)]
    return found[0] if len(found) == 1 else ""
