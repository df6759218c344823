from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds, menu


class WebhooksConfig(AppConfig):
    name = "lianxin.webhooks"

    def ready(self) -> None:
        deeds.lend("lianxin.webhooks.deeds.DEEDS")
        menu.entry(_("推送"), "webhooks:hooks", 83, menu.administers("system"))
