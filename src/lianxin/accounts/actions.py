"""What is done to people's accounts: by the security administrator, or from the command line."""

from datetime import datetime, timedelta
from secrets import choice
from uuid import UUID

from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_totp.models import TOTPDevice

from lianxin.accounts.models import Administrator, Attempt, Invitation, Person
from lianxin.accounts.names import LONGEST_NAME, LONGEST_PASSWORD, tidy
from lianxin.accounts.queries import administrator_of, person
from lianxin.accounts.tries import name_digest
from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.kernel.keyring import keyring
from lianxin.kernel.legible import plain_name

SIGNS = "abcdefghjkmnpqrstuvwxyz23456789"
WORD_HOLDS = timedelta(days=3)  # over a weekend


class Reason(models.TextChoices):
    """Why an account was changed: a code, because the journal keeps no free text."""

    JOINS = "joins", gettext_lazy("到岗")
    LEAVES = "leaves", gettext_lazy("离岗")
    LOST_PHONE = "lost_phone", gettext_lazy("手机丢失或更换")
    FORGOT = "forgot", gettext_lazy("忘记密码")
    SUSPICION = "suspicion", gettext_lazy("怀疑被他人使用")
    RETURNS = "returns", gettext_lazy("恢复使用")
    MISTAKE = "mistake", gettext_lazy("更正录入错误")


def register(
    username: str, name: str, password: str | None, administrator: str = "", *, by: Actor, now: datetime
) -> Person:
    """Let somebody sign in. `password` None: nobody can, until one is set. An administrator is one from the
    first day: an account never turns from one kind into another. Hashing happens before the transaction,
    which on SQLite would keep every other writer waiting."""
    must_keep_accounts(by)
    name = plain_name(name)
    newcomer = Person(username=tidy(username), name=name, administrator=administrator, created_at=now)
    check_identity(newcomer)
    if password is not None:
        check_password_rules(password, newcomer)
    newcomer.password = make_password(password)
    return enter(newcomer, by=by, now=now)


def enter(newcomer: Person, *, by: Actor, now: datetime) -> Person:
    role = {"administrator": newcomer.administrator} if newcomer.administrator else {}
    try:
        with transaction.atomic():
            newcomer.save(force_insert=True)
            tell("register", newcomer.id, role, by=by, now=now)
    except IntegrityError as taken:
        raise Invalid(_("这个用户名已经有人用了。"), fields={"username": _("请换一个用户名")}) from taken
    return newcomer


def check_identity(newcomer: Person) -> None:
    if not newcomer.username or len(newcomer.username) > LONGEST_NAME:
        raise Invalid(_("用户名要有 1 到 60 个字。"), fields={"username": _("1 到 60 个字")})
    if not newcomer.name or len(newcomer.name) > LONGEST_NAME:
        raise Invalid(_("姓名要有 1 到 60 个字。"), fields={"name": _("1 到 60 个字")})
    if newcomer.administrator not in Administrator.values:
        raise Invalid(_("管理员只有三种:系统、安全、审计。"), fields={"administrator": _("请从三种里选一种")})


def check_password_rules(password: str, owner: Person) -> None:
    """Raises Invalid with what is wrong with it."""
    if len(password) > LONGEST_PASSWORD:
        raise Invalid(_("密码最多 128 个字。"), fields={"password": _("最多 128 个字")})
    try:
        validate_password(password, owner)
    except ValidationError as weak:
        words = " ".join(weak.messages)
        raise Invalid(words, fields={"password": words}) from weak


@transaction.atomic
def relieve(person_id: UUID, reason: Reason, *, by: Actor, now: datetime) -> None:
    """Take an administrator's powers away. There is no way back, nor to another of the three: whoever is to
    administer gets an account for it."""
    owner = _other(person_id, by)
    if not owner.administrator:
        raise NotNow(_("%(name)s 不是管理员。") % {"name": owner.name})
    Person.objects.filter(id=owner.id).update(administrator="", epoch=F("epoch") + 1)
    tell("relieve", owner.id, {"was": owner.administrator, "reason": reason}, by=by, now=now)


@transaction.atomic
def lock(person_id: UUID, reason: Reason, *, by: Actor, now: datetime) -> None:
    """Nobody signs in with this account, and whoever is signed in is out at the next request."""
    owner = _other(person_id, by)
    Person.objects.filter(id=owner.id).update(is_active=False, epoch=F("epoch") + 1)
    Invitation.objects.filter(person=owner).delete()
    tell("lock", owner.id, {"reason": reason}, by=by, now=now)


@transaction.atomic
def unlock(person_id: UUID, reason: Reason, *, by: Actor, now: datetime) -> None:
    """Open a locked account, and forget the failures that locked its name for a while."""
    owner = _other(person_id, by)
    Person.objects.filter(id=owner.id).update(is_active=True)
    Attempt.objects.filter(name_digest=name_digest(owner.username)).delete()
    tell("unlock", owner.id, {"reason": reason}, by=by, now=now)


@transaction.atomic
def invite(person_id: UUID, *, by: Actor, now: datetime) -> str:
    """A word with which somebody may bind a phone, once, within three days; an older one is worth nothing
    from here on. Returned this once, for the security administrator to hand over."""
    owner = _other(person_id, by)
    word = _fresh_word(owner, now)
    tell("invite", owner.id, {"until": (now + WORD_HOLDS).isoformat()}, by=by, now=now)
    return word


@transaction.atomic
def reset_second_factor(person_id: UUID, reason: Reason, *, by: Actor, now: datetime) -> str:
    """Forget the phone that makes the codes. Returns the word with which the owner may bind another."""
    owner = _other(person_id, by)
    TOTPDevice.objects.filter(user=owner).delete()
    Person.objects.filter(id=owner.id).update(epoch=F("epoch") + 1)
    word = _fresh_word(owner, now)
    tell("reset_second_factor", owner.id, {"reason": reason}, by=by, now=now)
    return word


def _fresh_word(owner: Person, now: datetime) -> str:
    word = fresh_word(12)
    values = {"digest": word_digest(owner.id, word), "expires_at": now + WORD_HOLDS}
    Invitation.objects.update_or_create(person=owner, defaults=values)
    return "-".join(word[at : at + 4] for at in range(0, len(word), 4))


def fresh_word(length: int) -> str:
    """Letters and digits without look-alikes, five bits each: said over the telephone without trouble."""
    return "".join(choice(SIGNS) for _ in range(length))


def word_digest(person_id: UUID, word: str) -> str:
    return keyring().digest("accounts.invitation", f"{person_id}\0{word}")


def set_password(person_id: UUID, password: str, reason: Reason, *, by: Actor, now: datetime) -> None:
    """Give somebody who forgot it a new password; all their sessions end."""
    owner = _other(person_id, by)
    check_password_rules(password, owner)
    hashed = make_password(password)
    with transaction.atomic():
        Person.objects.filter(id=owner.id).update(password=hashed, epoch=F("epoch") + 1)
        tell("set_password", owner.id, {"reason": reason}, by=by, now=now)


@transaction.atomic
def end_sessions(person_id: UUID, reason: Reason, *, by: Actor, now: datetime) -> None:
    """Sign somebody out everywhere. One may always do this for oneself."""
    if by.id != person_id:
        _other(person_id, by)
    Person.objects.filter(id=person_id).update(epoch=F("epoch") + 1)
    tell("end_sessions", person_id, {"reason": reason}, by=by, now=now)


def tell(verb: str, subject: UUID, payload: dict[str, str], *, by: Actor, now: datetime) -> None:
    told = {key: str(value) for key, value in payload.items()}
    journal.append(
        journal.NATION, [journal.Fact(f"accounts.{verb}", f"person:{subject}", told)], by=by, now=now
    )


def must_keep_accounts(by: Actor) -> None:
    if by.kind == ActorKind.SYSTEM:
        return
    if administrator_of(by) != Administrator.SECURITY:
        raise NotAllowed(_("只有安全管理员可以管理账号。"), instead=_("请联系本单位的安全管理员。"))


def _other(person_id: UUID, by: Actor) -> Person:
    """The account to change: never one's own, so that no administrator can widen their own powers."""
    must_keep_accounts(by)
    if by.id == person_id:
        raise NotAllowed(_("不能改动自己的账号。"), instead=_("请另一位安全管理员来做。"))
    return person(person_id)
