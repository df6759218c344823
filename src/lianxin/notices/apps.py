from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds, menu, permission


class NoticesConfig(AppConfig):
    name = "lianxin.notices"

    def ready(self) -> None:
        deeds.lend("lianxin.notices.deeds.DEEDS")
        menu.entry(_("消息怎么发出去"), "notices:carriers", 73, when=permission.keeps)
        menu.entry(_("没送出去的消息"), "notices:undelivered", 74, when=permission.keeps)
