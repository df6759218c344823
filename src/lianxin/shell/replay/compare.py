"""Lianxin's own figures beside those counted straight from the file, and every request where they differ."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from uuid import UUID

from lianxin.matters.public import history
from lianxin.org import public as org
from lianxin.shell.replay.carry import Carried
from lianxin.shell.replay.count import FIGURES, Counted, Line
from lianxin.shell.replay.requests import Told


@dataclass(frozen=True)
class Difference:
    """One thing that Lianxin and the file say differently; `id` is "figures" for a figure."""

    id: str
    what: str
    file: str
    lianxin: str


@dataclass(frozen=True)
class Compared:
    by_request: dict[str, int]
    by_row: dict[str, int]
    differences: list[Difference]


def compare(desk: str, told: Told, carried: Carried, counted: Counted) -> Compared:
    """`desk` is the area whose matters are the town's: all of them are read, not only those expected."""
    now = carried.last or datetime.max.replace(tzinfo=UTC)
    ids = {ref.id: id_ for id_, ref in carried.refs.items()}
    found = {ids.get(one.ref.id, f"unknown {one.ref.id}"): one for one in _all(desk)}
    rows = [request.id for request in (*told.requests, *told.repeats)]
    by_request = tally(found.values(), now)
    by_row = tally((found[id_] for id_ in rows if id_ in found), now)
    differences = [
        Difference("figures", f"{name} by {scale}", str(theirs[name]), str(ours[name]))
        for scale, ours, theirs in (
            ("request", by_request, counted.by_request),
            ("row", by_row, counted.by_row),
        )
        for name in FIGURES
        if ours[name] != theirs[name]
    ]
    lines = {id_: _line(one) for id_, one in found.items()}
    for id_ in sorted({*lines, *counted.lines}):
        differences += _differences(id_, counted.lines.get(id_), lines.get(id_))
    return Compared(by_request, by_row, differences)


def _all(desk: str) -> Iterator[history.Outcome]:
    after: UUID | None = None
    while page := history.outcomes(desk, after=after, at_most=500):
        yield from page
        after = page[-1].ref.id


def tally(found: Iterable[history.Outcome], now: datetime) -> dict[str, int]:
    """requests = closed + cancelled + open; closed = on_time + late + closed_unpromised, where only a promise
    carried over counts as one (what Lianxin promised by itself is not in the file); open_late: open, and past
    such a promise at `now`."""
    counts: Counter[str] = Counter()
    for one in found:
        counts["requests"] += 1
        counts["closed" if one.closed else "cancelled" if one.cancelled else "open"] += 1
        if one.closed:
            punctual = {True: "on_time", False: "late", None: "closed_unpromised"}
            counts[punctual[one.on_time if one.carried else None]] += 1
        elif not one.cancelled and one.carried and one.due_at is not None and one.due_at < now:
            counts["open_late"] += 1
    return {name: counts[name] for name in FIGURES}


def _line(one: history.Outcome) -> Line:
    """An outcome in the file's own terms."""
    unit = org.unit(one.unit) if one.unit else None
    punctual = {True: "yes", False: "no", None: ""}[one.on_time if one.carried else None]
    return Line(
        opened=_told(one.received_at),
        due=_told(one.due_at) if one.carried else "",
        closed=_told(one.ended_at) if one.closed else "",
        on_time=punctual,
        cancelled=_told(one.ended_at) if one.cancelled else "",
        unit=unit.name if unit else "",
    )


def _told(moment: datetime | None) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _differences(id_: str, file: Line | None, ours: Line | None) -> Iterator[Difference]:
    if file is None or ours is None:
        there = ("there" if file else "missing", "there" if ours else "missing")
        yield Difference(id_, "request", *there)
        return
    said, done = asdict(file), asdict(ours)
    for name, value in said.items():
        # Where the file names no department, the duty list decides, and there is nothing to compare.
        if value != done[name] and not (name == "unit" and not value):
            yield Difference(id_, name, value, done[name])
