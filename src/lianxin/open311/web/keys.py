"""Who shows a key: needed for writing; for reading, whoever shows one reads their own words again."""

from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.kernel.errors import NotAllowed
from lianxin.open311.web.asked import Asked
from lianxin.tokens import public as tokens

WRITE, READ = "reports:write", "reports:read"


def writer(asked: Asked) -> tokens.Bearer:
    """Raises NotAllowed for a key that is not there or opens nothing, TooMany past its bound. Every try of a
    key counts, also one that is refused later."""
    return _bearer(asked, WRITE)


def reader(asked: Asked) -> UUID | None:
    """The partner who asks, None for anybody. A key that opens nothing is refused also where none is needed:
    whoever sends one means to be known."""
    return _bearer(asked, READ).partner if _key(asked) else None


def _bearer(asked: Asked, scope: str) -> tokens.Bearer:
    key = _key(asked)
    if not key:
        raise NotAllowed(_("没有 api_key。"), instead=_("向运行这套系统的单位申请,读取不用。"))
    try:
        bearer = tokens.opened(key, scope, now=asked.now)
    except tokens.TokenUnknown:
        raise NotAllowed(_("这个 api_key 不对。"), instead=_("请检查抄写,或重新申请。")) from None
    tokens.take(bearer, asked.request, now=asked.now)
    if not bearer.is_partner:
        raise NotAllowed(
            _("这个 api_key 是个人的令牌,不能用在 Open311 上。"), instead=_("请用发给对接方的令牌。")
        )
    return bearer


def _key(asked: Asked) -> str:
    """As the specification has it; or in the header, where no log of addresses keeps it."""
    told = asked.word("api_key")
    if told:
        return told
    scheme, _space, key = asked.request.headers.get("Authorization", "").partition(" ")
    return key.strip() if scheme.lower() == "bearer" else ""
