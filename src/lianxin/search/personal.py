"""What the index keeps of people: words that stand elsewhere too, and go when they go there."""

from lianxin.kernel.dataprotection import Declared

ASKED = "PIPL 13(3): to do what was asked for; to find it again"
WITH = "with what it is an entry of, in the same transaction"
SERVING = "nobody, on no page: a hit shows the matter itself, to those who may see that"

DECLARED = (
    Declared("Row.words", "the words of a matter, character by character, to find it", ASKED, WITH, SERVING),
    Declared(
        "Row.marks",
        "who may find it: areas, units, and whoever serves and took it down; its number, kind and state",
        ASKED,
        WITH,
        SERVING,
    ),
)
EXCUSED: dict[str, str] = {
    "Row.county": "a county's code",
    "Row.family": "a code of ours",
    "Row.helpers": "units that were asked to help, as ids",
    "Row.subject": "the id of a matter",
    "Owed.family": "a code of ours",
    "Owed.after": "a county's code, a moment and the id of a matter",
    "Owed.began": "a random id that holds a moment",
}
