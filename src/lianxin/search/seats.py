"""The seat of an entry: its place among all, by the moment it was received. Pure.

A whole number: milliseconds in front, then twenty-one bits that tell two of the same moment apart. On SQLite
it is the row of the full-text table, which is why the newest come first without being sorted. Beside it an
entry bears two marks, its week and its half-year: PostgreSQL looks into the newest weeks first, and no
further than it must.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

BITS = 21
_WEEK_MS = 7 * 86_400_000
_FIRST_MS = 946_857_600_000  # Monday 2000-01-03; all that is older lies in its week
_WEEKS = 26
NEWEST = (1 << 62) - 1


def seat_of(received_at: datetime, subject: UUID) -> int:
    return (_millis(received_at) << BITS) | (subject.int & (1 << BITS) - 1)


def before(moment: datetime) -> int:
    """The last seat that somebody could have taken before this moment."""
    return (_millis(moment) << BITS) - 1


def _millis(moment: datetime) -> int:
    return int(moment.astimezone(UTC).timestamp() * 1000)


def _week(seat: int) -> int:
    return max(0, ((seat >> BITS) - _FIRST_MS) // _WEEK_MS)


def marks(seat: int) -> list[str]:
    week = _week(seat)
    return [f"t{week}", f"y{week // _WEEKS}"]


def windows(lowest: int, highest: int, now: datetime) -> Iterator[list[str]]:
    """Marks of time in groups, the newest first, that together cover these seats: this week and the last, six
    more, the rest of a half-year, then one half-year, two, four … A clock may have stood ahead: what seems to
    come later than `now` belongs to the first."""
    today, oldest = _week(before(now)), _week(lowest)
    week = min(_week(highest), today)
    edge = (week - 8) // _WEEKS  # the half-year that is looked through week by week
    later = _later(week) if _week(highest) > today else []
    for start, end in ((week, week - 2), (week - 2, week - 8), (week - 8, edge * _WEEKS - 1)):
        group = [f"t{number}" for number in range(start, max(end, oldest - 1), -1)]
        if later or group:
            yield later + group
        later = []
    year, span = edge - 1, 1
    while year >= oldest // _WEEKS:
        last = max(year - span + 1, oldest // _WEEKS)
        yield [f"y{number}" for number in range(year, last - 1, -1)]
        year, span = last - 1, span * 2


def _later(week: int) -> list[str]:
    year = week // _WEEKS
    weeks = range((year + 1) * _WEEKS - 1, week, -1)
    return [f"y{year + ahead}" for ahead in (3, 2, 1)] + [f"t{number}" for number in weeks]
