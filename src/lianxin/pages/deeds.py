"""The journal keeps codes; people read words. Each room lends the words for what it writes into the journal,
and the names of what its codes stand for, so that the page of the journal need know none of them."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

Word = str | Promise
Namer = Callable[[Collection[str]], Mapping[str, Word]]
MOST_NAMED = 8  # of a list, before it is cut short
_lent: list[str] = []


@dataclass(frozen=True)
class Deeds:
    """What one room writes. `words`: an action → what was done. `labels`: a key of the payload → its word; a
    key without one (a digest, a counter) is left to the code beside. `means`: a key, or `action.key` where it
    means something else there → which of `things` its value is. `things`: the names of many codes at once,
    lent by one room and known to all; the kind of a subject ("unit:…") is one of them too. `kinds`: such a
    kind → its word."""

    room: Word
    words: Mapping[str, Word]
    labels: Mapping[str, Word] = field(default_factory=dict)
    means: Mapping[str, str] = field(default_factory=dict)
    things: Mapping[str, Namer] = field(default_factory=dict)
    kinds: Mapping[str, Word] = field(default_factory=dict)


@dataclass(frozen=True)
class Told:
    """One entry in words; what has none is "", and its code stands for itself."""

    done: str
    kind: str
    thing: str
    details: tuple[tuple[str, str], ...]


def lend(path: str) -> None:
    """`lend("lianxin.accounts.deeds.DEEDS")`, called from `apps.py`: hence a path."""
    if path not in _lent:
        _lent.append(path)


def rooms() -> dict[str, Deeds]:
    """By the name that begins their actions."""
    lent: list[Deeds] = [import_string(path) for path in _lent]
    return {next(iter(room.words)).partition(".")[0]: room for room in lent}


def ids(codes: Collection[str]) -> set[UUID]:
    """Those that are ids: what a hand wrote into a chain stands for nothing."""
    found = set()
    for code in codes:
        with suppress(ValueError):
            found.add(UUID(code))
    return found


def among(words: Mapping[str, Word]) -> Namer:
    """A namer for codes that are words of the program."""
    return lambda codes: {code: words[code] for code in codes if code in words}


def tell(entries: Iterable[Any]) -> list[Told]:
    """Journal entries in words, in their order. One statement for each kind of thing on the page."""
    known = rooms()
    laid = [_Laid(entry, known.get(entry.action.partition(".")[0])) for entry in entries]
    wanted: dict[str, set[str]] = {}
    for row in laid:
        for thing, code in row.asks():
            wanted.setdefault(thing, set()).add(code)
    namers = {"yes_no": among(YES_NO)}
    namers |= {kind: namer for room in known.values() for kind, namer in room.things.items()}
    named = {
        kind: {code: str(name) for code, name in namers[kind](codes).items()}
        for kind, codes in wanted.items()
        if kind in namers
    }
    kinds = {kind: word for room in known.values() for kind, word in room.kinds.items()}
    return [row.told(named, kinds) for row in laid]


class _Laid:
    """One entry, taken apart."""

    def __init__(self, entry: Any, room: Deeds | None) -> None:
        self.action, self.room = entry.action, room or Deeds("", {})
        self.kind, _colon, self.code = entry.subject.partition(":")
        payload = _facts(entry.payload).items()
        self.facts = [(key, _codes(value)) for key, value in payload if key in self.room.labels]

    def asks(self) -> Iterable[tuple[str, str]]:
        yield self.kind, self.code
        for key, codes in self.facts:
            for code in codes:
                yield self._meaning(key), code

    def told(self, named: Mapping[str, Mapping[str, str]], kinds: Mapping[str, Word]) -> Told:
        details = [
            (
                str(self.room.labels[key]),
                _listed([named.get(self._meaning(key), {}).get(c, c) for c in codes]),
            )
            for key, codes in self.facts
            if codes
        ]
        thing = named.get(self.kind, {}).get(self.code, "")
        done = str(self.room.words.get(self.action, ""))
        return Told(done, str(kinds.get(self.kind, "")), thing, tuple(details))

    def _meaning(self, key: str) -> str:
        return self.room.means.get(f"{self.action}.{key}", self.room.means.get(key, ""))


def _facts(payload: str) -> dict[str, Any]:
    """None in what a hand wrote into a chain: the page on which it would be seen must not break over it."""
    with suppress(ValueError):
        found = json.loads(payload)
        return found if isinstance(found, dict) else {}
    return {}


def _codes(value: Any) -> list[str]:
    given = value if isinstance(value, list) else [value]
    return [one if isinstance(one, str) else json.dumps(one) for one in given if one not in ("", None)]


def _listed(words: list[str]) -> str:
    if len(words) <= MOST_NAMED:
        return _("、").join(words)
    told = {"some": _("、").join(words[:MOST_NAMED]), "n": len(words)}
    return _("%(some)s 等 %(n)s 个") % told


# A thing of every room (`yes_no`): JSON's own words, and those that the catalogue writes.
YES_NO: Mapping[str, Word] = {
    "true": gettext_lazy("是"),
    "false": gettext_lazy("否"),
    "yes": gettext_lazy("是"),
    "no": gettext_lazy("否"),
}
