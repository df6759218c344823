"""One tree, written as JSON or as XML: the same in both (the specification's Spark convention).

Pure: plain values in, bytes out. A list is an element of its own whose children are all of one name. Nothing
at all is null in JSON and an empty element in XML; a truth is true or false in both.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from xml.sax.saxutils import escape

Tree = None | bool | int | float | str | Sequence["Tree"] | Mapping[str, "Tree"]

# What each list's children are called.
ITEMS: Mapping[str, str] = {
    "services": "service",
    "service_requests": "request",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
    "attributes": "attribute",
    "values": "value",
    "photos": "photo",
}
# What XML 1.0 cannot hold, however it is written (2.2 Char), and the signs that no text should be made of.
_UNWRITABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?|\x85|\u2028")  # a reader of XML makes one of some of these by itself


@dataclass(frozen=True)
class Told:
    """What an answer says: `root` names the whole, and with it, where the whole is a list, its items."""

    root: str
    tree: Tree


def as_json(told: Told, *, ascii_only: bool = False) -> bytes:
    return json.dumps(_clean(told.tree), ensure_ascii=ascii_only, separators=(",", ":")).encode()


def as_xml(told: Told, *, ascii_only: bool = False) -> bytes:
    out = StringIO()
    out.write('<?xml version="1.0" encoding="utf-8"?>\n')
    _write(out, told.root, _clean(told.tree))
    return out.getvalue().encode("ascii" if ascii_only else "utf-8", "xmlcharrefreplace")


def _clean(tree: Tree) -> Tree:
    """Without what one of the two could not say; "" is nothing at all."""
    if isinstance(tree, str):
        return _UNWRITABLE.sub("", _LINE_END.sub("\n", tree)) or None
    if isinstance(tree, Mapping):
        return {name: _clean(value) for name, value in tree.items()}
    if isinstance(tree, Sequence):
        return [_clean(item) for item in tree]
    return tree


def _write(out: StringIO, name: str, tree: Tree) -> None:
    if tree is None or tree == [] or tree == {}:
        out.write(f"<{name}/>")
        return
    out.write(f"<{name}>")
    if isinstance(tree, Mapping):
        for child, value in tree.items():
            _write(out, child, value)
    elif isinstance(tree, Sequence) and not isinstance(tree, str):
        for item in tree:
            _write(out, ITEMS[name], item)
    else:
        out.write(_words(tree))
    out.write(f"</{name}>")


def _words(value: bool | float | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return escape(value) if isinstance(value, str) else json.dumps(value)
