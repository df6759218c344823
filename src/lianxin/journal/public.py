"""The front door of the journal."""

from lianxin.journal.actions import NATION, Fact, announce, append, deliver
from lianxin.journal.models import Announcement, Entry
from lianxin.journal.queries import Break, counties, entries_about, unheard, verify
from lianxin.journal.snapshots import Snapshot, bump, forget_all

__all__ = [
    "NATION",
    "Announcement",
    "Break",
    "Entry",
    "Fact",
    "Snapshot",
    "announce",
    "append",
    "bump",
    "counties",
    "deliver",
    "entries_about",
    "forget_all",
    "unheard",
    "verify",
]
