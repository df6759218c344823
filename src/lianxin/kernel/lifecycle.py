"""The shape of a lifecycle table. Each family of work keeps its own small table of these rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """One row: `verb` takes a thing from any of `froms` to `to` when the actor stands in one of the
    relations `by`, and brings everything in `needs`. `to` None means that the state stays."""

    verb: str
    froms: frozenset[str]
    to: str | None
    by: frozenset[str]
    needs: frozenset[str] = field(default=frozenset())


class Table:
    """All rows of one family, found by verb."""

    def __init__(self, steps: Iterable[Step]) -> None:
        self.steps: tuple[Step, ...] = tuple(steps)
        self._by_verb: Mapping[str, Step] = {step.verb: step for step in self.steps}
        if len(self._by_verb) != len(self.steps):
            raise ValueError("a verb has two rows")

    def __getitem__(self, verb: str) -> Step:
        return self._by_verb[verb]

    def offered(self, state: str, relations: Iterable[str]) -> list[Step]:
        """The rows that someone who stands in `relations` may take from `state`, in table order."""
        held = frozenset(relations)
        return [step for step in self.steps if state in step.froms and held & step.by]
