from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds, insets, menu, sizes


class ExchangeConfig(AppConfig):
    name = "lianxin.exchange"

    def ready(self) -> None:
        deeds.lend("lianxin.exchange.deeds.DEEDS")
        sizes.lend("lianxin.exchange.web.api.batches.WIDE")
        insets.lend("matter", "lianxin.exchange.queries.arrivals.lines")
        menu.entry(_("导出"), "exchange:export", 65, "lianxin.exchange.web.doors.serves_today")
        menu.entry(_("导入"), "exchange:home", 64, "lianxin.exchange.web.doors.may_enter")
