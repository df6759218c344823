"""Nothing of a person is kept here."""

from lianxin.kernel.dataprotection import Declared

DECLARED: tuple[Declared, ...] = ()
EXCUSED = {
    "Daycount.county": "a county's code",
    "Daycount.shown": "a keyed digest of how many public rows a county had, and since when",
    "Daycount.blocks": "counts of five and more, of matters of public space",
}
