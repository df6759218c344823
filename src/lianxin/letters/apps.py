from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds, menu


class LettersConfig(AppConfig):
    name = "lianxin.letters"

    def ready(self) -> None:
        deeds.lend("lianxin.letters.deeds.DEEDS")
        menu.entry(_("要人看的来信"), "letters:basket", 28, "lianxin.letters.web.views.reads_letters")
