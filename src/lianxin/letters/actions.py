"""What a clerk does with a letter that had to be read: say where it belongs, or that it belongs nowhere."""

import json
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append, bump
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound, NotNow
from lianxin.kernel.keyring import keyring
from lianxin.letters.models import Fate, Letter
from lianxin.letters.opening import Opened
from lianxin.letters.placing import places
from lianxin.letters.taking import submitted
from lianxin.matters.public import Ref
from lianxin.org import public as org

REASONS = ("advert", "elsewhere", "known")


def found_letter(letter_id: UUID, viewer: Actor, now: datetime, *, lock: bool = False) -> Letter:
    """A letter that waits, for whoever dispatches where its mailbox serves; for others there is none."""
    rows = Letter.objects.select_for_update() if lock else Letter.objects.all()
    letter = rows.filter(id=letter_id).first()
    if letter is None or not org.holds(
        viewer, org.DutyKind.DISPATCHER, over=letter.area, on=local(now).date()
    ):
        raise NotFound(_("没有这封信,或者它不归您看。"))
    if letter.fate != Fate.WAITING or letter.sealed is None:
        raise NotNow(_("这封信刚刚有人办过了。"), instead=_("请回到来信列表。"))
    return letter


def words_of(letter: Letter) -> Opened:
    """Opened for the moment of reading."""
    told = json.loads(keyring().open(bytes(letter.sealed or b""), bound_to=f"letter:{letter.id}"))
    sender, name, subject, text, enclosed = told
    return Opened("", sender, name, subject, text, "", "", enclosed)  # its photos were not kept: see taking


@transaction.atomic
def place(letter_id: UUID, area: str, *, by: Actor, now: datetime) -> Ref:
    """It becomes a matter of that place, in the resident's name: a mail tells them their code."""
    letter = found_letter(letter_id, by, now, lock=True)
    if area not in dict(places(letter.area, local(now).date())) and area != letter.area:
        raise Invalid(_("请从列表里选一个地方。"), fields={"area": _("请从列表里选一个地方。")})
    sort = submitted(letter, words_of(letter), area, now)
    if sort.ref is None:
        raise Invalid(_("这封信没有能用的话或地址,成不了一件事。"), instead=_("看过以后可以放下它。"))
    letter.of_county, letter.matter = sort.ref.county, sort.ref.id
    _settle(letter, Fate.MATTER, {"area": area, "matter": str(sort.ref.id)}, by, now)
    return sort.ref


@transaction.atomic
def drop(letter_id: UUID, reason: str, *, by: Actor, now: datetime) -> None:
    """It is no matter of ours: its words go, that it was there stays."""
    letter = found_letter(letter_id, by, now, lock=True)
    if reason not in REASONS:
        raise Invalid(_("请选一个原因。"), fields={"reason": _("请选一个原因。")})
    letter.why = reason
    _settle(letter, Fate.DROPPED, {"why": reason}, by, now)


def _settle(letter: Letter, fate: Fate, told: dict[str, str], by: Actor, now: datetime) -> None:
    letter.fate, letter.sealed, letter.settled_at = fate, None, now
    letter.save(force_update=True)
    deed = "letters.place" if fate == Fate.MATTER else "letters.drop"
    append(NATION, [Fact(deed, f"letter:{letter.id}", told)], by=by, now=now)
    bump("letters")
