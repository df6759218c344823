"""How a page turns a code into a word. The rooms above know the names and lend them here."""

from collections.abc import Callable

Namer = Callable[[str], str]
_namers: dict[str, Namer] = {}


def lend(kind: str, namer: Namer) -> None:
    """`lend("area", name_of)`: from now on `{% area code %}` reads the name. Called from `apps.py`."""
    _namers[kind] = namer


def name(kind: str, code: str) -> str:
    """The name, or the code itself while nobody has lent a namer or the code is unknown."""
    namer = _namers.get(kind)
    return (namer(code) if namer and code else "") or code
