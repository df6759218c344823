"""The map in each process's memory: which grid a point lies in, within microseconds.

A shared edge belongs to both neighbours; the lower code wins, in every process and on every day alike.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import ArrayLike, NDArray

from lianxin.journal.public import Snapshot
from lianxin.kernel.points import Point
from lianxin.territory import models
from lianxin.territory.codes import Tier, after

_CELL = 0.01  # degrees: a few grids wide
_AT_ONCE = 200_000  # points per bulk step: bounds the memory of a step to some 50 MB


@dataclass(frozen=True)
class Place:
    """Where a point lies: `code` is a grid (`certain`), else the county whose outline holds it, else ""."""

    code: str
    certain: bool


_NOWHERE = shapely.Point(0, 0)


class Layer:
    """Polygons with codes, in order of code, under one STRtree."""

    def __init__(self, codes: Sequence[str], polygons: Iterable[Any]) -> None:
        order = np.argsort(np.asarray(codes, dtype=np.str_), kind="stable")
        self.codes: list[str] = [codes[i] for i in order]
        self.polygons: NDArray[Any] = np.asarray(list(polygons), dtype=object)[order]
        self._names = np.array([*self.codes, ""], dtype="U15")  # the last one answers "in none"
        self.tree = shapely.STRtree(self.polygons)
        self.tree.query(_NOWHERE)  # GEOS builds a tree at its first use, which no two threads may share

    def position(self, code: str) -> int | None:
        at = bisect_left(self.codes, code)
        return at if at < len(self.codes) and self.codes[at] == code else None

    def polygon(self, code: str) -> Any:
        at = self.position(code)
        return None if at is None else self.polygons[at]

    def inside(self, area: str) -> range:
        return range(bisect_left(self.codes, area), bisect_left(self.codes, after(area)))

    def find(self, lon: float, lat: float) -> str:
        hits = self.tree.query(shapely.Point(lon, lat), predicate="intersects")
        return self.codes[hits.min()] if hits.size else ""

    def find_many(self, points: NDArray[Any]) -> NDArray[np.str_]:
        """The codes under an array of shapely points, "" where there is none."""
        none = len(self.codes)
        found = np.full(len(points), none, dtype=np.intp)
        # Neighbours one after another: the tree's nodes and polygons stay in the cache, half the time.
        cells = np.floor(shapely.get_coordinates(points) / _CELL)
        order = np.lexsort((cells[:, 0], cells[:, 1]))
        which, hits = self.tree.query(points[order], predicate="intersects")
        np.minimum.at(found, order[which], hits)
        return self._names[found]


class Atlas:
    """Grids, and the outlines of divisions behind them. `ended` has the name and shape of the grids that are
    no more: old matters lie in them."""

    def __init__(
        self,
        grids: Layer,
        outlines: Layer,
        facts: dict[str, tuple[str, str, int | None]],
        ended: dict[str, tuple[str, bytes]] | None = None,
    ) -> None:
        self.grids, self.outlines, self.facts, self.ended = grids, outlines, facts, ended or {}
        counties = [i for i, code in enumerate(outlines.codes) if len(code) == Tier.DISTRICT]
        self.counties = Layer([outlines.codes[i] for i in counties], outlines.polygons[counties])
        self.drawn: dict[str, tuple[bytes, str]] = {}  # GeoJSON bodies already written, with their ETag

    @classmethod
    def of(cls, grids: Sequence[tuple[str, Any]], outlines: Sequence[tuple[str, Any]] = ()) -> "Atlas":
        """An atlas of (code, polygon) pairs that no database holds (benchmarks, previews)."""
        layers = [
            Layer([code for code, _ in pairs], [shape for _, shape in pairs]) for pairs in (grids, outlines)
        ]
        return cls(layers[0], layers[1], {})

    def locate(self, lon: float, lat: float) -> Place:
        grid = self.grids.find(lon, lat)
        return Place(grid, True) if grid else Place(self.counties.find(lon, lat), False)

    def locate_many(self, lons: ArrayLike, lats: ArrayLike) -> NDArray[np.str_]:
        """Codes as an array of str; a code of 15 digits is certain, of 6 a county, "" is neither."""
        points = shapely.points(np.asarray(lons, dtype=float), np.asarray(lats, dtype=float))
        parts = [self._step(points[i : i + _AT_ONCE]) for i in range(0, len(points), _AT_ONCE)]
        return np.concatenate(parts) if parts else np.array([], dtype="U15")

    def _step(self, points: NDArray[Any]) -> NDArray[np.str_]:
        codes = self.grids.find_many(points)
        missed = np.flatnonzero(codes == "")
        if missed.size:
            codes[missed] = self.counties.find_many(points[missed])
        return codes


def _shapes(blobs: Iterable[Any]) -> NDArray[Any]:
    return np.asarray(shapely.from_wkb(np.array([bytes(blob) for blob in blobs], dtype=object)), dtype=object)


def _load() -> Atlas:
    rows = list(
        models.Grid.objects.filter(valid_until__isnull=True)
        .order_by("code")
        .values_list("code", "wkb", "name", "kind", "households")
    )
    drawn = list(models.Outline.objects.order_by("code").values_list("code", "wkb"))
    return Atlas(
        Layer([row[0] for row in rows], _shapes(row[1] for row in rows)),
        Layer([row[0] for row in drawn], _shapes(row[1] for row in drawn)),
        {row[0]: (row[2], row[3], row[4]) for row in rows},
        _ended({row[0] for row in rows}),
    )


def _ended(standing: set[str]) -> dict[str, tuple[str, bytes]]:
    """As they stood last. Kept as bytes: seldom looked at, and a tenth of the size."""
    rows = models.Grid.objects.filter(valid_until__isnull=False).order_by("code", "valid_from")
    named = rows.values_list("code", "name", "wkb")
    return {code: (name, bytes(wkb)) for code, name, wkb in named if code not in standing}


atlas = Snapshot("map", _load)


def locate(point: Point) -> Place:
    """The grid a point (WGS-84) lies in; else its county, not certain; else nothing."""
    return atlas.get().locate(point.lon, point.lat)


def locate_many(lons: ArrayLike, lats: ArrayLike) -> NDArray[np.str_]:
    """`locate` for arrays of degrees (WGS-84): the codes, in the same order."""
    return atlas.get().locate_many(lons, lats)
