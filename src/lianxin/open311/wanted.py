"""What a list is asked for, in our own terms."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lianxin.matters.public import publicity
from lianxin.open311.showing import Shown

HOUR = timedelta(hours=1)


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

    def sought(self, *, from_the_first: bool = False) -> publicity.Sought:
        """Of what anybody may read times are known by the hour, so they are sought by the hour too: a finer
        question would tell the minute after all."""
        return publicity.Sought(
            area=self.jurisdiction,
            kinds=self.codes,
            status=self.status,
            since=_hour_from(self.since),
            until=_hour_after(self.until),
            moved_since=_hour_from(self.updated_since) if self.updated_since else None,
            moved_until=_hour_after(self.updated_until) if self.updated_until else None,
            skip=0 if from_the_first else self.skip,
            at_most=publicity.LAST if from_the_first else self.at_most,
        )

    def fits(self, shown: Shown) -> bool:
        """The same question, asked of one that is at hand."""
        status = "open" if shown.is_open else "closed"
        return (
            (not self.status or status == self.status)
            and (not self.codes or shown.category in self.codes)
            and shown.community.startswith(self.jurisdiction)
            and self.since <= shown.requested_at <= self.until
            and (self.updated_since is None or shown.updated_at >= self.updated_since)
            and (self.updated_until is None or shown.updated_at <= self.updated_until)
        )


def _hour_from(at: datetime) -> datetime:
    """The first full hour not before it."""
    full = at.replace(minute=0, second=0, microsecond=0)
    return full if full == at else full + HOUR


def _hour_after(at: datetime) -> datetime:
    """The end of the hour that it lies in."""
    return at.replace(minute=0, second=0, microsecond=0) + HOUR
