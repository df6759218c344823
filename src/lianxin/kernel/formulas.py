"""Cells that a spreadsheet would run instead of showing (CSV injection), made harmless and back again.

A resident's words, or a unit's name, may begin with `=`. Whoever opens our CSV in a spreadsheet would then
run what a stranger wrote. One apostrophe in front makes it words again; taking a file in takes it off again,
so that what we gave out comes back as it was.
"""

import re

# Excel in East Asian languages reads the wide forms too; a tab or a line end hides what follows it.
_BEGINS = r"=+\-@\t\r\n\0\uff1d\uff0b\uff0d\uff20"
_RUNS = re.compile(f"'*[ \u3000]*[{_BEGINS}]")
_DEFUSED = re.compile(f"'+[ \u3000]*[{_BEGINS}]")


def defused(cell: str) -> str:
    """As it may stand in a file that people open; `meant` gives it back."""
    return f"'{cell}" if _RUNS.match(cell) else cell


def meant(cell: str) -> str:
    """What a cell of a file says."""
    return cell[1:] if _DEFUSED.match(cell) else cell
