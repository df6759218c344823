from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "lianxin.org"

    def ready(self) -> None:
        from lianxin.kernel import clock  # noqa: PLC0415  # models must be loaded before these may be
        from lianxin.org.queries import holds  # noqa: PLC0415
        from lianxin.pages.public import menu, permission  # noqa: PLC0415

        permission.register(
            lambda actor, duty, over: holds(actor, duty, over=over, on=clock.local(clock.now()).date())
        )
        menu.entry(_("责任清单"), "org:duties", 60)
        menu.entry(_("单位与岗位"), "org:units", 61)
