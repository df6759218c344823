from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds, menu


class OrgConfig(AppConfig):
    name = "lianxin.org"

    def ready(self) -> None:
        deeds.lend("lianxin.org.deeds.DEEDS")
        import_module("lianxin.org.wiring")  # reads models, which must be loaded first
        menu.entry(_("责任清单"), "org:duties", 60, menu.serves)
        menu.entry(_("纠纷路线图"), "org:roads", 66, menu.reads)
        menu.entry(_("单位与岗位"), "org:units", 61, menu.serves)
        menu.entry(_("事项类别"), "org:categories", 62, "lianxin.pages.permission.keeps")
