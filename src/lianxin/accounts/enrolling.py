"""Binding a phone to an account: with the password, and with a word that the security administrator gave.

A password alone is not enough. It may have been guessed or read over a shoulder, and whoever brings the first
phone is from then on the account's owner. So the secret for the phone is shown to nobody who has not brought
the word, and to no session but the one that brought it.
"""

import hmac
import unicodedata
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from lianxin.accounts import tries
from lianxin.accounts.actions import must_keep_accounts, tell, word_digest
from lianxin.accounts.codes import step_matched
from lianxin.accounts.errors import CodeRefused, WordRefused
from lianxin.accounts.models import Invitation, Person
from lianxin.accounts.queries import person
from lianxin.accounts.signing import NOWHERE, arrived, use_up
from lianxin.accounts.tries import Origin
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotNow


def bring_word(person_id: UUID, typed: str, *, origin: Origin = NOWHERE, now: datetime) -> TOTPDevice:
    """The phone to be, made anew: whatever another session had begun is worth nothing from here on. Wrong
    words count like wrong codes. Raises WordRefused, SignInLocked, and NotNow for whoever has a phone."""
    owner = person(person_id)
    must_have_none(owner)
    limits = tries.bounds(owner.username, owner, origin, code=True)
    tries.take(limits, now)
    with transaction.atomic():
        if owner.is_active and _is_invited(owner, typed, now):
            tries.give_back(limits)
            TOTPDevice.objects.filter(user=owner, confirmed=False).delete()
            return TOTPDevice.objects.create(user=owner, name="app", confirmed=False)
    tries.failed(limits, owner, now)
    raise WordRefused(
        _("绑定口令不对,或者已经过期、用过了。"),
        instead=_("请找本单位的安全管理员再要一个,当面或打电话都行。"),
    )


def device_begun(person_id: UUID, device: object) -> TOTPDevice | None:
    """The phone that a session began to bind, while it may still be bound."""
    if not isinstance(device, int):
        return None
    return TOTPDevice.objects.filter(user_id=person_id, confirmed=False, id=device).first()


def finish_enrolment(
    person_id: UUID, device_id: int, typed: str, *, origin: Origin = NOWHERE, now: datetime
) -> TOTPDevice:
    """Confirm the phone with a code from it; the word is used up and the person is fully signed in."""
    owner = person(person_id)
    must_have_none(owner)
    limits = tries.bounds(owner.username, owner, origin, code=True)
    tries.take(limits, now)
    with transaction.atomic():
        waiting = Invitation.objects.select_for_update().filter(person=owner, expires_at__gt=now)
        rows = TOTPDevice.objects.select_for_update().filter(user=owner, confirmed=False, id=device_id)
        device = rows.first() if waiting.exists() and owner.is_active else None
        step = step_matched(device, typed, now) if device else None
        if device is not None and step is not None:
            Invitation.objects.filter(person=owner).delete()
            device.confirmed = True
            use_up(device, step, now)
            arrived(owner, limits, "enrol_second_factor", now)
            return device
    tries.failed(limits, owner, now)
    raise CodeRefused(_("验证码不对。"), instead=_("请看手机的时间准不准,再输入现在显示的六位数。"))


@transaction.atomic
def enrol_now(person_id: UUID, *, by: Actor, now: datetime) -> str:
    """Give somebody a confirmed second factor at once and return its otpauth:// address: how the first
    administrator comes in, when there is nobody yet who could look on."""
    must_keep_accounts(by)
    owner = person(person_id)
    must_have_none(owner)
    device = TOTPDevice.objects.create(user=owner, name="app", confirmed=True)
    tell("enrol_second_factor", owner.id, {}, by=by, now=now)
    return str(device.config_url)


def must_have_none(owner: Person) -> None:
    """It is the security administrator who takes the old phone away."""
    if TOTPDevice.objects.filter(user=owner, confirmed=True).exists():
        raise NotNow(_("您已经绑定了验证器。"), instead=_("要换手机,请找本单位的安全管理员重置。"))


def _is_invited(owner: Person, typed: str, now: datetime) -> bool:
    """The row is locked: two sessions with the same word take turns, and the second one's phone counts."""
    row = Invitation.objects.select_for_update().filter(person=owner, expires_at__gt=now).first()
    told = "".join(unicodedata.normalize("NFKC", typed[:60]).casefold().split()).replace("-", "")
    return hmac.compare_digest(row.digest if row else "", word_digest(owner.id, told))
