"""What a family of work lends to the index."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection

from lianxin.search import marks, seats, tokens
from lianxin.search.models import Row
from lianxin.search.parts import parted


@dataclass(frozen=True)
class Entry:
    """`words` are things said apart; `marks` come from `marks.py`, and so do `helpers`, who find it
    only until `fades_at` (None: as long as it is open)."""

    county: str
    family: str
    subject: UUID
    received_at: datetime
    words: tuple[str, ...]
    marks: tuple[str, ...]
    helpers: tuple[str, ...] = ()
    fades_at: datetime | None = None

    @property
    def seat(self) -> int:
        return seats.seat_of(self.received_at, self.subject)

    def row(self) -> Row:
        return Row(
            county=self.county,
            family=self.family,
            subject=self.subject,
            seat=self.seat,
            marks=self.all_marks(),
            helpers=marks.listed(self.helpers),
            words=words_of(self.words),
            fades_at=self.fades_at,
        )

    def all_marks(self) -> str:
        """With those of its time where they are asked for: SQLite has its seats in order."""
        dated = seats.marks(self.seat) if connection.vendor == "postgresql" else []
        return marks.listed([*self.marks, *dated])


def words_of(said: Iterable[str]) -> str:
    """As they are indexed."""
    return " ".join(parted(tokens.joined(said).split()))
