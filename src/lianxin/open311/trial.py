"""The test endpoint: everything is checked as in earnest, nothing is kept, and it answers consistently.

A trial request is not stored: its id says what there is to say of it (service, place, time), marked with a
keyed sign so that nobody makes one up. It is open for ten minutes, then closed: a client sees both.
The list holds one sample of each service, spread over the last ninety days, the same for everybody all day.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from lianxin.kernel.clock import local
from lianxin.kernel.keyring import keyring
from lianxin.open311 import queries
from lianxin.org import public as org
from lianxin.territory import public as territory

OPEN_FOR = timedelta(minutes=10)
SPAN = timedelta(days=90)
_MARK = 8
_HEAD = "TEST-"


@dataclass(frozen=True)
class Trial:
    """A request that never was."""

    category: str
    area: str
    at: datetime

    @property
    def id(self) -> str:
        minutes = int(self.at.timestamp() // 60)
        packed = base64.b32encode(f"{self.category}|{self.area}|{minutes}".encode()).decode().rstrip("=")
        return f"{_HEAD}{packed}-{keyring().code('open311 trial', packed, _MARK)}"

    @property
    def closed_at(self) -> datetime:
        return self.at + OPEN_FOR

    def is_open(self, now: datetime) -> bool:
        return now < self.closed_at


def made(category: str, area: str, now: datetime) -> Trial:
    return Trial(category, area[: territory.Tier.COMMUNITY], now.replace(second=0, microsecond=0))


def found(told: str) -> Trial | None:
    """The trial request that an id names; None for anything that we did not give out."""
    head, _dash, rest = told.partition("-")
    packed, _dash, mark = rest.partition("-")
    if f"{head}-" != _HEAD or not packed or keyring().code("open311 trial", packed, _MARK) != mark:
        return None
    words = base64.b32decode(packed + "=" * (-len(packed) % 8)).decode()
    category, area, minutes = words.split("|")
    return Trial(category, area, datetime.fromtimestamp(int(minutes) * 60, UTC))


def samples(jurisdiction: str, now: datetime) -> Iterator[Trial]:
    """One of each service, newest first. None are open: what was just sent is, by its id."""
    today = local(now).replace(hour=0, minute=0, second=0, microsecond=0)
    services = queries.offered(today.date())
    area, step = _somewhere(jurisdiction, today.date()), SPAN / (len(services) + 1)
    for number, service in enumerate(services, 1):
        at = (today - number * step).replace(second=0, microsecond=0)
        yield Trial(service.code, area, at.astimezone(UTC))


def _somewhere(jurisdiction: str, on: date) -> str:
    within = jurisdiction or org.served()
    rows = territory.divisions_in(within, on) if within else ()
    return next((row.code for row in rows if row.tier == territory.Tier.COMMUNITY), within)
