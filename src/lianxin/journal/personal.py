"""What the journal keeps of people: who did what, by id."""

from lianxin.kernel.dataprotection import Declared

LAW = "PIPL 51, 54, 69; GB/T 22239 8.1.4.3: who did what must be kept"
YEARS = "three years at least; the chain is never edited"

DECLARED = (
    Declared("Entry.actor", "who did it, by id: never a name", LAW, YEARS, "the audit administrator"),
    Declared("Entry.subject", "to what it was done, by id", LAW, YEARS, "the audit administrator"),
)
EXCUSED = {
    "Head.county": "a county's code",
    "Head.link": "a hash over entries",
    "Entry.county": "a county's code",
    "Entry.action": "a verb of ours",
    "Entry.payload": "ids, codes, and keyed digests of notes; never words or contact details (tested)",
    "Entry.link": "a hash over entries",
    "Announcement.county": "a county's code",
    "Announcement.topic": "a name of ours",
    "Announcement.payload": "ids and codes of what happened",
    "Announcement.fault": "the type and place of a fault, for the next try",
    "Version.name": "a name of ours",
}
