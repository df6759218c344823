"""Every division by its code, in each process's memory."""

from bisect import bisect_left
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from lianxin.journal.public import Snapshot
from lianxin.territory import models
from lianxin.territory.codes import Tier, after, covers, parent


class Division(NamedTuple):
    """One span of a code's life; `valid_until` is the first day it was no longer in force."""

    code: str
    name: str
    valid_from: date
    valid_until: date | None
    replaced_by: str

    @property
    def tier(self) -> Tier:
        return Tier(len(self.code))

    def in_force(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_until is None or on < self.valid_until)


class Gazetteer:
    """Look-ups by code are O(1), of what lies inside an area O(log n + found)."""

    def __init__(self, rows: Iterable[Division]) -> None:
        """`rows` in order of code, then of valid_from."""
        self.spans: dict[str, tuple[Division, ...]] = {}
        for row in rows:
            self.spans[row.code] = (*self.spans.get(row.code, ()), row)
        self.codes = sorted(self.spans)

    def name(self, code: str) -> str:
        """The latest name the code bore, "" if it is unknown."""
        spans = self.spans.get(code)
        return spans[-1].name if spans else ""

    def at(self, code: str, on: date) -> Division | None:
        return next((span for span in self.spans.get(code, ()) if span.in_force(on)), None)

    def inside(self, area: str) -> list[str]:
        """Every code in the subtree of `area`, itself included, in order."""
        return self.codes[bisect_left(self.codes, area) : bisect_left(self.codes, after(area))]

    def children(self, area: str, on: date) -> list[Division]:
        below = [code for code in self.inside(area) if (parent(code) or "") == area and code != area]
        return [found for code in below if (found := self.at(code, on))]

    def search(self, text: str, limit: int, within: str = "") -> list[Division]:
        """Digits match the beginning of a code; words must all stand in the names on the way up, the last
        of them in the area's own. Best first: equal, then beginning, then the higher tier."""
        words = text.split()
        if not words:
            return []
        if len(words) == 1 and words[0].isascii() and words[0].isdigit():
            found = [code for code in self.inside(words[0]) if covers(within, code)] if words[0] else []
            return [self.spans[code][-1] for code in found[:limit]]
        own = words[-1]
        hits = [
            spans[-1] for code, spans in self.spans.items() if own in spans[-1].name and covers(within, code)
        ]
        hits = [hit for hit in hits if all(word in self._way(hit.code) for word in words[:-1])]
        hits.sort(key=lambda hit: (hit.name != own, not hit.name.startswith(own), len(hit.code), hit.code))
        return hits[:limit]

    def _way(self, code: str) -> str:
        return "".join(self.name(code[:width]) for width in (2, 4, 6, 9) if width < len(code))


def _load() -> Gazetteer:
    rows = models.Division.objects.order_by("code", "valid_from").values_list(
        "code", "name", "valid_from", "valid_until", "replaced_by"
    )
    return Gazetteer(map(Division._make, rows.iterator(chunk_size=20_000)))


gazetteer = Snapshot("divisions", _load)
