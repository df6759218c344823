"""Photos that were named by their address: asked for in the transaction of what they belong to, fetched by
the background work through the one way out, and then treated like any other. Whatever comes of it, what they
belong to is untouched."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from lianxin.journal import public as journal
from lianxin.kernel import outbound
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.keyring import keyring
from lianxin.kernel.leases import LEASE, Waits
from lianxin.kernel.rows import insert
from lianxin.kernel.targets import BadTarget, read
from lianxin.media.actions import discard, keep, prepare
from lianxin.media.contracts import Ready, Subject
from lianxin.media.developing import LARGEST
from lianxin.media.errors import Unusable
from lianxin.media.models import Errand

MOST_TRIES = 4
WAITS = Waits(first=timedelta(minutes=2), longest=timedelta(minutes=8))
# http too: what comes is judged by what it is, and nothing of ours goes out with the question.
LIMITS = outbound.Limits(connect=4.0, silence=5.0, total=12.0, most=LARGEST, redirects=2, plain=True)
KEPT, WAITING, REFUSED, GIVEN_UP = (
    Errand.State.KEPT,
    Errand.State.WAITING,
    Errand.State.REFUSED,
    Errand.State.GIVEN_UP,
)


class Later(Exception):
    """Nothing came this time; it may the next."""


def fetch_later(subject: Subject, url: str, *, now: datetime) -> None:
    """Leave word in this very transaction. An address that can never be asked is refused at once, on the row:
    what it came with goes on. The same address is fetched once for a subject."""
    why = _why_never(url)
    errand = Errand(
        county=subject.county,
        subject=subject.name,
        part=subject.part,
        digest=keyring().digest("photo url", url),
        url="" if why else url,
        state=REFUSED if why else WAITING,
        why=why,
        asked_at=now,
        due_at=now,
    )
    insert([errand], pass_over_known=True)


def _why_never(url: str) -> str:
    try:
        read(url)
    except BadTarget:
        return "address"
    return ""


def fetch(now: datetime, at_most: int = 1) -> int:
    """Fetch what is due; returns how much was. One at a time: somebody's slow host must not hold up the rest
    of the background work for longer than one answer."""
    due = Errand.objects.filter(state=WAITING, due_at__lte=now).order_by("due_at")
    return sum(_run(county, id_, now) for county, id_ in due.values_list("county", "id")[:at_most])


def _run(county: str, id_: UUID, now: datetime) -> bool:
    errand = _leased(county, id_, now)
    if errand is None:
        return False
    subject = Subject(errand.county, errand.subject, errand.part)
    try:
        ready = prepare(subject, _body(errand.url))
    except BadTarget:
        return _settled(errand, REFUSED, "address", now)
    except Unusable as unusable:
        if unusable.why not in {"crowded", "store"}:
            return _settled(errand, REFUSED, unusable.why, now)
        return _put_off(errand, now)
    except (Later, OSError):
        return _put_off(errand, now)
    return _settled(errand, KEPT, "", now, ready)


@transaction.atomic
def _leased(county: str, id_: UUID, now: datetime) -> Errand | None:
    """Whoever takes it has five minutes; so two workers do not fetch the same one."""
    rows = Errand.objects.filter(county=county, id=id_, state=WAITING, due_at__lte=now)
    errand = rows.select_for_update(skip_locked=True).first()
    if errand is not None:
        errand.tries += 1
        rows.update(tries=errand.tries, due_at=now + LEASE)
    return errand


def _body(url: str) -> bytes:
    try:
        answer = outbound.send(outbound.Outgoing(url), LIMITS)
    except outbound.NoAnswer as away:
        if away.fault == "large":
            raise Unusable("large") from away
        raise Later from away
    if answer.status >= 500 or answer.status == 429:
        raise Later
    if answer.status != 200:
        raise Unusable("away")
    return answer.body


def _put_off(errand: Errand, now: datetime) -> bool:
    if errand.tries >= MOST_TRIES:
        return _settled(errand, GIVEN_UP, "away", now)
    mine = Errand.objects.filter(county=errand.county, id=errand.id, state=WAITING, tries=errand.tries)
    mine.update(due_at=now + WAITS.after(errand.tries - 1))
    return True


@transaction.atomic
def _settled(errand: Errand, state: str, why: str, now: datetime, ready: Ready | None = None) -> bool:
    """The outcome on the row, the address gone from it, the photo kept: all of it, or nothing. Where the
    errand was erased in the meantime nobody wants the photo any more."""
    mine = Errand.objects.filter(county=errand.county, id=errand.id, state=WAITING, tries=errand.tries)
    if not mine.update(state=state, why=why, url=""):
        discard([ready] if ready else [])
        return False
    subject = Subject(errand.county, errand.subject, errand.part)
    if ready:
        keep(subject, [ready], by=SYSTEM, now=now)
    told = {"outcome": state, "part": errand.part}
    journal.append(errand.county, [journal.Fact("media.fetch", errand.subject, told)], by=SYSTEM, now=now)
    return True
