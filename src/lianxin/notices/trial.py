"""One message, now, so that whoever set a channel up sees that it works before a resident waits in vain."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal.public import NATION, Fact, append
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import Invalid, Refusal
from lianxin.kernel.ids import uuid7
from lianxin.notices.actions import bond, sealed_words
from lianxin.notices.carriers import asks
from lianxin.notices.channels import Letter, channel_of
from lianxin.notices.mail import is_address
from lianxin.pages.public import permission


@dataclass(frozen=True)
class Tried:
    """`sentence` says what happened, without the receiver's address."""

    arrived: bool
    sentence: str


def try_out(channel: str, unit: UUID | None, address: str, *, by: Actor, now: datetime) -> Tried:
    """Send it at once, at night too. The network is asked outside any transaction; the journal says that it
    was tried and how that ended."""
    permission.require_keeper(by)
    asks(channel, unit)
    if unit is None and not (is_address(address) if channel == "email" else address.strip("+ -").isdigit()):
        raise Invalid(_("请写收件的地址或手机号。"), fields={"address": _("请写收件的地址或手机号。")})
    try:
        channel_of(channel).send(_letter(unit, address, now))
        outcome = Tried(True, _("送出去了。请在对面看一下收到没有。"))
        fault = "sent"
    except Refusal as refused:
        outcome = Tried(False, refused.sentence)
        fault = str(getattr(refused, "fault", refused.code))
    except Exception as odd:  # whatever a gateway does must end in a sentence on the page
        fault = ":".join(filter(None, (type(odd).__name__, getattr(odd, "fault", ""))))
        outcome = Tried(False, _("没有送出去:%(fault)s。请核对设置。") % {"fault": fault})
    with transaction.atomic():
        payload = {"outcome": fault[:80], **({"unit": str(unit)} if unit else {})}
        append(NATION, [Fact("notices.try_out", f"carrier:{channel}", payload)], by=by, now=now)
    return outcome


def _letter(unit: UUID | None, address: str, now: datetime) -> Letter:
    words, id_ = _("这是连心的一条试验消息,不用回复。"), uuid7()
    sealed = b"" if unit else sealed_words(address.strip(), words, id_)
    return Letter(f"trial:{id_}", words, to_unit=unit, sealed=sealed, bound_to=bond(id_), at=now)
