"""Who keeps hooks, and the hook they mean."""

from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed, NotFound
from lianxin.webhooks.models import Hook, Standing


def must_administer(by: Actor) -> None:
    if accounts.administrator_of(by) != "system":
        raise NotAllowed(_("推送由系统管理员来管。"), instead=_("请把要推送的内容告诉他们。"))


def found_hook(hook_id: UUID) -> Hook:
    found = (
        Hook.objects.select_related("partner").filter(id=hook_id).exclude(standing=Standing.CLOSED).first()
    )
    if found is None:
        raise NotFound(_("没有这个推送地址。"))
    return found
