"""The front door of the journal."""

from lianxin.journal.actions import NATION, Fact, announce, append, deliver, forget_heard
from lianxin.journal.chain import Break
from lianxin.journal.guards import install as install_guards
from lianxin.journal.guards import remove as remove_guards
from lianxin.journal.models import Announcement, Entry
from lianxin.journal.queries import Asked, counties, entries_about, length, read, unheard, verify
from lianxin.journal.snapshots import Snapshot, bump, copies, forget_all, outdate, version_of
from lianxin.journal.witness import recall, witness

__all__ = [
    "NATION",
    "Announcement",
    "Asked",
    "Break",
    "Entry",
    "Fact",
    "Snapshot",
    "announce",
    "append",
    "bump",
    "copies",
    "counties",
    "deliver",
    "entries_about",
    "forget_all",
    "forget_heard",
    "install_guards",
    "length",
    "outdate",
    "read",
    "recall",
    "remove_guards",
    "unheard",
    "verify",
    "version_of",
    "witness",
]
