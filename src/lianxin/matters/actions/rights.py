"""What a person may ask of us about themselves (PIPL 44 to 50): see, correct, take away; and what we take
away by ourselves when its time is over.

The resident's code opens one matter. Where a number was left with the report, somebody else may hold the
code (a slip that was lost, a neighbour who helped): the rights ask for the telephone too. A number that was
left later, by the code, proves itself alone: it shuts out nobody who holds the code, and opens nothing more.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel import dataprotection
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.counties import by_county
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.keyring import keyring
from lianxin.kernel.rows import insert
from lianxin.matters import contacts
from lianxin.matters.actions import telling
from lianxin.matters.actions.contact import forget_contacts
from lianxin.matters.actions.photos import subject_of
from lianxin.matters.actions.speak import lock
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import ENDED, State
from lianxin.matters.models import Contact, Intake, Matter, Movement, Proof, Publicity, Reveal
from lianxin.matters.reporting import faults_of
from lianxin.matters.retention import WORDS, contact_until
from lianxin.matters.searching import keeping
from lianxin.media import public as media
from lianxin.notices import public as notices

# Which proof: none; digits that are sent to the telephone, or by mail; the number, or the address itself.
FREE, BY_MESSAGE, BY_MAIL, BY_NUMBER, BY_ADDRESS = "free", "message", "mail", "number", "address"
SENT = frozenset({BY_MESSAGE, BY_MAIL})
PROOF_LASTS = timedelta(minutes=10)


def asked(ref: Ref) -> str:
    """Which proof what was left asks for: digits sent to it, or, where nothing carries them there (any more),
    the number or the address itself. The telephone first, where both were left."""
    contact = contacts.of(ref)
    if contact is None or not contacts.is_reachable(contact):
        return FREE
    if "phone" in contacts.parts(contact):  # where another office answers them, nothing of ours goes there
        return BY_MESSAGE if notices.reaches_phones() and not contact.quiet else BY_NUMBER
    return BY_MAIL if notices.is_set("email") and not contact.quiet else BY_ADDRESS


def is_open(ref: Ref) -> bool:
    """Whether the code alone opens a copy and the erasures: nothing was left with the report by which its
    reporter is known again."""
    contact = contacts.of(ref)
    return contact is None or contact.left_later or not contacts.is_reachable(contact)


def _left(ref: Ref) -> str:
    """The number, else the address; "" for neither."""
    return next(iter(contacts.addresses(contacts.of(ref))), "")


def word_for_what_is_left(ref: Ref) -> str:
    """Of this matter and this number: another word once another is left."""
    return keyring().digest("what is left", f"{ref.id}\0{_left(ref)}")


@transaction.atomic
def send_proof(ref: Ref, *, now: datetime) -> str:
    """Send six digits to the number or address that was left; the ones sent before open nothing any more.
    Returns a word for where they went, by which whoever calls bounds how many go there: anybody can leave a
    neighbour's number with as many matters as they like."""
    matter = lock(ref)
    left = _left(ref)
    if asked(ref) not in SENT or not left:
        raise NotNow(_("这件事不用发验证码。"), instead=_("请回到“我的信息”,按上面写的做。"))
    digits = f"{secrets.randbelow(10**6):06d}"
    Proof.objects.filter(county=ref.county, matter_id=ref.id).delete()
    mark = _mark(ref, digits)
    insert([Proof(county=ref.county, matter=matter, digest=mark, ends_at=now + PROOF_LASTS)])
    telling.tell_proof(matter, left, digits, now=now)
    return keyring().digest("proof to", notices.shares.reached_by(left))


@transaction.atomic
def prove(ref: Ref, given: str, *, now: datetime) -> None:
    """Raises Invalid where it is not the number, or not the digits that were sent to it. Who calls bounds how
    often it is tried."""
    told, way = _digits(given), asked(ref)
    left = _left(ref)
    if way == BY_NUMBER and not _alike(told, _digits(left)):
        raise Invalid(_("和当时留的电话不一样。"), fields={"proof": _("和当时留的电话不一样。")})
    if way == BY_ADDRESS and not _alike(given.strip().lower(), left.lower()):
        raise Invalid(_("和当时留的邮箱不一样。"), fields={"proof": _("和当时留的邮箱不一样。")})
    if way in SENT:
        sent = Proof.objects.filter(county=ref.county, matter_id=ref.id, ends_at__gt=now)
        if sent.filter(digest=_mark(ref, told)).delete()[0] != 1:
            wrong = _("验证码不对,或者过了十分钟。")
            raise Invalid(wrong, instead=_("可以再要一个。"), fields={"proof": wrong})


def _digits(words: str) -> str:
    return "".join(sign for sign in words if sign.isascii() and sign.isdigit())


def _alike(told: str, left: str) -> bool:
    return bool(told) and secrets.compare_digest(told.encode(), left.encode())


def _mark(ref: Ref, digits: str) -> str:
    return keyring().digest("proof", f"{ref.id}\0{digits}")


@transaction.atomic
def correct(ref: Ref, name: str, phone: str, mail: str, *, by: Actor, now: datetime) -> None:
    """Change how to reach the reporter, or leave it for the first time. All empty: take it away. What still
    waits to leave goes to the new number or address; where there is none of its kind any more, it stays."""
    matter = lock(ref)
    left = contacts.written(name, phone, mail)
    if faults := faults_of(left.phone, left.mail):
        raise Invalid(next(iter(faults.values())), fields=faults)
    if matter.erased_at:
        raise NotNow(_("这件事的内容已经抹去,不再留电话。"), instead=_("有事请重新说一次。"))
    if left == contacts.NOTHING:
        return erase_contact(ref, by=by, now=now)
    contact = contacts.of(ref)
    if contact is None:
        contact = Contact(county=ref.county, matter=matter, kept_until=contact_until(matter.received_at))
        insert([contact])
    before, sealed = contacts.opened(contact), contacts.sealed(left, contact.id)
    later = contact.left_later or not contacts.is_reachable(contact)
    Contact.objects.filter(county=ref.county, id=contact.id).update(**sealed, left_later=later)
    _send_on(ref, {before.phone: left.phone, before.mail: left.mail}, now)
    Proof.objects.filter(county=ref.county, matter_id=ref.id).delete()  # it went to the old one
    _note(ref, "matters.correct_contact", by=by, now=now)
    return None


def _send_on(ref: Ref, moved: dict[str, str], now: datetime) -> None:
    """Where nothing waits, no number loses anything of its share."""
    subject = f"matter:{ref.id}"
    if notices.forgetting.something_waits(ref.county, subject):
        moved = {old: new if _may_go_on(old, new, now) else "" for old, new in moved.items() if old}
        notices.forgetting.readdress(ref.county, subject, moved, now=now)


def _may_go_on(old: str, new: str, now: datetime) -> bool:
    """A night's worth that waits for addresses of one's own is not turned to a neighbour's before morning."""
    shares = notices.shares
    return shares.reached_by(old) == shares.reached_by(new) or shares.takes_one(new, now=now)


@transaction.atomic
def erase_contact(ref: Ref, *, by: Actor, now: datetime) -> None:
    """Take away the name and the number, at any time; who had looked at them stays on the list until the
    words go. Nobody can call any more, and the page said so."""
    lock(ref)
    Contact.objects.filter(county=ref.county, matter_id=ref.id).delete()
    notices.forgetting.take_back(ref.county, f"matter:{ref.id}", now)
    _note(ref, "matters.erase_contact", by=by, now=now)


@transaction.atomic
def erase_words(ref: Ref, *, by: Actor, now: datetime) -> None:
    """Take away what was said, of a matter that is over. While it is in hand somebody works by these words:
    it is withdrawn first."""
    matter = lock(ref)
    if matter.state not in ENDED:
        raise NotNow(
            _("这件事还在办,办事的人要看着这些话办。"), instead=_("可以先撤回,再抹去;也可以现在只抹去电话。")
        )
    if matter.erased_at is None:
        _erase(ref.county, [ref.id], by=by, now=now)


@transaction.atomic
def copied(ref: Ref, *, by: Actor, now: datetime) -> None:
    """A copy of everything was given out."""
    _note(ref, "matters.give_copy", by=by, now=now)


def _note(ref: Ref, action: str, *, by: Actor, now: datetime) -> None:
    journal.append(ref.county, [journal.Fact(action, f"matter:{ref.id}")], by=by, now=now)


def forget(now: datetime, at_most: int = 100) -> int:
    """Take away what is over: contacts, and the words of matters that ended long ago. Returns how many."""
    return forget_contacts(now, at_most) + _forget_words(now, at_most) + _forget_proofs(now, at_most)


def _forget_proofs(now: datetime, at_most: int) -> int:
    over = Proof.objects.filter(ends_at__lt=now).values_list("county", "id")[:at_most]
    return sum(Proof.objects.filter(county=county, id=id_).delete()[0] for county, id_ in over)


def _forget_words(now: datetime, at_most: int) -> int:
    over = Matter.objects.filter(ended_at__lt=now - WORDS, erased_at__isnull=True).order_by("ended_at")
    return sum(_forget_in(county, ids, now) for county, ids in by_county(over, at_most).items())


@transaction.atomic
def _forget_in(county: str, ids: list[UUID], now: datetime) -> int:
    """Locked, and looked at again: of two workers only one says so, and what was reopened stays."""
    rows = Matter.objects.filter(county=county, id__in=ids, ended_at__lt=now - WORDS, erased_at__isnull=True)
    mine = list(rows.select_for_update().values_list("id", flat=True))
    if mine:
        _erase(county, mine, by=SYSTEM, now=now)
    return len(mine)


def _erase(county: str, ids: list[UUID], *, by: Actor, now: datetime) -> None:
    """Everything a person said or can be known by. The intake's key stays: a phone that sends again learns
    that this was here."""
    gone: dict[str, Any] = {
        "text": "",
        "place": "",
        "lon": None,
        "lat": None,
        "suggested": {},
        "public_words": "",
    }
    rows = Matter.objects.filter(county=county, id__in=ids)
    rows.update(**gone, public_at=None, erased_at=now, follow_up_by=None)
    rows.exclude(publicity=Publicity.OBJECTED).update(publicity="")  # a no stands
    Movement.objects.filter(county=county, matter_id__in=ids).update(note="", road="")
    Intake.objects.filter(county=county, matter__in=ids).update(fingerprint="")
    for kept in (Contact, Reveal, Proof):
        kept.objects.filter(county=county, matter_id__in=ids).delete()
    for matter in Matter.objects.filter(county=county, id__in=ids):
        notices.forgetting.take_back(county, f"matter:{matter.id}", now)
        media.erase(subject_of(Ref(county, matter.id)), by=by, now=now)
        keeping.erase(matter)
    for room in dataprotection.kept_beside().values():
        room.erase(county, ids, now)
    facts = [journal.Fact("matters.erase_words", f"matter:{id_}") for id_ in ids]
    journal.append(county, facts, by=by, now=now)


def may_erase_words(state: str) -> bool:
    return State(state) in ENDED
