"""How often a sign-in may fail: five times for one name from one place, and more from everywhere together.

A stranger who types a colleague's name must not be able to shut that colleague out. So the five count for
the name *and* the place it is tried from (the address block, or the device on which that very person has
signed in before); the name as a whole, and the address as a whole, have wider bounds, which a known device
does not share. Everything lies in the database: a restart forgives nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from lianxin.accounts.errors import SignInLocked
from lianxin.accounts.models import Attempt, Person
from lianxin.accounts.names import tidy
from lianxin.journal import public as journal
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.keyring import keyring

TRIES = 5  # for one name from one place
NAME_TRIES = 50  # for one name from everywhere: ten places of five
CODE_TRIES = 10  # wrong second factors of one name from everywhere: whoever tries them has the password
ADDRESS_TRIES = 100  # from one address, whatever the names: a whole office may stand behind it
WINDOW = timedelta(minutes=15)  # failures less than this apart add up; and so long a lock lasts
KEPT = timedelta(days=1)


@dataclass(frozen=True)
class Origin:
    """Where a try comes from. `device` is the random mark of a browser; `known` are keyed marks that say who
    has signed in completely on it (see `mark_of`). Both come from a cookie, so neither is believed alone."""

    address: str = "unknown"
    device: str = ""
    known: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Bound:
    """One count: `key` is a keyed digest, `whose` the digest of the name it can be unlocked by."""

    key: str
    most: int
    scope: str
    whose: str = ""


def mark_of(owner: Person, device: str) -> str:
    """Says that `owner` has signed in on `device`; worth nothing once they signed out everywhere."""
    return keyring().digest("accounts.known", f"{owner.id}\0{owner.epoch}\0{device}")[:32]


def is_known(owner: Person | None, origin: Origin) -> bool:
    return bool(owner and origin.device and mark_of(owner, origin.device) in origin.known)


def name_digest(username: str) -> str:
    return keyring().digest("accounts.username", tidy(username))


def bounds(username: str, owner: Person | None, origin: Origin, *, code: bool = False) -> list[Bound]:
    """What a try counts against. `code`: it is the second factor that is tried."""
    name = name_digest(username)
    if is_known(owner, origin):
        return [Bound(_key("device", name, origin.device), TRIES, "place", name)]
    wide = Bound(_key("code", name), CODE_TRIES, "name", name) if code else None
    return [
        Bound(_key("place", name, origin.address), TRIES, "place", name),
        wide or Bound(_key("name", name), NAME_TRIES, "name", name),
        Bound(_key("address", origin.address), ADDRESS_TRIES, "address"),
    ]


def _key(*parts: str) -> str:
    return keyring().digest("accounts.try", "\0".join(parts))


def take(limits: Sequence[Bound], now: datetime) -> None:
    """Count one try against every bound, or raise SignInLocked and count none. Before the slow hash, so that
    a hundred at once get no more tries than five in a row."""
    fresh = [Attempt(key=bound.key, name_digest=bound.whose, last_at=now) for bound in limits]
    fresh.sort(key=lambda row: row.key)  # one order for everybody: no two wait for each other
    with transaction.atomic():
        # A known row is written over by itself, which holds it: nobody signs in and clears it, nor forgets it
        # after its day, between here and the count.
        Attempt.objects.bulk_create(
            fresh, update_conflicts=True, unique_fields=["key"], update_fields=["name_digest"]
        )
        rows = Attempt.objects.in_bulk([row.key for row in fresh])
        refused = [(bound, until) for bound in limits if (until := _locked_until(rows, bound, now))]
        for row in rows.values() if not refused else ():
            row.failures = row.failures + 1 if _adds_up(row, now) else 1
            row.last_at, row.locked_until = now, None
            row.save()
    if refused:
        raise _locked(*max(refused, key=lambda one: one[1]), now)


def give_back(limits: Sequence[Bound]) -> None:
    """It was right: the try is nobody's failure."""
    for bound in sorted(limits, key=lambda bound: bound.key):
        Attempt.objects.filter(key=bound.key, failures__gt=0).update(failures=F("failures") - 1)


def failed(limits: Sequence[Bound], owner: Person | None, now: datetime) -> None:
    """It was wrong: whichever bound is reached locks, and the journal says so."""
    with transaction.atomic():
        for bound in sorted(limits, key=lambda bound: bound.key):
            full = Attempt.objects.filter(key=bound.key, failures__gte=bound.most, locked_until__isnull=True)
            if full.update(locked_until=now + WINDOW):
                fact = journal.Fact("accounts.locked_out", _subject(bound, owner), {"scope": bound.scope})
                journal.append(journal.NATION, [fact], by=SYSTEM, now=now)


def clear(limits: Sequence[Bound]) -> None:
    """A complete sign-in forgets what failed here before. The wide counts stay: whoever guesses from
    elsewhere must not be forgiven because the owner came to work."""
    Attempt.objects.filter(key__in=[bound.key for bound in limits if bound.scope == "place"]).delete()


def forget(now: datetime) -> int:
    """Delete what a day has passed over; returns how many rows."""
    deleted, _by_model = Attempt.objects.filter(last_at__lt=now - KEPT).delete()
    return int(deleted)


def _subject(bound: Bound, owner: Person | None) -> str:
    if bound.scope == "address":
        return f"address:{bound.key[:32]}"
    return f"person:{owner.id}" if owner else f"name:{bound.whose[:32]}"


def _adds_up(row: Attempt, now: datetime) -> bool:
    """A lock that has run out starts the count anew."""
    return row.locked_until is None and now - row.last_at < WINDOW


def _locked_until(rows: dict[str, Attempt], bound: Bound, now: datetime) -> datetime | None:
    """None when a try is free. A clock that was set back must not lock a name for a year, so no lock reaches
    further than the window from now."""
    row = rows[bound.key]
    if row.locked_until is not None:
        return min(row.locked_until, now + WINDOW) if row.locked_until > now else None
    in_flight = row.failures >= bound.most and _adds_up(row, now)
    return row.last_at + WINDOW if in_flight else None


def _locked(bound: Bound, until: datetime, now: datetime) -> SignInLocked:
    told = {
        "minutes": int((until - now).total_seconds() // 60) + 1,
        "time": clock.local(until).strftime("%H:%M"),
    }
    if bound.scope == "address":
        words = _("这个网络上输错的次数太多,暂时锁住了。请在 %(minutes)s 分钟后(%(time)s)再试。")
    else:
        words = _("输错的次数太多,这个用户名暂时锁住了。请在 %(minutes)s 分钟后(%(time)s)再试。")
    instead = _("在您登录过的那台电脑或手机上仍然可以登录;着急的话,请本单位的安全管理员解锁。")
    return SignInLocked(words % told, until=until, instead=instead)
