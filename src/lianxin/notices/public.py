"""The front door of notices."""

from lianxin.notices import forgetting, mail, robots, shares, sms, threads
from lianxin.notices.actions import Note, resident_channels, send_again, write
from lianxin.notices.carriers import Ask, Setup, is_set, register, setup_of
from lianxin.notices.channels import Letter, all_channels, channel, reaches, reaches_phones
from lianxin.notices.forgetting import forget_given_up
from lianxin.notices.models import Message
from lianxin.notices.queries import inbox_of, to_resident_about, undelivered, waiting
from lianxin.notices.relaying import Sent, relay

__all__ = [
    "Ask",
    "Letter",
    "Message",
    "Note",
    "Sent",
    "Setup",
    "all_channels",
    "channel",
    "forget_given_up",
    "forgetting",
    "inbox_of",
    "is_set",
    "mail",
    "reaches",
    "reaches_phones",
    "register",
    "relay",
    "resident_channels",
    "robots",
    "send_again",
    "setup_of",
    "shares",
    "sms",
    "threads",
    "to_resident_about",
    "undelivered",
    "waiting",
    "write",
]
