"""Which tokens there are: the administrator reads partners' and whose others' exist, everybody their own."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.pages.public import deeds
from lianxin.tokens.administering import must_administer
from lianxin.tokens.models import Partner, Token
from lianxin.tokens.scopes import SCOPES, Scope


@dataclass(frozen=True)
class TokenCard:
    """`state`: holds, later, over (ran out), revoked, shut (its owner may not come in any more)."""

    id: UUID
    name: str
    prefix: str
    scopes: tuple[Scope, ...]
    per_minute: int
    valid_from: date
    valid_until: date
    last_used_on: date | None
    state: str


def partners(viewer: Actor) -> list[Partner]:
    """Those in use first. For the system administrator."""
    must_administer(viewer)
    return sorted(Partner.objects.order_by("name"), key=lambda row: row.closed_at is not None)


def partner(viewer: Actor, partner_id: UUID) -> Partner:
    must_administer(viewer)
    found = Partner.objects.filter(id=partner_id).first()
    if found is None:
        raise NotFound(_("没有这个对接方。"))
    return found


def tokens_of(viewer: Actor, partner_id: UUID, *, now: datetime) -> list[TokenCard]:
    must_administer(viewer)
    return _cards(Q(partner_id=partner_id), now)


def own_tokens(viewer: Actor, *, now: datetime) -> list[TokenCard]:
    """The viewer's, newest first."""
    mine = viewer.kind == ActorKind.STAFF and viewer.id is not None
    return _cards(Q(person_id=viewer.id), now) if mine else []


def partner_names(codes: Collection[str]) -> dict[str, str]:
    """For the journal: the names of those that are known, by their ids."""
    rows = Partner.objects.filter(id__in=deeds.ids(codes)).values_list("id", "name")
    return {str(id_): name for id_, name in rows}


def token_names(codes: Collection[str]) -> dict[str, str]:
    rows = Token.objects.filter(id__in=deeds.ids(codes)).values_list("id", "prefix")
    return {str(id_): f"{prefix}…" for id_, prefix in rows}


def _cards(whose: Q, now: datetime) -> list[TokenCard]:
    rows = Token.objects.filter(whose).select_related("partner", "person").order_by("-made_at")
    today = local(now).date()
    return [
        TokenCard(
            row.id,
            row.name,
            row.prefix,
            tuple(SCOPES[code] for code in row.scopes if code in SCOPES),
            row.per_minute,
            row.valid_from,
            row.valid_until,
            row.last_used_on,
            _state(row, today),
        )
        for row in rows
    ]


def _state(row: Token, today: date) -> str:
    if row.revoked_at is not None:
        return "revoked"
    closed = row.partner is not None and row.partner.closed_at is not None
    if closed or (row.person is not None and (not row.person.is_active or row.person.epoch != row.epoch)):
        return "shut"
    if today >= row.valid_until:
        return "over"
    return "holds" if today >= row.valid_from else "later"
