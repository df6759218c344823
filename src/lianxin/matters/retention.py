"""How long what people said is kept (PIPL 19, 47): the clocks that run on every matter, in one place.

What remains afterwards are numbers, codes and times: statistics and the journal's chain stay as they were.
"""

from datetime import date, datetime, timedelta

from lianxin.kernel.clock import local

YEAR = timedelta(days=365)
CONTACT = 3 * YEAR  # after receipt: how long a question about it may still come up
WORDS = 5 * YEAR  # after the end: appeals, reviews and claims are over (民法典 188: three years)


def contact_until(received_at: datetime) -> date:
    return local(received_at + CONTACT).date()


def words_until(ended_at: datetime | None) -> date | None:
    """The last day on which the words are there; None while the matter is open."""
    return local(ended_at + WORDS).date() if ended_at else None
