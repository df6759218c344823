"""Who keeps outside systems and their tokens: the system administrator, who sees nobody's matters."""

from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.errors import NotAllowed


def administers(by: Actor) -> bool:
    return by.kind == ActorKind.SYSTEM or accounts.administrator_of(by) == "system"


def must_administer(by: Actor) -> None:
    if not administers(by):
        raise NotAllowed(_("对接方和它的令牌由系统管理员管理。"), instead=_("请联系本单位的系统管理员。"))
