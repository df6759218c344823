"""The front door of notices."""

from lianxin.notices.actions import Note, send_again, write
from lianxin.notices.channels import Channel, Letter, all_channels, channel, reaches_phones
from lianxin.notices.forgetting import forget_given_up, take_back
from lianxin.notices.models import Message
from lianxin.notices.queries import Waiting, inbox_of, to_resident_about, undelivered, waiting
from lianxin.notices.relaying import Sent, relay

__all__ = [
    "Channel",
    "Letter",
    "Message",
    "Note",
    "Sent",
    "Waiting",
    "all_channels",
    "channel",
    "forget_given_up",
    "inbox_of",
    "reaches_phones",
    "relay",
    "send_again",
    "take_back",
    "to_resident_about",
    "undelivered",
    "waiting",
    "write",
]
