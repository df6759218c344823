"""What tokens write into the journal, in words."""

from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds
from lianxin.tokens.queries import partner_names, token_names
from lianxin.tokens.scopes import SCOPES

DEEDS = deeds.Deeds(
    room=_("令牌"),
    words={
        "tokens.register_partner": _("登记对接方"),
        "tokens.change_partner": _("改对接方"),
        "tokens.close_partner": _("停用对接方"),
        "tokens.issue": _("给对接方发令牌"),
        "tokens.make_own": _("本人做令牌"),
        "tokens.revoke": _("收回令牌"),
    },
    labels={
        "areas": _("地方"),
        "test": _("测试用"),
        "partner": _("对接方"),
        "person": _("本人"),
        "scopes": _("权限"),
        "until": _("到哪一天"),
    },
    means={"areas": "area", "test": "yes_no", "partner": "partner", "person": "person", "scopes": "scope_of"},
    things={
        "partner": partner_names,
        "token": token_names,
        "scope_of": deeds.among({scope.code: scope.label for scope in SCOPES.values()}),
    },
    kinds={"partner": _("对接方"), "token": _("令牌")},
)
