"""What notices writes into the journal, in words."""

from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds

DEEDS = deeds.Deeds(
    room=_("消息"),
    words={
        "notices.send_again": _("再发一次消息"),
        "notices.keep_carrier": _("设置消息通道"),
        "notices.switch_off": _("停用消息通道"),
        "notices.try_out": _("发一条试验消息"),
        "notices.change_hours": _("改安静时段"),
        "notices.forget_words": _("到期,删去没送出的消息内容"),
    },
    labels={
        "county": _("县区"),
        "unit": _("单位"),
        "outcome": _("结果"),
        "begins": _("开始"),
        "ends": _("结束"),
    },
    means={"county": "area", "unit": "unit"},
    kinds={"message": _("消息"), "carrier": _("消息通道"), "quiet": _("安静时段")},
)
