"""What is kept of people in letters."""

from lianxin.kernel.dataprotection import Declared

ASKED = "PIPL 13(3): to do what was asked for; 信访工作条例 23"
DECLARED = (
    Declared(
        "Letter.sealed",
        "who wrote what, of a letter that somebody must read first",
        ASKED,
        "emptied when it becomes a matter or is put down, or when the matter it answers is erased",
        "the dispatchers of the mailbox's area",
    ),
    Declared(
        "Letter.sender",
        "to bound a flood from one address",
        ASKED,
        "a day",
        "nobody; a keyed digest",
    ),
)
EXCUSED = {
    "Letter.digest": "a keyed digest of a message's id",
    "Letter.area": "the code of an area",
    "Letter.fate": "a code of ours",
    "Letter.why": "a code of ours",
    "Letter.of_county": "a county's code",
    "Letter.matter": "the id of a matter",
    "Bookmark.box": "a keyed digest",
    "Bookmark.fault": "the kind of a fault",
}
