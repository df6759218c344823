"""What of a matter anybody may read: the one policy for the public page, its feeds and the doors of others.

A matter is shown when its category is of public space (a column of the catalogue, kept by the keeper) and a
dispatcher has approved words written for that. Nothing here hands out what a resident wrote, who they are,
where they stood, at which minute, or how they rated (docs/decisions/0020).
"""

from lianxin.matters.publicity.counting import Count, counted, shown_as
from lianxin.matters.publicity.doubts import Doubt, doubts
from lianxin.matters.publicity.pictures import PublicPhoto, photos_of
from lianxin.matters.publicity.policy import STATES, categories, of_public_space, sentence
from lianxin.matters.publicity.rows import (
    LAST,
    PublicRow,
    Sought,
    middle,
    month_of,
    of_number,
    of_numbers,
    rows,
    stamp,
)

__all__ = [
    "LAST",
    "STATES",
    "Count",
    "Doubt",
    "PublicPhoto",
    "PublicRow",
    "Sought",
    "categories",
    "counted",
    "doubts",
    "middle",
    "month_of",
    "of_number",
    "of_numbers",
    "of_public_space",
    "photos_of",
    "rows",
    "sentence",
    "shown_as",
    "stamp",
]
