"""The rows of a town's file as requests: who asked what, where, of whom, and what became of it and when."""

import csv
import gzip
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import StringIO
from itertools import islice
from pathlib import Path

from django.utils.translation import gettext as _
from pyproj import Transformer

from lianxin.kernel.errors import Invalid
from lianxin.kernel.points import Point
from lianxin.shell.replay.town import Town


@dataclass(frozen=True)
class PastRequest:
    """One row. Times are aware, UTC; None where the file is silent. `unit` and `category` are "" then."""

    line: int
    id: str
    opened: datetime
    text: str
    category: str
    unit: str
    area: str
    point: Point | None
    due: datetime | None
    seen: datetime | None
    closed: datetime | None
    cancelled: datetime | None

    @property
    def ends(self) -> list[tuple[datetime, str]]:
        """How the file ends it, in order. No end lies before the beginning: a clock that says so is wrong."""
        told = [(self.closed, "close"), (self.cancelled, "cancel")]
        return sorted((max(at, self.opened), how) for at, how in told if at is not None)


@dataclass(frozen=True)
class Oddity:
    """Something in the data that is not as it should be: what was done about it is in the docs."""

    line: int
    id: str
    what: str


@dataclass
class Told:
    """A whole file: `requests` are the first rows of each id, `repeats` the rows that came again."""

    requests: list[PastRequest] = field(default_factory=list)
    repeats: list[PastRequest] = field(default_factory=list)
    oddities: list[Oddity] = field(default_factory=list)

    @property
    def rows(self) -> int:
        return len(self.requests) + len(self.repeats)


def read_requests(town: Town, path: Path, limit: int | None = None) -> Told:
    """Rows in the order of the file, at most `limit`. Raises Invalid when a column is missing. A row without
    id or opening time cannot be a request: it stands among the oddities."""
    told, known = Told(), dict[str, PastRequest]()
    reader = _Reader(town, told.oddities)
    for line, cells in rows_of(path, limit):
        request = reader.request(line, cells)
        if request is None:
            continue
        first = known.setdefault(request.id, request)
        if first is request:
            told.requests.append(request)
            continue
        told.repeats.append(request)
        if (first.due, first.ends, first.opened) != (request.due, request.ends, request.opened):
            told.oddities.append(Oddity(line, request.id, "repeat with other times"))
    return told


def rows_of(path: Path, limit: int | None = None) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number (the heading is line 1) and cells, without the white space around them."""
    plain = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
    reader = csv.DictReader(StringIO(plain.decode("utf-8-sig"), newline=""))
    for cells in islice(reader, limit):
        yield reader.line_num, {name: (cell or "").strip() for name, cell in cells.items() if name}


class _Reader:
    def __init__(self, town: Town, oddities: list[Oddity]) -> None:
        self.town = town
        self.oddities = oddities
        self.to_wgs84 = Transformer.from_crs(town.system, "EPSG:4326", always_xy=True)

    def request(self, line: int, cells: dict[str, str]) -> PastRequest | None:
        town, get = self.town, self._cell
        if town.columns["id"] not in cells or town.columns["opened"] not in cells:
            raise Invalid(_("数据文件里没有城市说明写的列。"))
        id_ = get(cells, "id")
        times = {
            name: self._time(line, cells, name) for name in ("opened", "due", "seen", "closed", "cancelled")
        }
        opened = times["opened"]
        if not id_ or opened is None:
            self.oddities.append(Oddity(line, id_, "no id or no opening time"))
            return None
        category, unit = get(cells, "category"), " ".join(get(cells, "unit").split()).strip(" ,")
        request = PastRequest(
            line=line,
            id=id_,
            opened=opened,
            text=_joined([cells.get(name, "") for name in town.texts], town.missing) or category or "?",
            category=category,
            unit=unit,
            area=town.area_of(cells.get(town.county_column, ""), cells.get(town.town_column, "")),
            point=self._point(line, id_, cells),
            due=times["due"],
            seen=times["seen"],
            closed=times["closed"],
            cancelled=times["cancelled"],
        )
        self._note(request)
        return request

    def _cell(self, cells: dict[str, str], name: str) -> str:
        cell = cells.get(self.town.columns.get(name, ""), "")
        return "" if cell in self.town.missing else cell

    def _time(self, line: int, cells: dict[str, str], name: str) -> datetime | None:
        written = self._cell(cells, name)
        for form in self.town.times if written else ():
            try:
                moment = datetime.strptime(written, form)  # noqa: DTZ007  # the zone is put on right below
            except ValueError:
                continue
            return moment.replace(tzinfo=self.town.zone).astimezone(UTC)
        if written:
            self.oddities.append(Oddity(line, self._cell(cells, "id"), f"{name}: not a time"))
        return None

    def _point(self, line: int, id_: str, cells: dict[str, str]) -> Point | None:
        try:
            x, y = float(self._cell(cells, "x")), float(self._cell(cells, "y"))
        except ValueError:
            return None
        lon, lat = self.to_wgs84.transform(x, y)
        west, south, east, north = self.town.bounds
        if west <= lon <= east and south <= lat <= north:
            return Point(lon, lat)
        self.oddities.append(Oddity(line, id_, "point outside the town"))
        return None

    def _note(self, request: PastRequest) -> None:
        opened = request.opened
        faults = {
            "closed before it was opened": request.closed and request.closed < opened,
            "cancelled before it was opened": request.cancelled and request.cancelled < opened,
            "due before it was opened": request.due and request.due < opened,
            "seen before it was opened": request.seen and request.seen < opened,
            "seen after its end": request.seen and request.ends and request.seen > request.ends[0][0],
            "closed and cancelled": len(request.ends) > 1,
            "no department": not request.unit,
        }
        self.oddities += [Oddity(request.line, request.id, what) for what, found in faults.items() if found]


def _joined(words: list[str], missing: frozenset[str]) -> str:
    """The words of several columns, each said once."""
    said: list[str] = []
    for word in words:
        if word not in missing and word.lower() not in {earlier.lower() for earlier in said}:
            said.append(word)
    return ": ".join(said)
