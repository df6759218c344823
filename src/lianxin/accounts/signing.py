"""Signing in: the password, then the second factor, with a bounded number of tries for both together."""

from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django_otp.plugins.otp_totp.models import TOTPDevice

from lianxin.accounts.actions import check_password_rules, must_keep_accounts, name_digest, tell
from lianxin.accounts.codes import step_matched
from lianxin.accounts.errors import CodeRefused, SignInLocked, SignInRefused
from lianxin.accounts.models import Attempt, Person
from lianxin.accounts.names import LONGEST_PASSWORD, tidy
from lianxin.accounts.queries import person
from lianxin.journal import public as journal
from lianxin.kernel import clock
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import NotNow

TRIES = 5
WINDOW = timedelta(minutes=15)  # failures less than this apart add up; and so long a lock lasts


def admit(username: str, password: str, *, now: datetime) -> Person:
    """The person whose name and password these are. Raises SignInRefused, the same and after the same work
    whether or not such a person exists, and SignInLocked. The try is counted before the slow hash, so that
    a hundred at once get no more tries than five in a row; a right password gives its own back."""
    digest = name_digest(username)
    _take_a_try(digest, now)
    owner = Person.objects.filter(username=tidy(username)).first()
    if owner is None or not _is_right(password, owner):
        if owner is None:
            _same_work(password)
        _after_failure(digest, owner, now)
        raise SignInRefused(_("用户名或密码不对。"), instead=_("再试一次;忘记密码请找本单位的安全管理员。"))
    Attempt.objects.filter(name_digest=digest, failures__gt=0).update(failures=F("failures") - 1)
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


def prove(person_id: UUID, typed: str, *, now: datetime) -> TOTPDevice:
    """Take the second factor's code from somebody whose password was right. Both factors share one count of
    tries, which only a complete sign-in clears."""
    owner = person(person_id)
    digest = name_digest(owner.username)
    _take_a_try(digest, now)
    with transaction.atomic():
        device = TOTPDevice.objects.select_for_update().filter(user=owner, confirmed=True).first()
        step = step_matched(device, typed, now) if device else None
        if device is not None and step is not None and owner.is_active:
            _use_up(device, step, now)
            _arrived(owner, digest, "sign_in", now)
            return device
    _after_failure(digest, owner, now)
    raise CodeRefused(
        _("验证码不对,或者已经用过。"),
        instead=_("等手机上换了下一个六位数再输入;换了手机请找安全管理员。"),
    )


def begin_enrolment(person_id: UUID) -> TOTPDevice:
    """The phone to be, not yet confirmed. Refused to whoever has one: it is the security administrator who
    takes the old one away."""
    owner = person(person_id)
    if TOTPDevice.objects.filter(user=owner, confirmed=True).exists():
        raise NotNow(_("您已经绑定了验证器。"), instead=_("要换手机,请找本单位的安全管理员重置。"))
    device, _created = TOTPDevice.objects.get_or_create(user=owner, confirmed=False, defaults={"name": "app"})
    return device


def finish_enrolment(person_id: UUID, typed: str, *, now: datetime) -> TOTPDevice:
    """Confirm the phone with a code from it; the person is then fully signed in."""
    device = begin_enrolment(person_id)
    owner = person(person_id)
    digest = name_digest(owner.username)
    _take_a_try(digest, now)
    step = step_matched(device, typed, now)
    if step is None or not owner.is_active:
        _after_failure(digest, owner, now)
        raise CodeRefused(_("验证码不对。"), instead=_("请看手机的时间准不准,再输入现在显示的六位数。"))
    with transaction.atomic():
        device.confirmed = True
        _use_up(device, step, now)
        _arrived(owner, digest, "enrol_second_factor", now)
    return device


@transaction.atomic
def enrol_now(person_id: UUID, *, by: Actor, now: datetime) -> str:
    """Give somebody a confirmed second factor at once and return its otpauth:// address: how the first
    administrator comes in, when there is nobody yet who could look on."""
    must_keep_accounts(by)
    owner = person(person_id)
    if TOTPDevice.objects.filter(user=owner, confirmed=True).exists():
        raise NotNow(_("已经绑定了验证器。"))
    device = TOTPDevice.objects.create(user=owner, name="app", confirmed=True)
    tell("enrol_second_factor", owner.id, {}, by=by, now=now)
    return str(device.config_url)


def change_password(person_id: UUID, old: str, new: str, *, now: datetime) -> Person:
    """One's own password; every other session ends."""
    owner = person(person_id)
    admit(owner.username, old, now=now)
    check_password_rules(new, owner)
    hashed = make_password(new)
    with transaction.atomic():
        Person.objects.filter(id=owner.id).update(password=hashed, epoch=F("epoch") + 1)
        tell("change_password", owner.id, {}, by=Actor.staff(owner.id), now=now)
    return person(person_id)


def _use_up(device: TOTPDevice, step: int, now: datetime) -> None:
    device.last_t = step
    device.last_used_at = now
    device.save()


def _arrived(owner: Person, digest: str, verb: str, now: datetime) -> None:
    Attempt.objects.filter(name_digest=digest).delete()
    Attempt.objects.filter(last_at__lt=now - timedelta(days=1)).delete()
    tell(verb, owner.id, {}, by=Actor.staff(owner.id), now=now)


def _take_a_try(digest: str, now: datetime) -> None:
    Attempt.objects.bulk_create([Attempt(name_digest=digest, last_at=now)], ignore_conflicts=True)
    with transaction.atomic():
        row = Attempt.objects.select_for_update().get(name_digest=digest)
        until = _locked_until(row, now)
        if until is None:
            row.failures = row.failures + 1 if _adds_up(row, now) else 1
            row.last_at, row.locked_until = now, None
            row.save()
    if until is not None:
        minutes = int((until - now).total_seconds() // 60) + 1
        words = _("输错的次数太多,这个用户名暂时锁住了。请在 %(minutes)s 分钟后(%(time)s)再试。")
        told = {"minutes": minutes, "time": clock.local(until).strftime("%H:%M")}
        raise SignInLocked(words % told, until=until, instead=_("着急的话,请本单位的安全管理员解锁。"))


def _adds_up(row: Attempt, now: datetime) -> bool:
    """A lock that has run out starts the count anew."""
    return row.locked_until is None and now - row.last_at < WINDOW


def _locked_until(row: Attempt, now: datetime) -> datetime | None:
    """None when a try is free. A clock that was set back must not lock a name for a year, so no lock reaches
    further than the window from now."""
    if row.locked_until is not None:
        return min(row.locked_until, now + WINDOW) if row.locked_until > now else None
    in_flight = row.failures >= TRIES and _adds_up(row, now)
    return row.last_at + WINDOW if in_flight else None


def _after_failure(digest: str, owner: Person | None, now: datetime) -> None:
    with transaction.atomic():
        locked = Attempt.objects.filter(
            name_digest=digest, failures__gte=TRIES, locked_until__isnull=True
        ).update(locked_until=now + WINDOW)
        if locked:
            subject = f"person:{owner.id}" if owner else f"name:{digest[:32]}"
            journal.append(journal.NATION, [journal.Fact("accounts.locked_out", subject)], by=SYSTEM, now=now)
