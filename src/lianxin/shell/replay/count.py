"""The figures straight from the file, counted as a clerk with a spreadsheet would: nothing of Lianxin, and
nothing of the code that carries the requests, is used here. The rules stand in docs/measurements/replay.md.
"""

import csv
import gzip
import json
import re
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

FIGURES = ("requests", "closed", "on_time", "late", "closed_unpromised", "cancelled", "open", "open_late")


@dataclass(frozen=True)
class Line:
    """What the first row of an id says: times to the second in UTC, "" where there is none; `on_time` is
    yes, no or ""; `unit` is the department's name."""

    opened: str
    due: str
    closed: str
    on_time: str
    cancelled: str
    unit: str


@dataclass(frozen=True)
class Counted:
    """`lines` by id; the figures once by request (every id once) and once by row (repeats count again)."""

    lines: dict[str, Line]
    by_request: dict[str, int]
    by_row: dict[str, int]


def count(town_folder: Path, data: Path, limit: int | None = None) -> Counted:
    told: dict[str, Any] = json.loads((town_folder / "town.json").read_text(encoding="utf-8"))
    with (
        gzip.open(data, "rt", encoding="utf-8-sig", newline="")
        if data.suffix == ".gz"
        else data.open(encoding="utf-8-sig", newline="") as file
    ):
        rows = list(csv.DictReader(file))[:limit]
    last, lines, ids = datetime.min.replace(tzinfo=UTC), dict[str, Line](), list[str]()
    marks: dict[str, set[str]] = {}
    dues: dict[str, datetime] = {}
    for row in rows:
        times = {name: _moment(row, told, name) for name in ("opened", "due", "seen", "closed", "cancelled")}
        id_ = (row[told["columns"]["id"]] or "").strip()
        opened = times["opened"]
        if opened is None or id_ in {"", *told["missing"]}:
            continue
        ids.append(id_)
        if id_ not in lines:
            lines[id_], marks[id_] = _line(row, told, times, opened)
            dues[id_] = times["due"] or datetime.max.replace(tzinfo=UTC)
            last = max(last, opened, *_known(times, opened))
    for id_ in lines:
        if "open" in marks[id_] and dues[id_] < last:
            marks[id_].add("open_late")
    return Counted(lines, _figures(lines, marks), _figures(ids, marks))


def _known(times: dict[str, datetime | None], opened: datetime) -> list[datetime]:
    """The moments at which something happens to a request; what comes after its end is no longer heard."""
    ends = [max(at, opened) for at in (times["closed"], times["cancelled"]) if at is not None]
    seen = times["seen"]
    return ends if seen is None or (ends and seen >= min(ends)) else [*ends, max(seen, opened)]


def _line(
    row: dict[str, str], told: dict[str, Any], times: dict[str, datetime | None], opened: datetime
) -> tuple[Line, set[str]]:
    closed, cancelled, due = times["closed"], times["cancelled"], times["due"]
    closed = max(closed, opened) if closed else None
    cancelled = max(cancelled, opened) if cancelled else None
    if closed and cancelled:
        closed, cancelled = (closed, None) if closed <= cancelled else (None, cancelled)
    on_time = "" if closed is None or due is None else "yes" if closed <= due else "no"
    unit = (row.get(told["columns"]["unit"]) or "").strip()
    unit = "" if unit in told["missing"] else re.sub(r"\s+", " ", unit.rstrip(" ,"))
    marks = {"requests", "closed" if closed else "cancelled" if cancelled else "open"}
    if closed:
        marks.add({"yes": "on_time", "no": "late", "": "closed_unpromised"}[on_time])
    return Line(_told(opened), _told(due), _told(closed), on_time, _told(cancelled), unit), marks


def _moment(row: dict[str, str], told: dict[str, Any], name: str) -> datetime | None:
    written = (row.get(told["columns"].get(name, "")) or "").strip()
    zone = ZoneInfo(told["time_zone"])
    for form in told["times"]:
        with suppress(ValueError):
            return datetime.strptime(written, form).replace(tzinfo=zone).astimezone(UTC)
    return None


def _told(moment: datetime | None) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ") if moment else ""


def _figures(ids: "dict[str, Line] | list[str]", marks: dict[str, set[str]]) -> dict[str, int]:
    return {name: sum(name in marks[id_] for id_ in ids) for name in FIGURES}
