"""The seat of an entry: its place among all, by the moment it was received. Pure.

A whole number: milliseconds in front, then twenty-one bits that tell two of the same moment apart. On SQLite
it is the row of the full-text table, which is why the newest come first without being sorted. On PostgreSQL
an entry bears marks of its time beside it, one for each of four widths: the newest weeks are looked into
first, and no further than must be. One mark to a look: several in one look cost PostgreSQL ten times as much
(docs/decisions/0024).
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from uuid import UUID

BITS = 21
_WEEK_MS = 7 * 86_400_000
_FIRST_MS = 946_857_600_000  # Monday 2000-01-03; all that is older lies in its week
_WIDTHS = {"m": 8, "y": 64, "e": 512}  # in weeks: two months, a year and more, ten years
_LEAST = _WIDTHS["m"]
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
    return [f"{letter}{week // width}" for letter, width in _WIDTHS.items()]


def windows(lowest: int, highest: int, now: datetime) -> Iterator[str]:
    """Marks of time, the newest first, that together cover these seats once: two months at a time to the
    beginning of a year, years to the beginning of ten, and so on. A clock may have stood ahead: what seems to
    come later than `now` is looked for before all."""
    oldest, last = _week(lowest), _week(highest)
    week = min(last, _week(before(now))) // _LEAST * _LEAST + _LEAST - 1
    if last > week:
        yield from _later(week)
    wider = [*list(_WIDTHS.values())[1:], 0]
    for (letter, width), next_width in zip(_WIDTHS.items(), wider, strict=True):
        while week >= oldest:
            yield f"{letter}{week // width}"
            week = week // width * width - 1
            if next_width and (week + 1) % next_width == 0:
                break


def _later(week: int) -> Iterator[str]:
    """The rest of this window of ten years and the next one, from their end."""
    last, found = (week // 512 + 2) * 512 - 1, []
    week += 1
    while week <= last:
        letter, width = next((mark, span) for mark, span in reversed(_WIDTHS.items()) if week % span == 0)
        found.append(f"{letter}{week // width}")
        week += width
    yield from reversed(found)
