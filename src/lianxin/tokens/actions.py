"""Registering outside systems, and giving out and taking back tokens."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.journal.public import NATION, Fact, append
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.kernel.legible import plain_name
from lianxin.org import public as org
from lianxin.territory import public as territory
from lianxin.tokens.administering import administers, must_administer
from lianxin.tokens.models import Partner, Token
from lianxin.tokens.scopes import PARTNERS, PEOPLE, offered_to
from lianxin.tokens.secrets import digest_of, fresh, prefix_of

LONGEST_NAME, LONGEST_CONTACT = 60, 120
LONGEST = timedelta(days=366)  # a year, a leap day with it
MOST_A_MINUTE, USUAL_A_MINUTE = 6000, 120
MOST_AREAS, MOST_OWN = 50, 10


@dataclass(frozen=True)
class PartnerDraft:
    """`contact` is the unit that answers for it and its office's number: never a person's own."""

    name: str
    contact: str
    areas: Sequence[str]
    test: bool = False


@dataclass(frozen=True)
class TokenDraft:
    """`valid_until` is the first day on which it no longer holds; `name` says what it is for."""

    name: str
    scopes: Sequence[str]
    valid_from: date
    valid_until: date
    per_minute: int = USUAL_A_MINUTE


@dataclass(frozen=True)
class Issued:
    """`secret` is shown this once and kept nowhere."""

    id: UUID
    secret: str


@transaction.atomic
def register_partner(draft: PartnerDraft, *, by: Actor, now: datetime) -> UUID:
    """Let an outside system be known. It comes in only once a token is issued to it."""
    must_administer(by)
    partner = Partner(registered_at=now, test=draft.test)
    _describe(partner, draft, now)
    try:
        with transaction.atomic():
            partner.save(force_insert=True)
    except IntegrityError as taken:
        raise NotNow(_("已经有叫“%(name)s”的对接方了。") % {"name": partner.name}) from taken
    told = {"areas": partner.areas, "test": str(partner.test).lower()}
    append(NATION, [Fact("tokens.register_partner", f"partner:{partner.id}", told)], by=by, now=now)
    return partner.id


@transaction.atomic
def change_partner(partner_id: UUID, draft: PartnerDraft, *, by: Actor, now: datetime) -> None:
    """Another name, contact or areas, from the next request on. What was made for tests stays for tests."""
    must_administer(by)
    partner = _partner(partner_id)
    if draft.test != partner.test:
        raise NotNow(_("测试和正式不能互改。"), instead=_("请另外登记一个对接方。"))
    _describe(partner, draft, now)
    try:
        with transaction.atomic():
            partner.save(update_fields=["name", "contact", "areas"])
    except IntegrityError as taken:
        raise NotNow(_("已经有叫“%(name)s”的对接方了。") % {"name": partner.name}) from taken
    told = {"areas": partner.areas}
    append(NATION, [Fact("tokens.change_partner", f"partner:{partner_id}", told)], by=by, now=now)


@transaction.atomic
def close_partner(partner_id: UUID, *, by: Actor, now: datetime) -> None:
    """Nothing of it comes in from the next request on. There is no way back: register it anew."""
    must_administer(by)
    _partner(partner_id)
    Partner.objects.filter(id=partner_id).update(closed_at=now)
    append(NATION, [Fact("tokens.close_partner", f"partner:{partner_id}")], by=by, now=now)


@transaction.atomic
def issue(partner_id: UUID, draft: TokenDraft, *, by: Actor, now: datetime) -> Issued:
    """A token for an outside system; the secret is returned this once."""
    must_administer(by)
    partner = _partner(partner_id)
    row, secret = _drafted(draft, PARTNERS, "test" if partner.test else "partner", now)
    row.partner = partner
    return _kept(row, secret, "tokens.issue", by=by, now=now)


@transaction.atomic
def make_own(draft: TokenDraft, *, by: Actor, now: datetime) -> Issued:
    """A token for a program of one's own: it acts as oneself, never as more. For those who serve today."""
    if not org.held(by, on=local(now).date()):
        raise NotAllowed(_("令牌给正在任职的工作人员用。"), instead=_("对接方的令牌由系统管理员发放。"))
    owner = accounts.person(_person_of(by))
    living = Token.objects.filter(person=owner, revoked_at__isnull=True, valid_until__gt=local(now).date())
    if living.filter(epoch=owner.epoch).count() >= MOST_OWN:
        raise NotNow(_("您已经有 %(most)d 个令牌了。") % {"most": MOST_OWN}, instead=_("请先收回不用的。"))
    row, secret = _drafted(draft, PEOPLE, "person", now)
    row.person, row.epoch = owner, owner.epoch
    return _kept(row, secret, "tokens.make_own", by=by, now=now)


@transaction.atomic
def revoke(token_id: UUID, *, by: Actor, now: datetime) -> None:
    """Take a token back: it is worth nothing at the next request. One's own, or as the administrator an
    outside system's; to anybody else it does not exist. (What ends a person's sessions ends their tokens.)"""
    row = Token.objects.select_for_update().filter(id=token_id).first()
    if row is None or not (row.person_id == by.id if row.person_id else administers(by)):
        raise NotFound(_("没有这个令牌。"))
    if row.revoked_at is not None:
        raise NotNow(_("这个令牌已经收回了。"))
    Token.objects.filter(id=row.id).update(revoked_at=now)
    append(NATION, [Fact("tokens.revoke", f"token:{row.id}", _owner(row))], by=by, now=now)


def _person_of(by: Actor) -> UUID:
    if by.kind != ActorKind.STAFF or by.id is None:
        raise NotAllowed(_("请先登录。"))
    return by.id


def _partner(partner_id: UUID) -> Partner:
    partner = Partner.objects.select_for_update().filter(id=partner_id).first()
    if partner is None:
        raise NotFound(_("没有这个对接方。"))
    if partner.closed_at is not None:
        raise NotNow(_("这个对接方已经停用了。"), instead=_("要再接进来,请重新登记。"))
    return partner


def _describe(partner: Partner, draft: PartnerDraft, now: datetime) -> None:
    partner.name, partner.contact = plain_name(draft.name), plain_name(draft.contact)
    areas = list(dict.fromkeys(draft.areas))
    today, faults = local(now).date(), {}
    if not 2 <= len(partner.name) <= LONGEST_NAME:
        faults["name"] = _("名称要有 2 到 60 个字。")
    if not 2 <= len(partner.contact) <= LONGEST_CONTACT:
        faults["contact"] = _("请写明由哪个单位负责、办公电话是多少(2 到 120 个字)。")
    if not 1 <= len(areas) <= MOST_AREAS:
        faults["areas"] = _("请写明它可以为哪些地方办事:1 到 50 个区划代码。")
    elif unknown := [area for area in areas if not territory.known(area, today)]:
        faults["areas"] = _("没有编码为%(area)s的区域。") % {"area": unknown[0][:15]}
    if faults:
        raise Invalid(next(iter(faults.values())), fields=faults)
    partner.areas = areas


def _drafted(draft: TokenDraft, whose: str, kind: str, now: datetime) -> tuple[Token, str]:
    _check(draft, whose, now)
    secret = fresh(kind)
    wanted = set(draft.scopes)
    row = Token(
        name=plain_name(draft.name),
        prefix=prefix_of(secret),
        digest=digest_of(secret),
        scopes=[scope.code for scope in offered_to(whose) if scope.code in wanted],
        per_minute=draft.per_minute,
        valid_from=draft.valid_from,
        valid_until=draft.valid_until,
        made_at=now,
    )
    return row, secret


def _check(draft: TokenDraft, whose: str, now: datetime) -> None:
    offered = {scope.code for scope in offered_to(whose)}
    today, faults = local(now).date(), {}
    if not 2 <= len(plain_name(draft.name)) <= LONGEST_NAME:
        faults["name"] = _("请写明令牌做什么用(2 到 60 个字)。")
    if not draft.scopes or not set(draft.scopes) <= offered:
        faults["scopes"] = _("请从列表里至少选一项权限。")
    if draft.valid_until <= max(today, draft.valid_from):
        faults["valid_until"] = _("结束的日期要在今天以后,也要在开始以后。")
    elif draft.valid_until - max(today, draft.valid_from) > LONGEST:
        faults["valid_until"] = _("一个令牌最多用一年;到期前换一个新的。")
    if not 1 <= draft.per_minute <= MOST_A_MINUTE:
        faults["per_minute"] = _("每分钟 1 到 %(most)d 次。") % {"most": MOST_A_MINUTE}
    if faults:
        raise Invalid(next(iter(faults.values())), fields=faults)


def _kept(row: Token, secret: str, action: str, *, by: Actor, now: datetime) -> Issued:
    row.save(force_insert=True)
    told = {**_owner(row), "scopes": row.scopes, "until": row.valid_until.isoformat()}
    append(NATION, [Fact(action, f"token:{row.id}", told)], by=by, now=now)
    return Issued(row.id, secret)


def _owner(row: Token) -> dict[str, str]:
    return {"partner": str(row.partner_id)} if row.partner_id else {"person": str(row.person_id)}
