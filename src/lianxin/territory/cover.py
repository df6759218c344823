"""Do these grids cover their community exactly, once? If not: where.

What is forgiven: a sliver of at most 1 m², or one narrower than 0.2 m on average. Coordinates are exchanged
with six decimals, which rounds each of the two drawings of one street edge by up to 0.11 m, so two honest
neighbours may miss or cross each other by twice that; a real fault (a forgotten house, a street counted
twice) is wider by far. Forgiven slivers are not stored: `settled` gives each to the neighbour it touches
most, and the stored grids share every vertex.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import shapely
from django.utils.translation import gettext as _

from lianxin.kernel.errors import Invalid
from lianxin.territory.shapes import PRECISION, flattened, joined, polygons_of, square_metres

SLIVER_AREA = 1.0  # m²
SLIVER_WIDTH = 0.2  # m
KINDS = ("general", "special")


@dataclass(frozen=True)
class GridShape:
    """A grid as it is drawn: `code` None lets the number follow from its place; `kind` is "general" (综合) or
    "special" (专属); `polygon` a shapely geometry in WGS-84."""

    code: str | None
    name: str
    kind: str
    polygon: Any
    households: int | None = None


@dataclass(frozen=True)
class Fault:
    """`kind` is overlap, hole, outside, invalid or code; `geojson` the geometry of the place (None for a
    code); `numbers` are the positions (from 1) of the shapes it is about."""

    kind: str
    geojson: dict[str, Any] | None
    words: str
    numbers: tuple[int, ...] = field(default=())


class NotACover(Invalid):
    """These grids cannot be taken; `faults` say where and why."""

    code = "not_a_cover"

    def __init__(self, sentence: str, faults: Sequence[Fault], *, instead: str = "") -> None:
        super().__init__(sentence, instead=instead)
        self.faults = list(faults)


def check_cover(polygon: Any, shapes: Sequence[GridShape]) -> list[Fault]:
    """Every fault of `shapes` as a cover of `polygon`, the community's outline; None when it is not known,
    and then only what the shapes say of each other is checked."""
    faults = _invalid(shapes)
    if faults:
        return faults  # what crosses itself has no inside to compare
    drawn = np.array([shape.polygon for shape in shapes], dtype=object)
    faults = _overlaps(drawn)
    whole = joined(list(drawn))
    if polygon is None:
        return faults + _holes(
            shapely.union_all([shapely.Polygon(p.exterior) for p in polygons_of(whole)]), whole
        )
    return faults + _holes(polygon, whole) + _outside(polygon, drawn)


def _invalid(shapes: Sequence[GridShape]) -> list[Fault]:
    faults = []
    for number, shape in enumerate(shapes, 1):
        if shape.polygon.geom_type not in {"Polygon", "MultiPolygon"} or shape.polygon.is_empty:
            faults.append(Fault("invalid", None, _("第 %(n)d 个图形不是面。") % {"n": number}, (number,)))
        elif not shape.polygon.is_valid:
            where = _crossing(shape.polygon)
            words = _("第 %(n)d 个图形的边线自己交叉了。") % {"n": number}
            faults.append(Fault("invalid", _geojson(where), words, (number,)))
    return faults


def _crossing(polygon: Any) -> Any:
    """The point GEOS names ("Self-intersection[113.1 36.2]"), else the whole shape."""
    said = shapely.is_valid_reason(polygon)
    try:
        lon, lat = said[said.index("[") + 1 : said.index("]")].split()[:2]
        return shapely.Point(float(lon), float(lat))
    except ValueError:
        return polygon


def _overlaps(drawn: Any) -> list[Fault]:
    first, second = shapely.STRtree(drawn).query(drawn, predicate="intersects")
    faults = []
    for one, other in sorted(zip(first.tolist(), second.tolist(), strict=True)):
        if one < other:
            common = _beyond_tolerance(shapely.intersection(drawn[one], drawn[other]))
            words = _("第 %(one)d 个与第 %(other)d 个网格重叠 %(area)s 平方米。")
            told = {"one": one + 1, "other": other + 1}
            faults += [_area_fault("overlap", part, words, told, (one + 1, other + 1)) for part in common]
    return faults


def _holes(polygon: Any, whole: Any) -> list[Fault]:
    missing = _beyond_tolerance(shapely.difference(polygon, whole))
    words = _("有 %(area)s 平方米不属于任何网格。")
    return [_area_fault("hole", part, words, {}, ()) for part in missing]


def _outside(polygon: Any, drawn: Any) -> list[Fault]:
    words = _("第 %(n)d 个网格有 %(area)s 平方米伸到了社区外面。")
    return [
        _area_fault("outside", part, words, {"n": number}, (number,))
        for number, shape in enumerate(drawn, 1)
        for part in _beyond_tolerance(shapely.difference(shape, polygon))
    ]


def _beyond_tolerance(overlay: Any) -> list[Any]:
    return [part for part in polygons_of(overlay) if not is_sliver(part)]


def same_land(one: Any, other: Any) -> bool:
    """Whether two drawings are of one piece of land: what they differ by is what a cover forgives."""
    if not (one.is_valid and other.is_valid and shapely.intersects(one, other)):
        return False
    return not _beyond_tolerance(shapely.symmetric_difference(one, other))


def is_sliver(part: Any) -> bool:
    flat = flattened(part, part.centroid.y)
    return bool(flat.area <= SLIVER_AREA or 2 * flat.area / flat.length < SLIVER_WIDTH)


def _area_fault(kind: str, where: Any, words: str, told: dict[str, int], numbers: tuple[int, ...]) -> Fault:
    area = f"{square_metres(where):,.0f}"
    return Fault(kind, _geojson(where), words % {**told, "area": area}, numbers)


def _geojson(shape: Any) -> dict[str, Any]:
    written: dict[str, Any] = json.loads(shapely.to_geojson(shape))
    return written


def settled(polygon: Any, shapes: Sequence[GridShape]) -> list[GridShape]:
    """The same grids as an exact cover: every edge between two of them is one and the same line, and
    together they are `polygon` (None: their own union), all to PRECISION. Only for shapes without faults."""
    drawn = np.array([shapely.set_precision(shape.polygon, PRECISION) for shape in shapes], dtype=object)
    whole = shapely.set_precision(joined(list(drawn)) if polygon is None else polygon, PRECISION)
    lines = shapely.union_all([shapely.boundary(shape) for shape in (*drawn, whole)], grid_size=PRECISION)
    faces = list(polygons_of(shapely.polygonize([lines])))
    owners: list[list[Any]] = [[] for _shape in drawn]
    strays = []
    for face in faces:
        inside = face.representative_point()
        if not shapely.intersects(whole, inside):
            continue  # a forgiven sliver outside, or a hole of the community itself
        held = np.flatnonzero(shapely.intersects(drawn, inside))
        if held.size:
            owners[int(held[0])].append(face)
        else:
            strays.append(face)
    for face in strays:
        borders = [shapely.length(shapely.intersection(face, joined(own))) for own in owners]
        owners[int(np.argmax(borders))].append(face)
    return [replace(shape, polygon=joined(own)) for shape, own in zip(shapes, owners, strict=True)]
