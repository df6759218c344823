"""Who keeps hooks, and the hook they mean: the system administrator all of them; an outside system its own,
with a token that the administrator made for that."""

from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.errors import NotAllowed, NotFound
from lianxin.webhooks.models import Hook, Standing


@dataclass(frozen=True)
class Own:
    """An outside system at its own addresses; `token` says to the journal which of its programs it was."""

    partner: UUID
    token: UUID


Keeper = Actor | Own


def must_administer(by: Keeper) -> None:
    if not isinstance(by, Actor) or accounts.administrator_of(by) != "system":
        raise NotAllowed(_("推送由系统管理员来管。"), instead=_("请把要推送的内容告诉他们。"))


def must_keep(by: Keeper, partner: UUID) -> None:
    """Somebody else's addresses are as if they were not there."""
    if not isinstance(by, Own):
        must_administer(by)
    elif by.partner != partner:
        raise nothing()


def kept_hook(hook_id: UUID, by: Keeper) -> Hook:
    if not isinstance(by, Own):
        must_administer(by)
    found = (
        Hook.objects.select_related("partner").filter(id=hook_id).exclude(standing=Standing.CLOSED).first()
    )
    if found is None:
        raise nothing()
    must_keep(by, found.partner_id)
    return found


def nothing() -> NotFound:
    return NotFound(_("没有这个推送地址。"))


def no_delivery() -> NotFound:
    return NotFound(_("没有这一条推送。"), instead=_("它可能已经过了一个月,按期删掉了。"))


def actor_of(by: Keeper) -> Actor:
    """Whom the journal names: a program is no person, and its token stands beside."""
    return by if isinstance(by, Actor) else SYSTEM


def token_of(by: Keeper) -> dict[str, object]:
    return {} if isinstance(by, Actor) else {"token": str(by.token)}
