"""Whom a party does not know by name is called by their side in a record, a term and a reason as well."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

T = TypeVar("T")
SHORTEST = 2  # a single sign stands in too many words


def masked(thing: T, unknown: Mapping[str, str]) -> T:
    """`unknown`: names, and what stands for each. The longest first, for one may begin with another."""
    if not unknown:
        return thing
    names = sorted((name for name in unknown if len(name) >= SHORTEST), key=len, reverse=True)
    made: T = _masked(thing, {name: unknown[name] for name in names})
    return made


def _masked(thing: Any, unknown: Mapping[str, str]) -> Any:
    if isinstance(thing, str):
        for name, instead in unknown.items():
            thing = thing.replace(name, instead)
        return thing
    if isinstance(thing, list | tuple):
        return type(thing)(_masked(one, unknown) for one in thing)
    if is_dataclass(thing) and not isinstance(thing, type):
        return replace(
            thing, **{one.name: _masked(getattr(thing, one.name), unknown) for one in fields(thing)}
        )
    return thing
