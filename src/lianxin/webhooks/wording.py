"""How the state of a hook and of a delivery is said."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.outbound import FAULTS

BECAUSE: dict[str, "str | Promise"] = {
    "hand": _("有人停下的"),
    "failing": _("三天都没有收下"),
    "gone": _("对方说这个地址没有了"),
}
# By HookCard.state: a shape and a word.
STATES: dict[str, tuple[str, "str | Promise"]] = {
    "active": ("kept", _("正常")),
    "troubled": ("late", _("最近没有收下")),
    "hand": ("paused", _("停着:有人停下的")),
    "gone": ("stopped", _("停着:对方说没有这个地址了")),
    "failing": ("stopped", _("停着:三天都没有收下")),
}
TARGET: dict[str, "str | Promise"] = {
    "url": _("网址不对。"),
    "scheme": _("网址不是 https。"),
    "credentials": _("网址里有密码。"),
    "port": _("端口不能用。"),
    "host": _("主机名不对。"),
    "address": _("网址指向内部网络或本机,没有去。"),
    "status": _("对方没有收下。"),
}
WHY: dict[str, "str | Promise"] = {**{name: _(words) for name, words in FAULTS.items()}, **TARGET}
