from django.apps import AppConfig

from lianxin.pages.public import deeds


class ExchangeConfig(AppConfig):
    name = "lianxin.exchange"

    def ready(self) -> None:
        deeds.lend("lianxin.exchange.deeds.DEEDS")
