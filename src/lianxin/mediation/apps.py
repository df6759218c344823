from django.apps import AppConfig

from lianxin.pages.public import deeds


class MediationConfig(AppConfig):
    name = "lianxin.mediation"

    def ready(self) -> None:
        deeds.lend("lianxin.mediation.deeds.DEEDS")
