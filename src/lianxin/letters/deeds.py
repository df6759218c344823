"""What letters write into the journal, in words."""

from django.utils.translation import gettext_lazy as _

from lianxin.letters.wording import DROPPED, FATES, IGNORED, WHY
from lianxin.pages.public import deeds

DEEDS = deeds.Deeds(
    room=_("来信"),
    words={
        "letters.take": _("收到一封信"),
        "letters.place": _("给来信定地方"),
        "letters.drop": _("放下一封信"),
    },
    labels={"fate": _("怎么办了"), "why": _("原因"), "area": _("地方"), "matter": _("事项")},
    means={"fate": "letter_fate", "why": "letter_why", "area": "area"},
    things={
        "letter_fate": deeds.among(FATES),
        "letter_why": deeds.among({**WHY, **DROPPED, **IGNORED}),
    },
    kinds={"letter": _("来信")},
)
