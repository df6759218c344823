"""What media writes into the journal, in words."""

from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds

DEEDS = deeds.Deeds(
    room=_("照片"),
    words={
        "media.keep": _("收下照片"),
        "media.publish": _("遮好后公开照片"),
        "media.withdraw": _("不再公开照片"),
        "media.erase": _("删去照片"),
        "media.remove": _("报事人拿回一张照片"),
        "media.forget": _("到期,删去照片"),
        "media.fetch": _("按网址去取照片"),
    },
    labels={"pictures": _("张数"), "boxes": _("遮了几处"), "outcome": _("结果")},
    means={"outcome": "outcome"},
    things={"outcome": deeds.among({"kept": _("取到了"), "refused": _("收不了"), "given_up": _("没有取到")})},
)
