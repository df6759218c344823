"""What the command line writes into the journal, in words."""

from django.utils.translation import gettext_lazy as _

from lianxin.pages.public import deeds

DEEDS = deeds.Deeds(
    room=_("密钥"),
    words={"kernel.rotate_keys": _("加一把新密钥")},
    labels={"after": _("原来的一把")},
    kinds={"keyring": _("密钥串"), "mediation_keyring": _("纠纷的密钥串")},
)
