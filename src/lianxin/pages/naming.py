"""How a page turns a code into a word. The rooms above know the names and lend them here."""

from django.utils.module_loading import import_string

_namers: dict[str, str] = {}


def lend(kind: str, namer: str) -> None:
    """`lend("area", "lianxin.territory.public.name_of")`: from now on `{% area code %}` reads the name.
    Called from `apps.py`, when nothing can be imported yet: hence a path, and not the function."""
    _namers[kind] = namer


def name(kind: str, code: str) -> str:
    """The name, or the code itself while nobody has lent a namer or the code is unknown."""
    path = _namers.get(kind)
    return (str(import_string(path)(code)) if path and code else "") or code
