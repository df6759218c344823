"""What open311 writes into the journal, in words."""

from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds

DEEDS = deeds.Deeds(
    room=_("Open311 接口"),
    words={"open311.import_question": _("导入服务要问的一项")},
    labels={"category": _("类别"), "question": _("问项"), "from": _("从哪天起"), "until": _("到哪天止")},
    means={"category": "category"},
    kinds={"services": _("对外的服务目录")},
)
