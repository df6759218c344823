from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds, menu


class AccountsConfig(AppConfig):
    name = "lianxin.accounts"

    def ready(self) -> None:
        deeds.lend("lianxin.accounts.deeds.DEEDS")
        menu.entry(_("账号"), "accounts:people", 80, when=menu.administers("security"))
        menu.entry(_("留痕"), "accounts:journal", 81, when=menu.administers("audit"))
        menu.entry(_("我的账号"), "accounts:account", 90)
