from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds, menu


class AccountsConfig(AppConfig):
    name = "lianxin.accounts"

    def ready(self) -> None:
        deeds.lend("lianxin.accounts.deeds.DEEDS")
        menu.entry(_("账号"), "accounts:people", 80, when=lambda request: _is(request, "security"))
        menu.entry(_("留痕"), "accounts:journal", 81, when=lambda request: _is(request, "audit"))
        menu.entry(_("我的账号"), "accounts:account", 90)


def _is(request: HttpRequest, administrator: str) -> bool:
    user = getattr(request, "user", None)
    return menu.is_signed_in(request) and getattr(user, "administrator", "") == administrator
