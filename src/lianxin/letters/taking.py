"""Taking a letter in: one transaction, however often it is handed over. Nothing of it is lost."""

import json
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append, bump
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Refusal
from lianxin.kernel.ids import uuid7
from lianxin.kernel.keyring import keyring
from lianxin.kernel.rows import insert
from lianxin.letters.models import Fate, Letter
from lianxin.letters.opening import Opened, opened
from lianxin.letters.placing import place_of
from lianxin.matters import public as matters
from lianxin.matters.public import Brought, Ref, Report, Verb, photos
from lianxin.media import public as media
from lianxin.notices import public as notices

MOST_A_DAY = 10  # of one sender; what is more waits for somebody to look
DAY = timedelta(days=1)
LONGEST_NOTE, LONGEST_TEXT = 2000, 4000
NOTHING = Opened("", "", "", "", "", "", "", 0)


@dataclass(frozen=True)
class Sorted:
    """What became of it, and why where somebody must look."""

    fate: str
    why: str = ""
    ref: Ref | None = None
    step: int = 1  # of the matter's timeline, where its photos belong


def take(raw: bytes, area: str, *, whole: bool = True, now: datetime) -> str:
    """`area` is what the mailbox serves; not `whole`: only its head was read, it is too large. Returns its
    fate, or "again" for one that was taken before. Photos are developed before and kept after the words are
    safe, outside the transaction: they take their time."""
    told = opened(raw)
    if not told.machine:
        told = _tried(told)
    fate, sort = _taken(raw, told, area, whole, now)
    if sort is not None and sort.ref is not None and fate in {Fate.MATTER, Fate.ADDED}:
        photos.add(sort.ref, sort.step, told.photos, by=Actor.resident(sort.ref.id), now=now)
    return fate


def _tried(told: Opened) -> Opened:
    """Only the photos that can be kept; what cannot counts among the files that are told of."""
    good = tuple(data for data in told.photos[: photos.MOST] if _opens(data))
    return replace(told, photos=good, enclosed=told.enclosed + len(told.photos) - len(good))


def _opens(data: bytes) -> bool:
    try:
        media.develop(data)
    except media.Unusable:
        return False
    return True


@transaction.atomic
def _taken(raw: bytes, told: Opened, area: str, whole: bool, now: datetime) -> tuple[str, Sorted | None]:
    letter = _letter(raw, told, area, now)
    if not insert([letter], pass_over_known=True):
        return "again", None
    sort = _sorted(letter, told, whole, now)
    _keep(letter, sort, told, now)
    return str(letter.fate), sort


@transaction.atomic
def take_unread(raw: bytes, area: str, *, now: datetime) -> None:
    """One that could not even be opened: it waits for somebody, without a word of it."""
    letter = _letter(raw, NOTHING, area, now)
    if insert([letter], pass_over_known=True):
        _keep(letter, Sorted(Fate.WAITING, "unreadable"), NOTHING, now)


def _letter(raw: bytes, told: Opened, area: str, now: datetime) -> Letter:
    return Letter(
        id=uuid7(),
        digest=keyring().digest("letter", told.id or raw.decode("latin-1")),
        sender=keyring().digest("letter sender", notices.shares.reached_by(told.sender))
        if told.sender
        else "",
        area=area,
        fate=Fate.WAITING,
        received_at=now,
    )


def _sorted(letter: Letter, told: Opened, whole: bool, now: datetime) -> Sorted:
    if told.machine:
        return Sorted(Fate.IGNORED, told.machine)
    if not whole:
        return Sorted(Fate.WAITING, "large")
    thread = notices.threads.read_mark(told.marks)
    if thread is not None:
        return _added(Ref(thread.county, thread.matter), told, now)
    if not told.sender or not (told.text or told.subject):
        return Sorted(Fate.WAITING, "unreadable")
    if Letter.objects.filter(sender=letter.sender, received_at__gt=now - DAY).count() > MOST_A_DAY:
        return Sorted(Fate.WAITING, "many")
    place = place_of(f"{told.subject} {told.text}", letter.area, local(now).date())
    return submitted(letter, told, place, now) if place else Sorted(Fate.WAITING, "placeless")


def _added(ref: Ref, told: Opened, now: datetime) -> Sorted:
    """An answer to a mail of ours is the resident's own word: whoever can quote the mark was sent it."""
    if not (told.text or told.photos):
        return Sorted(Fate.WAITING, "unreadable", ref)
    by = Actor.resident(ref.id)
    try:
        with transaction.atomic():
            note = _with_enclosed(told.text or _("(只寄来了照片)"), told, LONGEST_NOTE)
            moved = matters.speak(Verb.SUPPLEMENT, ref, Brought(note=note), by=by, now=now)
    except Refusal:  # ended, merged, or it is not there any more
        return Sorted(Fate.WAITING, "late", ref)
    return Sorted(Fate.ADDED, ref=ref, step=moved.version)


def submitted(letter: Letter, told: Opened, place: str, now: datetime) -> Sorted:
    """The same matter as by any door. Sent twice it is one: its id is made from the letter's."""
    text = told.text if told.subject in told.text else f"{told.subject}\n{told.text}".strip()
    report = Report(
        id=UUID(keyring().digest("letter report", letter.digest)[:32]),
        text=_with_enclosed(text, told, LONGEST_TEXT),
        made_at=letter.received_at,
        credential="mail",
        area=place,
        name=told.name,
        mail=told.sender,
        channel="mail",
    )
    try:
        with transaction.atomic():
            made = matters.submit_report(report, by=Actor.resident(), now=now)
    except Refusal:
        return Sorted(Fate.WAITING, "unreadable")
    return Sorted(Fate.MATTER, ref=made.ref)


def _with_enclosed(text: str, told: Opened, longest: int) -> str:
    left = _("(信里另有 %(n)d 个附件,没有收进来。)") % {"n": told.enclosed} if told.enclosed else ""
    room = longest - len(left) - 1
    return f"{text[:room]}\n{left}".strip()


def _keep(letter: Letter, sort: Sorted, told: Opened, now: datetime) -> None:
    """Words and sender stay, sealed, only where somebody must look."""
    letter.fate, letter.why = sort.fate, sort.why
    if sort.ref is not None:
        letter.of_county, letter.matter = sort.ref.county, sort.ref.id
    if sort.fate == Fate.WAITING:
        left = told.enclosed + len(told.photos)  # a stranger's photos are not kept for a letter nobody placed
        words = json.dumps([told.sender, told.name, told.subject, told.text, left])
        letter.sealed = keyring().seal(words, bound_to=f"letter:{letter.id}")
    else:
        letter.settled_at = now
    letter.save(force_update=True)
    facts = {"fate": sort.fate, "why": sort.why}
    append(NATION, [Fact("letters.take", f"letter:{letter.id}", facts)], by=SYSTEM, now=now)
    if sort.fate == Fate.WAITING:
        bump("letters")
