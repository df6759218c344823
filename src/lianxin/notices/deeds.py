"""What notices writes into the journal, in words."""

from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds

DEEDS = deeds.Deeds(
    room=_("消息"),
    words={
        "notices.send_again": _("再发一次消息"),
        "notices.forget_words": _("到期,删去没送出的消息内容"),
    },
    labels={"county": _("县区")},
    means={"county": "area"},
    kinds={"message": _("消息")},
)
