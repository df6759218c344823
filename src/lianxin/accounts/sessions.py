"""When a session began and was last used: it ends after twelve hours, or two of silence."""

from collections.abc import MutableMapping
from datetime import datetime, timedelta
from typing import Any

ABSOLUTE = timedelta(hours=12)
IDLE = timedelta(hours=2)
HALF_WAY = timedelta(minutes=10)  # to bring the second factor after the password
_SKEW = timedelta(minutes=5)  # how far a server's clock may fall back without ending anything
_WRITE_EVERY = timedelta(minutes=1)

Store = MutableMapping[str, Any]


def begin(session: Store, now: datetime) -> None:
    session["began"] = session["seen"] = now.timestamp()


def is_over(session: Store, now: datetime, *, verified: bool) -> bool:
    """True also when the session does not say when it began: such a one was not made by signing in."""
    began, seen = session.get("began"), session.get("seen")
    if not isinstance(began, float) or not isinstance(seen, float):
        return True
    age = timedelta(seconds=now.timestamp() - began)
    silence = timedelta(seconds=now.timestamp() - seen)
    longest = ABSOLUTE if verified else HALF_WAY
    return not (-_SKEW <= age <= longest and -_SKEW <= silence <= IDLE)


def touch(session: Store, now: datetime) -> None:
    """Remember that it is in use; at most one write a minute."""
    if now.timestamp() - session["seen"] >= _WRITE_EVERY.total_seconds():
        session["seen"] = now.timestamp()
