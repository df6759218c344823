"""What accounts writes into the journal, in words."""

from collections.abc import Collection

from django.utils.translation import gettext_lazy as _

from lianxin.accounts.actions import Reason
from lianxin.accounts.models import Administrator
from lianxin.accounts.queries import names
from lianxin.pages.public import deeds


def people(codes: Collection[str]) -> dict[str, str]:
    return {str(id_): name for id_, name in names(deeds.ids(codes)).items()}


DEEDS = deeds.Deeds(
    room=_("账号"),
    words={
        "accounts.register": _("登记账号"),
        "accounts.sign_in": _("登录"),
        "accounts.locked_out": _("输错太多,暂时锁住"),
        "accounts.enrol_second_factor": _("绑定验证器"),
        "accounts.reset_second_factor": _("重置验证器"),
        "accounts.change_password": _("本人换密码"),
        "accounts.set_password": _("发新密码"),
        "accounts.end_sessions": _("在所有地方退出"),
        "accounts.invite": _("发绑定口令"),
        "accounts.lock": _("锁住账号"),
        "accounts.unlock": _("解锁账号"),
        "accounts.relieve": _("免去管理员身份"),
    },
    labels={
        "until": _("到什么时候"),
        "reason": _("原因"),
        "administrator": _("身份"),
        "was": _("原来的身份"),
        "scope": _("锁住的是"),
    },
    means={"reason": "reason", "administrator": "administrator", "was": "administrator", "scope": "scope"},
    things={
        "person": people,
        "reason": deeds.among(dict(Reason.choices)),
        "administrator": deeds.among(dict(Administrator.choices)),
        "scope": deeds.among(
            {"place": _("一个地方的这个用户名"), "name": _("各处的这个用户名"), "address": _("整个网络")}
        ),
    },
    kinds={"person": _("账号"), "name": _("用户名"), "address": _("网络")},
)
