from importlib import import_module

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds, menu


class TokensConfig(AppConfig):
    name = "lianxin.tokens"

    def ready(self) -> None:
        deeds.lend("lianxin.tokens.deeds.DEEDS")
        import_module("lianxin.tokens.wiring")  # reads models, which must be loaded first
        menu.entry(_("对接方"), "tokens:partners", 82, menu.administers("system"))
