from django.apps import AppConfig

from lianxin.pages.public import deeds, sizes


class Open311Config(AppConfig):
    name = "lianxin.open311"

    def ready(self) -> None:
        deeds.lend("lianxin.open311.deeds.DEEDS")
        sizes.lend("lianxin.open311.web.photos.WIDE")
