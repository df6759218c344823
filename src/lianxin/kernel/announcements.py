"""How an upper floor hears of what happened below: frozen news of ids, never objects.

The row that carries it is written by `journal.announce` in the same transaction as the fact; a context's
`reactions.py` registers with `reacts_to`, hears it at least once, and must be idempotent.
"""

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, ClassVar, TypeVar
from uuid import UUID


@dataclass(frozen=True)
class News:
    """Base of everything announced. Subclasses are past tense, flat, JSON-shaped; `topic` is stable."""

    topic: ClassVar[str]
    county: str

    def payload(self) -> dict[str, Any]:
        return {key: str(value) if isinstance(value, UUID) else value for key, value in asdict(self).items()}


N = TypeVar("N", bound=News)
Reaction = Callable[[Any, datetime], None]
_reactions: dict[str, list[tuple[type[News], Reaction]]] = {}


def reacts_to(kind: type[N]) -> Callable[[Callable[[N, datetime], None]], Callable[[N, datetime], None]]:
    """Register `reaction(news, now)` for one kind of news."""

    def register(reaction: Callable[[N, datetime], None]) -> Callable[[N, datetime], None]:
        _reactions.setdefault(kind.topic, []).append((kind, reaction))
        return reaction

    return register


def reactions_to(topic: str) -> list[tuple[type[News], Reaction]]:
    return list(_reactions.get(topic, ()))


def all_reactions() -> dict[str, list[tuple[type[News], Reaction]]]:
    """Every topic with who reacts: what docs/generated/events.md is made from."""
    return dict(_reactions)
