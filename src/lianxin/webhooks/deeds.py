"""What webhooks write into the journal, in words."""

from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds
from lianxin.tokens.public import partner_names, token_names
from lianxin.webhooks.kinds import KINDS
from lianxin.webhooks.wording import BECAUSE

DEEDS = deeds.Deeds(
    room=_("推送"),
    words={
        "webhooks.add_hook": _("加一个推送地址"),
        "webhooks.change_hook": _("改推送地址"),
        "webhooks.renew_secret": _("换推送的密钥"),
        "webhooks.pause": _("停下推送"),
        "webhooks.let_go": _("恢复推送"),
        "webhooks.close_hook": _("停用推送地址"),
        "webhooks.ping": _("试推一条"),
        "webhooks.resend": _("再推一次"),
    },
    labels={
        "partner": _("对接方"),
        "token": _("令牌"),
        "kinds": _("消息"),
        "because": _("原因"),
        "county": _("县区"),
    },
    means={"partner": "partner", "token": "token", "kinds": "news", "because": "pause", "county": "area"},
    things={
        "partner": partner_names,
        "token": token_names,
        "news": deeds.among(KINDS),
        "pause": deeds.among(BECAUSE),
    },
    kinds={"hook": _("推送地址"), "delivery": _("推送")},
)
