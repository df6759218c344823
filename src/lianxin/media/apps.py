from django.apps import AppConfig

from lianxin.pages.public import deeds


class MediaConfig(AppConfig):
    name = "lianxin.media"

    def ready(self) -> None:
        deeds.lend("lianxin.media.deeds.DEEDS")
