"""What a person may ask of us about themselves (PIPL 44 to 50): see, correct, take away; and what we take
away by ourselves when its time is over.

The resident's code opens one matter. Where a number was left, somebody else may hold the code (a slip that
was lost, a neighbour who helped): what shows or changes the number asks for the telephone too.
"""

import secrets
from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.keyring import keyring
from lianxin.kernel.legible import plain_name
from lianxin.kernel.rows import insert
from lianxin.matters.actions import telling
from lianxin.matters.actions.contact import forget_contacts
from lianxin.matters.actions.photos import subject_of
from lianxin.matters.actions.speak import lock
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import ENDED, State
from lianxin.matters.models import Contact, Intake, Matter, Movement, Proof, Reveal
from lianxin.matters.reporting import phone_like
from lianxin.matters.retention import WORDS, contact_until
from lianxin.matters.searching import keeping
from lianxin.media import public as media
from lianxin.notices import public as notices

FREE, BY_MESSAGE, BY_NUMBER = "free", "message", "number"
PROOF_LASTS = timedelta(minutes=10)


def asked(ref: Ref) -> str:
    """Which proof the number asks for: none was left, a code sent to it, or the number itself where no
    message reaches a phone."""
    contact = Contact.objects.filter(county=ref.county, matter_id=ref.id).first()
    if contact is None or not (contact.sealed_phone or contact.sealed_mail):
        return FREE
    if contact.sealed_phone is None:
        return BY_MESSAGE  # to the mail address
    return BY_MESSAGE if notices.reaches_phones() else BY_NUMBER


@transaction.atomic
def send_proof(ref: Ref, *, now: datetime) -> None:
    """Send six digits to the number that was left; the ones sent before open nothing any more."""
    matter = lock(ref)
    left = telling.way_left(matter)
    if not left:
        raise NotNow(_("这件事没有留电话,不用验证。"))
    digits = f"{secrets.randbelow(10**6):06d}"
    Proof.objects.filter(county=ref.county, matter_id=ref.id).delete()
    mark = _mark(ref, digits)
    insert([Proof(county=ref.county, matter=matter, digest=mark, ends_at=now + PROOF_LASTS)])
    telling.tell_proof(matter, left, digits, now=now)


@transaction.atomic
def prove(ref: Ref, given: str, *, now: datetime) -> None:
    """Raises Invalid where it is not the number, or not the digits that were sent to it. Who calls bounds how
    often it is tried."""
    told = "".join(sign for sign in given if sign.isascii() and sign.isdigit())
    way = asked(ref)
    if way == BY_NUMBER:
        left = telling.phone_left(Matter.objects.get(county=ref.county, id=ref.id))
        if not told or not secrets.compare_digest(told, "".join(filter(str.isdigit, left))):
            raise Invalid(_("和当时留的电话不一样。"), fields={"proof": _("和当时留的电话不一样。")})
    elif way == BY_MESSAGE:
        sent = Proof.objects.filter(county=ref.county, matter_id=ref.id, ends_at__gt=now)
        if sent.filter(digest=_mark(ref, told)).delete()[0] != 1:
            wrong = _("验证码不对,或者过了十分钟。")
            raise Invalid(wrong, instead=_("可以再要一个。"), fields={"proof": wrong})


def _mark(ref: Ref, digits: str) -> str:
    return keyring().digest("proof", f"{ref.id}\0{digits}")


@transaction.atomic
def correct(ref: Ref, name: str, phone: str, *, by: Actor, now: datetime) -> None:
    """Change how to reach the reporter, or leave it for the first time. Both empty: take it away."""
    matter, name, phone = lock(ref), plain_name(name)[:60], phone.strip()
    if phone and not phone_like(phone):
        wrong = _("这个电话好像不对:请填 7 到 15 位数字,也可以不填。")
        raise Invalid(wrong, fields={"phone": wrong})
    if matter.erased_at:
        raise NotNow(_("这件事的内容已经抹去,不再留电话。"), instead=_("有事请重新说一次。"))
    if not (name or phone):
        return erase_contact(ref, by=by, now=now)
    contact = Contact.objects.filter(county=ref.county, matter_id=ref.id).first()
    if contact is None:
        contact = Contact(county=ref.county, matter=matter, kept_until=contact_until(matter.received_at))
        insert([contact])
    bound = f"contact:{contact.id}"
    sealed = {
        "sealed_name": keyring().seal(name, bound_to=bound) if name else None,
        "sealed_phone": keyring().seal(phone, bound_to=bound) if phone else None,
    }
    Contact.objects.filter(county=ref.county, id=contact.id).update(**sealed)
    _note(ref, "matters.correct_contact", by=by, now=now)
    return None


@transaction.atomic
def erase_contact(ref: Ref, *, by: Actor, now: datetime) -> None:
    """Take away the name and the number, at any time; who had looked at them stays on the list until the
    words go. Nobody can call any more, and the page said so."""
    lock(ref)
    Contact.objects.filter(county=ref.county, matter_id=ref.id).delete()
    notices.take_back(ref.county, f"matter:{ref.id}", now)
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


def copied(ref: Ref, *, by: Actor, now: datetime) -> None:
    """A copy of everything was given out."""
    _note(ref, "matters.give_copy", by=by, now=now)


def _note(ref: Ref, action: str, *, by: Actor, now: datetime) -> None:
    journal.append(ref.county, [journal.Fact(action, f"matter:{ref.id}")], by=by, now=now)


def forget(now: datetime, at_most: int = 100) -> int:
    """Take away what is over: contacts, and the words of matters that ended long ago. Returns how many."""
    return forget_contacts(now, at_most) + _forget_words(now, at_most)


def _forget_words(now: datetime, at_most: int) -> int:
    over = Matter.objects.filter(ended_at__lt=now - WORDS, erased_at__isnull=True).order_by("ended_at")
    by_county: dict[str, list[UUID]] = defaultdict(list)
    for county, matter in over.values_list("county", "id")[:at_most]:
        by_county[county].append(matter)
    return sum(_forget_in(county, ids, now) for county, ids in by_county.items())


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
    Matter.objects.filter(county=county, id__in=ids).update(
        text="", place="", lon=None, lat=None, suggested={}, erased_at=now, follow_up_by=None
    )
    Movement.objects.filter(county=county, matter_id__in=ids).update(note="", road="")
    Intake.objects.filter(county=county, matter__in=ids).update(fingerprint="")
    for kept in (Contact, Reveal, Proof):
        kept.objects.filter(county=county, matter_id__in=ids).delete()
    for matter in Matter.objects.filter(county=county, id__in=ids):
        notices.take_back(county, f"matter:{matter.id}", now)
        media.erase(subject_of(Ref(county, matter.id)), by=by, now=now)
        keeping.erase(matter)
    facts = [journal.Fact("matters.erase_words", f"matter:{id_}") for id_ in ids]
    journal.append(county, facts, by=by, now=now)


def may_erase_words(state: str) -> bool:
    return State(state) in ENDED
