"""The register of personal data (PIPL 6, 17, 55; GB/T 35273 5.2).

What is kept of people, why, on what ground, how long, and who sees it. Each room declares its own columns in
its `personal.py`; a column that could hold personal data and is neither declared nor excused does not pass
the tests.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any, Protocol, cast
from uuid import UUID

from django.apps import apps
from django.db import models

# What could hold something about a person: words, bytes, JSON, a person's id, a point on the map.
WATCHED = (
    models.CharField,
    models.TextField,
    models.BinaryField,
    models.JSONField,
    models.UUIDField,
    models.FloatField,
    models.GenericIPAddressField,
)


@dataclass(frozen=True)
class Declared:
    """`column` is "Model.field". `basis` names the law's ground, `retention` when it goes, `visible_to` who
    ever reads it."""

    column: str
    purpose: str
    basis: str
    retention: str
    visible_to: str


@dataclass(frozen=True)
class Room:
    """What one app declares: `declared` columns hold personal data, `excused` ones cannot, each with why."""

    label: str
    declared: tuple[Declared, ...]
    excused: Mapping[str, str]


class Beside(Protocol):
    """A room's `beside.py`: what it keeps beside a matter of a room below, so that a copy of what is held has
    it and an erasure takes it, in the same transaction. The rooms are found, never named."""

    def given(self, county: str, matter: UUID) -> list[dict[str, Any]]:
        """What is held, in words and times, for whoever it is held of."""

    def erase(self, county: str, matters: Sequence[UUID], now: datetime) -> None:
        """Take away what a person said or can be known by."""


@cache
def kept_beside() -> dict[str, Beside]:
    names = sorted((config.label, f"{config.name}.beside") for config in apps.get_app_configs())
    ours = [(label, name) for label, name in names if name.startswith("lianxin.") and find_spec(name)]
    return {label: cast(Beside, import_module(name)) for label, name in ours}


def rooms() -> list[Room]:
    found = []
    for config in apps.get_app_configs():
        if config.name.startswith("lianxin.") and find_spec(f"{config.name}.personal"):
            told = import_module(f"{config.name}.personal")
            found.append(Room(config.label, tuple(told.DECLARED), dict(told.EXCUSED)))
            found += getattr(told, "LIBRARIES", [])
    return sorted(found, key=lambda room: room.label)


def watched_columns() -> Iterator[tuple[str, str]]:
    """(app label, "Model.field") of every column that could hold personal data, of ours and of libraries."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy:
            for field in model._meta.local_fields:
                if _could_hold(field):
                    yield model._meta.app_label, f"{model._meta.object_name}.{field.name}"


def _could_hold(field: "models.Field[object, object]") -> bool:
    if isinstance(field, models.UUIDField) and field.primary_key:
        return False
    to_person = field.remote_field is not None and getattr(field.related_model, "USERNAME_FIELD", None)
    return bool(to_person) or isinstance(field, WATCHED)


def faults() -> list[str]:
    """Sentences: a column nobody declared, a declaration of nothing, one that leaves a part unsaid."""
    known: set[tuple[str, str]] = set()
    told = []
    for room in rooms():
        for row in room.declared:
            told += [f"{room.label}.{row.column} leaves something unsaid"] * (not all(vars(row).values()))
        names = [row.column for row in room.declared] + list(room.excused)
        told += [f"{room.label}.{name} is spoken of twice" for name in set(names) if names.count(name) > 1]
        told += [f"{room.label}.{name}: say why it cannot" for name, why in room.excused.items() if not why]
        known |= {(room.label, name) for name in names}
    there = list(watched_columns())
    told += [
        f"{app}.{name} is neither declared nor excused" for app, name in there if (app, name) not in known
    ]
    told += [
        f"{app}.{name} is declared but does not exist" for app, name in known if (app, name) not in there
    ]
    return sorted(told)


def render() -> str:
    """docs/generated/personal-data.md."""
    lines = [
        "# Personal data that Lianxin keeps",
        "",
        "Generated from every room's `personal.py` by `lianxin.kernel.dataprotection.render`; do not edit.",
        "A report needs none of it: words and a place are enough. Nothing is counted or listed per resident.",
    ]
    for room in rooms():
        if room.declared:
            lines += ["", f"## {room.label}", "", "| column | purpose | ground | kept | seen by |"]
            lines += ["|---|---|---|---|---|"]
            lines += [f"| {' | '.join(vars(row).values())} |" for row in room.declared]
    lines += ["", "## Columns that hold no personal data", "", "| column | why not |", "|---|---|"]
    lines += [f"| {room.label}.{name} | {why} |" for room in rooms() for name, why in room.excused.items()]
    return "\n".join(lines) + "\n"
