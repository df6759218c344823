"""What a list is asked for, in our own terms."""

from dataclasses import dataclass
from datetime import datetime

from lianxin.open311.showing import Shown


@dataclass(frozen=True)
class Wanted:
    """`since` and `until` are both within the range. `status`: open, closed or "" for both."""

    jurisdiction: str
    codes: tuple[str, ...]
    status: str
    since: datetime
    until: datetime
    updated_since: datetime | None
    updated_until: datetime | None
    skip: int
    at_most: int

    def fits(self, shown: Shown) -> bool:
        """The question, asked of one that is at hand."""
        status = "open" if shown.is_open else "closed"
        return (
            (not self.status or status == self.status)
            and (not self.codes or shown.category in self.codes)
            and shown.community.startswith(self.jurisdiction)
            and self.since <= shown.requested_at <= self.until
            and (self.updated_since is None or shown.updated_at >= self.updated_since)
            and (self.updated_until is None or shown.updated_at <= self.updated_until)
        )
