from django.apps import AppConfig
from django.forms import Field
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "lianxin.pages"

    def ready(self) -> None:
        # The library's own says 「这个字段是必填项」, which no neighbour would.
        Field.default_error_messages["required"] = _("请填上这一项。")
