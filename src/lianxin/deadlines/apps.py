from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds, menu, permission


class DeadlinesConfig(AppConfig):
    name = "lianxin.deadlines"

    def ready(self) -> None:
        deeds.lend("lianxin.deadlines.deeds.DEEDS")
        menu.entry(_("工作日历"), "deadlines:calendar", 72, when=permission.keeps)
        menu.entry(_("服务时限"), "deadlines:service_times", 73, when=permission.keeps)
