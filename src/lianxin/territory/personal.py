"""The map keeps nothing of people."""

from lianxin.kernel.dataprotection import Declared

PLACE = "public names and shapes of places"
DECLARED: tuple[Declared, ...] = ()
EXCUSED = dict.fromkeys(
    (
        "Division.code", "Division.name", "Division.replaced_by", "Division.source", "Outline.code",
        "Outline.wkb", "Outline.source", "Outline.licence", "Grid.code", "Grid.name", "Grid.kind", "Grid.wkb",
    ),
    PLACE,
)  # fmt: skip
