from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds, menu, naming


class TerritoryConfig(AppConfig):
    name = "lianxin.territory"

    def ready(self) -> None:
        deeds.lend("lianxin.territory.deeds.DEEDS")
        naming.lend("area", "lianxin.territory.queries.name_of")
        menu.entry(_("区划"), "territory:divisions", 62, menu.serves)
        menu.entry(_("网格地图"), "territory:grids", 63, menu.serves)
