"""The share of one number or mail address in messages that nobody there asked for: anybody can leave a
neighbour's with a report, or write a letter in their name.

Counted by a keyed digest that changes with every span (`pages.limits`), so that no row tells whose it is. It
holds back a message, never a report; nothing that decides about a matter reads it, and no page says whether
one was held back: that would answer a stranger who asks whether their neighbour has reported lately.
"""

from datetime import datetime, timedelta
from enum import StrEnum

from lianxin.notices.quiet import after_quiet
from lianxin.pages.public import limits

HOUR = limits.Limit("receipt", "RECEIPTS_PER_HOUR", timedelta(hours=1))
DAY = limits.Limit("receipts", "RECEIPTS_PER_DAY", timedelta(days=1))
STEPS = 60  # full hours and days that are passed over: after so many a week's worth waits for that number


class PastShare(StrEnum):
    """Whoever it is for asked for it, or serves; they have read it already; or nothing else tells them."""

    GOES = "goes"
    STAYS = "stays"
    WAITS = "waits"


def moment_for(address: str, past_share: PastShare, *, at: datetime) -> datetime | None:
    """When a message that could leave `at` may: None for never. Its place in that hour is taken. What would
    wait behind a week's worth is not written: in one hour after it, all of a sheet would ring."""
    if past_share == PastShare.GOES:
        return at
    whose = reached_by(address)
    for _step in range(STEPS if past_share == PastShare.WAITS else 1):
        full = next((span for span in (HOUR, DAY) if not limits.fits(span, whose, now=at)), None)
        if full is None:
            return at
        at = after_quiet(limits.end_of(full, at))  # else a night's full hours would all go in the morning
    return None


def takes_one(address: str, *, now: datetime) -> bool:
    """Whether one more may go there, by day at once and at night in the morning; then its place is taken."""
    return moment_for(address, PastShare.STAYS, at=after_quiet(now)) is not None


def reached_by(address: str) -> str:
    """One word for a telephone or mailbox, however its number or address is written."""
    name, at, host = address.strip().lower().rpartition("@")
    return f"{name.partition('+')[0]}@{host}" if at else "".join(filter(str.isdigit, address))[-11:]
