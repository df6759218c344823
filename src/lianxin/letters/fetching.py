"""Reading the mailbox: every minute, in order, from where it was left."""

import logging
from datetime import datetime, timedelta

from django.db import InterfaceError, OperationalError
from django.db.models import Q

from lianxin.kernel.keyring import keyring
from lianxin.kernel.outbound import NoAnswer
from lianxin.letters.mailbox import NAME, Box, open_box
from lianxin.letters.models import Bookmark
from lianxin.letters.opening import MOST
from lianxin.letters.taking import take, take_unread
from lianxin.notices import public as notices

log = logging.getLogger(__name__)
EVERY = timedelta(minutes=1)
AT_ONCE, PICTURED_AT_ONCE = 20, 3  # pictures take seconds each, and messages wait behind them


def fetch(now: datetime) -> int:
    """One look into the mailbox; returns how many letters were taken in. Whoever claims the minute reads; a
    server that is away is asked again in the next."""
    if not notices.is_set(NAME):
        return 0
    setup = notices.setup_of(NAME)
    known = keyring().digest("mailbox", f"{setup['host']}\n{setup['user']}\n{setup['folder']}")
    Bookmark.objects.get_or_create(box=known)
    mine = Bookmark.objects.filter(box=known)
    if not mine.filter(Q(looked_at__isnull=True) | Q(looked_at__lte=now - EVERY)).update(looked_at=now):
        return 0
    try:
        with open_box(setup) as box:
            taken = _read(box, mine.get(), setup["area"], now)
    except NoAnswer as away:
        mine.update(fault=away.fault)
        log.warning("the mailbox does not answer (%s)", away.fault)
        return 0
    mine.update(fault="")
    return taken


def _read(box: Box, mark: Bookmark, area: str, now: datetime) -> int:
    """After each letter the mark moves on. What was taken and not marked is handed over again, and known."""
    last = mark.uid if mark.validity == box.validity else 0
    read = pictured = 0
    for uid in box.after(last)[:AT_ONCE]:
        if pictured == PICTURED_AT_ONCE:
            break  # the rest in a minute
        whole = box.size(uid) <= MOST
        raw = box.letter(uid, head_only=not whole)
        if raw:
            _taken(raw, area, whole, now)
        Bookmark.objects.filter(id=mark.id).update(validity=box.validity, uid=uid)
        box.seen(uid)
        read, pictured = read + 1, pictured + (b"image/" in raw.lower())
    return read


def _taken(raw: bytes, area: str, whole: bool, now: datetime) -> None:
    """A letter that nobody foresaw must not stop the ones behind it: somebody looks at it in the mailbox."""
    try:
        take(raw, area, whole=whole, now=now)
    except (OSError, OperationalError, InterfaceError):  # not the letter's: it is asked for again
        raise
    except Exception:
        log.exception("a letter could not be read")
        take_unread(raw, area, now=now)
