from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.kernel import keyring
from lianxin.pages.public import deeds, menu, sizes


class MattersConfig(AppConfig):
    name = "lianxin.matters"

    def ready(self) -> None:
        keyring.lend("KEYRING", "lianxin.matters.contacts.newest_sealed")
        deeds.lend("lianxin.matters.deeds.DEEDS")
        sizes.lend("lianxin.matters.web.photos.WIDE")
        sizes.lend("lianxin.matters.web.api.photos.WIDE")
        menu.search_at("matters:search")
        menu.entry(_("一根针"), "matters:needle", 10, menu.serves)
        menu.entry(_("记一件事"), "matters:take_down", 20, "lianxin.matters.web.overseeing.may_take_down")
        menu.entry(_("所有事项"), "matters:list", 25, menu.serves)
        menu.entry(_("回访"), "matters:follow_ups", 27, "lianxin.matters.web.overseeing.may_oversee")
        menu.entry(_("督办"), "matters:oversight", 26, "lianxin.matters.web.overseeing.may_oversee")
        menu.entry(_("说一件事"), "matters:say", 10, menu.is_stranger)
        menu.entry(_("查进展"), "matters:find", 20, menu.is_stranger)
