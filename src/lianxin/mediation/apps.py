from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from lianxin.kernel import keyring
from lianxin.pages.public import deeds, insets, menu, opening


class MediationConfig(AppConfig):
    name = "lianxin.mediation"

    def ready(self) -> None:
        keyring.lend("MEDIATION_KEYRING", "lianxin.mediation.vault.newest_sealed")
        deeds.lend("lianxin.mediation.deeds.DEEDS")
        menu.entry(
            _("文书模板"), "mediation:paper_templates", 66, "lianxin.mediation.web.paper_templates.keeps"
        )
        menu.entry(_("联调成员"), "mediation:panel", 64, "lianxin.mediation.web.panel.looks_after")
        menu.entry(_("苗头"), "mediation:signs", 13, "lianxin.mediation.web.after.sees_signs")
        menu.entry(_("调解"), "mediation:today", 12, "lianxin.mediation.web.desk.mediates")
        opening.lend("lianxin.mediation.web.own.address_of")
        insets.lend("progress", "lianxin.mediation.web.own.lines")
        menu.entry(_("调解"), "mediation:find", 25, menu.is_stranger)
        menu.entry(_("调解指导"), "mediation:oversight", 62, "lianxin.mediation.web.overseeing.oversees")
        menu.entry(_("移送来的"), "mediation:offered", 63, "lianxin.mediation.web.offered.is_asked")
