from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import menu


class CommonsConfig(AppConfig):
    name = "lianxin.commons"

    def ready(self) -> None:
        menu.entry(_("公开栏"), "commons:board", 30, when=menu.is_stranger)
