"""Signing in: the password, then the second factor, with a bounded number of tries for both together."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from lianxin.accounts import tries
from lianxin.accounts.actions import check_password_rules, tell
from lianxin.accounts.codes import step_matched
from lianxin.accounts.errors import CodeRefused, SignInRefused
from lianxin.accounts.models import Person
from lianxin.accounts.names import LONGEST_PASSWORD, tidy
from lianxin.accounts.queries import person
from lianxin.accounts.tries import Origin
from lianxin.kernel.actor import Actor

NOWHERE = Origin()


def admit(username: str, password: str, *, origin: Origin = NOWHERE, now: datetime) -> Person:
    """The person whose name and password these are. Raises SignInRefused, the same and after the same work
    whether or not such a person exists, and SignInLocked. The try is counted before the slow hash, so that
    a hundred at once get no more tries than five in a row; a right password gives its own back."""
    owner = Person.objects.filter(username=tidy(username)).first()
    limits = tries.bounds(username, owner, origin)
    tries.take(limits, now)
    if owner is None or not _is_right(password, owner):
        if owner is None:
            _same_work(password)
        tries.failed(limits, owner, now)
        raise SignInRefused(_("用户名或密码不对。"), instead=_("再试一次;忘记密码请找本单位的安全管理员。"))
    tries.give_back(limits)
    return owner


def _is_right(password: str, owner: Person) -> bool:
    """An endless password is refused without any work: that says nothing about the name."""
    if len(password) > LONGEST_PASSWORD:
        return False
    at_home = settings.SAMPLE_TOWN or not owner.sample
    return check_password(password, owner.password) and owner.is_active and at_home


def _same_work(password: str) -> None:
    if len(password) <= LONGEST_PASSWORD:
        make_password(password)


def prove(person_id: UUID, typed: str, *, origin: Origin = NOWHERE, now: datetime) -> TOTPDevice:
    """Take the second factor's code from somebody whose password was right. Both factors share one count of
    tries, which only a complete sign-in clears."""
    owner = person(person_id)
    limits = tries.bounds(owner.username, owner, origin, code=True)
    tries.take(limits, now)
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=owner, confirmed=True).first()
        step = step_matched(device, typed, now) if device else None
        if device is not None and step is not None and owner.is_active:
            use_up(device, step, now)
            arrived(owner, limits, "sign_in", now)
            return device
    tries.failed(limits, owner, now)
    raise CodeRefused(
        _("验证码不对,或者已经用过。"),
        instead=_("等手机上换了下一个六位数再输入;换了手机请找安全管理员。"),
    )


def arrived(owner: Person, limits: Sequence[tries.Bound], verb: str, now: datetime) -> None:
    """Both factors were brought: the tries are given back, the journal says so."""
    tries.give_back(limits)
    tries.clear(limits)
    tell(verb, owner.id, {}, by=Actor.staff(owner.id), now=now)


def change_password(
    person_id: UUID, old: str, new: str, *, origin: Origin = NOWHERE, now: datetime
) -> Person:
    """One's own password; every other session ends."""
    owner = person(person_id)
    admit(owner.username, old, origin=origin, now=now)
    check_password_rules(new, owner)
    hashed = make_password(new)
    with transaction.atomic():
        Person.objects.filter(id=owner.id).update(password=hashed, epoch=F("epoch") + 1)
        tell("change_password", owner.id, {}, by=Actor.staff(owner.id), now=now)
    return person(person_id)


def use_up(device: TOTPDevice, step: int, now: datetime) -> None:
    """Neither this code nor an earlier one is worth anything from here on."""
    device.last_t = step
    device.last_used_at = now
    device.save()
