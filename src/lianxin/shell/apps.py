from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules

from lianxin.pages.public import deeds


class ShellConfig(AppConfig):
    name = "lianxin.shell"

    def ready(self) -> None:
        """The last app to be ready: every room's reactions can hear from here on."""
        autodiscover_modules("reactions")
        deeds.lend("lianxin.shell.deeds.DEEDS")
