"""What a paper is made of: a few blocks. The typst and the Word template are both written from them, so one
description decides what stands on a form, and in which order. Pure."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

SAME = {"represented": "parties"}  # the parties once more, but only those for whom somebody speaks
FIELD = re.compile(r"\{([a-z_.]+)\}")


@dataclass(frozen=True)
class Title:
    words: str
    numbered: bool = True  # with the file's number under it


@dataclass(frozen=True)
class Part:
    words: str


@dataclass(frozen=True)
class Say:
    """A paragraph; `{field}` stands for what the file says there."""

    words: str


@dataclass(frozen=True)
class Form:
    """A ruled form: rows of one or two (label, field)."""

    rows: tuple[tuple[tuple[str, str], ...], ...]


@dataclass(frozen=True)
class Prose:
    """What somebody told, in paragraphs; lines to write on while nobody has."""

    field: str
    lines: int = 3


@dataclass(frozen=True)
class Points:
    """A numbered list. Of words, or of rows with a field `said`."""

    of: str
    said: str = ""


@dataclass(frozen=True)
class Column:
    label: str
    field: str
    share: int  # of the width


@dataclass(frozen=True)
class Rows:
    of: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class Each:
    """The blocks once for every row of a list; inside, `it` is the row."""

    of: str
    blocks: "tuple[Block, ...]"
    apart: bool = False  # each on a page of its own


@dataclass(frozen=True)
class Sign:
    """A line for a signature, a box for a fingerprint, a day."""

    words: str
    fingerprint: bool = True


@dataclass(frozen=True)
class Seal:
    """Where the committee's seal goes, over its name and the day."""

    who: str
    on: str


@dataclass(frozen=True)
class Copies:
    """A frame for the copy of a paper to be stuck into."""

    words: str


@dataclass(frozen=True)
class Contents:
    """The table of the file, with pages where they are known."""


@dataclass(frozen=True)
class Cover:
    """The large words of the outside."""

    words: str


Block = (
    Title | Part | Say | Form | Prose | Points | Rows | Each | Sign | Seal | Copies | Contents | Cover
)  # fmt: skip


def is_day(field: str) -> bool:
    return field.rpartition(".")[2].rpartition("_")[2] == "on"


def promised(blocks: tuple[Block, ...], it: str = "") -> Iterator[str]:
    """The fields that these blocks show, by their names in the contents."""
    for block in blocks:
        for field in _shown(block):
            yield re.sub(r"^it\.", f"{it}.", field)
        if isinstance(block, Each):
            yield from promised(block.blocks, SAME.get(block.of, block.of))


def _shown(block: Block) -> list[str]:
    match block:
        case Title(numbered=numbered):
            return ["number"] if numbered else []
        case Say(words=words) | Sign(words=words) | Copies(words=words):
            return FIELD.findall(words)
        case Form(rows=rows):
            return [field for row in rows for _label, field in row]
        case Prose(field=field):
            return [field]
        case Points(of=of, said=said):
            return [f"{of}.{said}" if said else of]
        case Rows(of=of, columns=columns):
            return [f"{of}.{column.field}" for column in columns if column.field != "n"]
        case Seal(who=who, on=on):
            return [who, on]
    return []
