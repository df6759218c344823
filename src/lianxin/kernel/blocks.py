"""Small counts hidden, so that no difference of any two figures tells a count below five (C7). Pure.

Every figure is a sum of *blocks*. A block is a set of cells (community, kind, month, outcome), no two share a
cell, and each holds at least five matters. What is asked for a filter is the sum of the blocks that lie
wholly inside it, so any difference of figures is again made of whole blocks. A cell too small to be a block
waits and is put together with its neighbours, step by step: all months, the group of kinds, all kinds, the
street, the county, all outcomes. What is still too small then is in no figure at all.

Two more things are kept apart. Those that anybody can read one by one are known already, so what is left of
a block without them must be none or five too. And a sum must not give its parts away by being the largest or
the smallest possible (four of at most four each): such a sum is not told (docs/decisions/0021).
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

LEAST = 5
MOST_HIDDEN = LEAST - 1  # in a part that was not told by itself


@dataclass(frozen=True)
class Cell:
    """`n` matters, `shown` of them listed one by one; of those done, by and after the time promised; of those
    rated, well and badly. "" in a part of the key means all of them."""

    area: str
    kind: str
    month: str
    outcome: str
    n: int
    shown: int = 0
    kept: int = 0
    late: int = 0
    good: int = 0
    bad: int = 0


@dataclass(frozen=True)
class Block:
    """A sum that may be told. `measure` is what was counted: all (""), or the parts of a pair."""

    area: str
    kind: str
    month: str
    outcome: str
    n: int
    measure: str = ""
    parts: tuple[int, ...] = field(default=())

    def inside(self, area: str, kind: str, month: str, outcome: str) -> bool:
        """Whether all of it lies inside a filter ("" in a part: everything)."""
        return (
            self.area.startswith(area)
            and (not kind or self.kind == kind or self.kind.startswith(f"{kind}."))
            and (not month or self.month == month)
            and (not outcome or self.outcome == outcome)
        )


Key = tuple[str, str, str, str]
COARSER: tuple[Callable[[Key], Key], ...] = (
    lambda key: (key[0], key[1], "", key[3]),
    lambda key: (key[0], key[1].partition(".")[0], "", key[3]),
    lambda key: (key[0], "", "", key[3]),
    lambda key: (key[0][:9], "", "", key[3]),
    lambda key: (key[0][:6], "", "", key[3]),
)
ANY_OUTCOME: Callable[[Key], Key] = lambda key: (key[0][:6], "", "", "")  # noqa: E731  # one of the steps
PAIRS: dict[str, Callable[[Cell], tuple[int, ...]]] = {
    "promise": lambda cell: (cell.kept, cell.late, cell.n - cell.kept - cell.late),
    "rating": lambda cell: (cell.good, cell.bad, cell.n - cell.good - cell.bad),
}


def blocks(cells: Iterable[Cell]) -> list[Block]:
    """Everything that may be told of these cells of one county, each key given once."""
    found: list[tuple[Block, Cell]] = []
    waiting = list(cells)
    for step in (lambda key: key, *COARSER, ANY_OUTCOME):
        told, waiting = _told(waiting, step)
        found += told
    done = [whole for block, whole in found if block.outcome == "done"]
    return [block for block, _whole in found] + [
        block for measure in PAIRS for block in _pairs(measure, done)
    ]


def _told(waiting: Sequence[Cell], step: Callable[[Key], Key]) -> tuple[list[tuple[Block, Cell]], list[Cell]]:
    """What can be told at this step, and what goes on to the next."""
    told, left = [], []
    for key, cells in _together(waiting, step):
        whole = _sum(key, cells)
        hidden = whole.n - whole.shown
        if whole.n >= LEAST and (hidden == 0 or (hidden >= LEAST and not _gives_away(cells))):
            told.append((Block(*key, n=whole.n), whole))
        elif hidden < LEAST:  # else it gave its parts away, and is told nowhere
            left.append(whole)
    return told, left


def _gives_away(cells: Sequence[Cell]) -> bool:
    """Whether the sum of what is not listed can come about in one way only. Of a part that waited, between
    none (one, where those listed alone would have been enough) and four are not listed."""
    if len(cells) == 1:
        return False
    hidden = sum(cell.n - cell.shown for cell in cells)
    least = sum(cell.shown >= LEAST for cell in cells)
    return hidden in {least, MOST_HIDDEN * len(cells)}


def _pairs(measure: str, done: Sequence[Cell]) -> Iterator[Block]:
    """The parts of what was done, told where each part is five or more: over whole blocks, so that the parts
    add up to a figure that is known already, and never to a new one."""
    waiting = [[cell] for cell in done]
    for step in (lambda key: key, *COARSER):
        held: dict[Key, list[Cell]] = defaultdict(list)
        for cells in waiting:
            held[step(_key(cells[0]))] += cells
        waiting = []
        for key, cells in held.items():
            parts = tuple(map(sum, zip(*map(PAIRS[measure], cells), strict=True)))
            if _parts_may_be_told(measure, cells, parts):
                yield Block(*key, n=sum(cell.n for cell in cells), measure=measure, parts=parts)
            else:
                waiting.append(cells)


def _parts_may_be_told(measure: str, cells: Sequence[Cell], parts: Sequence[int]) -> bool:
    for place, total in enumerate(parts):
        of_each = [PAIRS[measure](cell)[place] for cell in cells]
        small = [part for part in of_each if part < LEAST]
        if measure == "promise" and place == 2 and total == 0:
            continue  # every one of them was promised a time, as the rule is
        if total < LEAST or len(small) == 1 or (small and sum(small) in {0, MOST_HIDDEN * len(small)}):
            return False
    return True


def _together(cells: Iterable[Cell], step: Callable[[Key], Key]) -> Iterator[tuple[Key, list[Cell]]]:
    held: dict[Key, list[Cell]] = defaultdict(list)
    for cell in cells:
        held[step(_key(cell))].append(cell)
    yield from held.items()


def _key(cell: Cell) -> Key:
    return cell.area, cell.kind, cell.month, cell.outcome


def _sum(key: Key, cells: Sequence[Cell]) -> Cell:
    area, kind, month, outcome = key
    whole = replace(cells[0], area=area, kind=kind, month=month, outcome=outcome)
    return replace(
        whole,
        **{
            name: sum(getattr(cell, name) for cell in cells)
            for name in ("n", "shown", "kept", "late", "good", "bad")
        },
    )
