"""How it is said why a letter waits, and why one was put down."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

WHY: dict[str, "str | Promise"] = {
    "placeless": _("没说清是哪个社区"),
    "unreadable": _("没有能读的话,或没有能回的地址"),
    "large": _("太大,只读了信头"),
    "late": _("是回信,但那件事已经结束"),
    "many": _("同一个人一天里来信太多"),
}
DROPPED: dict[str, "str | Promise"] = {
    "advert": _("广告或垃圾信"),
    "elsewhere": _("不归这里管"),
    "known": _("说的事已经有了"),
    "erased": _("报事人把说过的话都抹去了"),
}
IGNORED: dict[str, "str | Promise"] = {
    "auto": _("自动回复"),
    "bounce": _("退信"),
    "bulk": _("群发的信"),
    "list": _("邮件列表"),
}
FATES: dict[str, "str | Promise"] = {
    "waiting": _("等人看"),
    "matter": _("成了一件事"),
    "added": _("补充进了一件事"),
    "ignored": _("不是人写的"),
    "dropped": _("放下了"),
}
