"""Proving a chain: pure, so that a hundred thousand tamperings can be tried in a minute."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from lianxin.journal.links import Row, link_after

GENESIS = "0" * 64
End = tuple[int, str]  # how many entries, and the link of the last


@dataclass(frozen=True)
class Break:
    """The first place where a county's chain is not what was written."""

    county: str
    position: int
    what: str


class Walk:
    """Goes along one county's rows in order of position, remembering where a witness once stood."""

    def __init__(self, county: str, seen: End | None = None) -> None:
        self.county = county
        self.position = 0
        self.link = GENESIS
        self._seen = seen

    def over(self, rows: Iterable[Row], step: Callable[[int], None] = lambda count: None) -> Break | None:
        """The first row that does not follow from the one before it."""
        county, link, position = self.county, self.link, self.position
        seen = self._seen or (0, GENESIS)
        for row in rows:
            position += 1
            if row[0] != position:
                # below: the same position twice, or one before the first
                return Break(
                    county, min(position, max(row[0], 1)), f"entry {position} is missing or out of order"
                )
            try:
                link = link_after(link, county, row)
            except (TypeError, ValueError):
                link = ""
            if link != row[7]:
                return Break(county, position, f"entry {position} was altered")
            if position == seen[0] and link != seen[1]:
                return Break(
                    county, position, f"the witness saw another entry {position}: history was rewritten"
                )
            if position % 5000 == 0:
                step(position)
        self.position, self.link = position, link
        step(position)
        return None

    def end(self, head: End | None, *, beyond: bool = False) -> Break | None:
        """Whether the chain ends where its head says. `beyond`: rows lie past what was walked."""
        at = self.position
        if self._seen is not None and self._seen[0] > at:
            return Break(self.county, at + 1, f"the witness saw {self._seen[0]} entries, {at} are left")
        if head is None:
            return Break(self.county, at + 1, f"the head is gone, {at} entries are left") if at else None
        if head[0] > at:
            return Break(self.county, at + 1, f"the chain ends at {at}, its head says {head[0]}")
        if beyond or head[0] < at:
            return Break(self.county, head[0] + 1, f"there is an entry past the head at {head[0]}")
        if head[1] != self.link:
            return Break(self.county, at, f"the head does not match entry {at}")
        return None


def first_break(county: str, rows: Iterable[Row], head: End | None, seen: End | None = None) -> Break | None:
    """Prove a whole chain that is in memory: None when all of it is as written."""
    walk = Walk(county, seen)
    return walk.over(rows) or walk.end(head)
