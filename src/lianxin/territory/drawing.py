"""Splitting a community into balanced grids, and numbering them as GB and the Xi'an and Beijing rules say,
west to east and north to south: as one reads a page, row by row from the north.

The area is halved again and again by a straight cut. Of the cuts that give each side its share, the
shortest one that leaves both sides in one piece is taken, so that grids come out compact and whole.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from lianxin.territory.shapes import flattened, joined, polygons_of, unflattened

Weighted = Sequence[tuple[float, float, float]]  # lon, lat, weight: buildings with their households
Array = NDArray[np.float64]
_DIRECTIONS = 12  # cuts are tried every 15°
_STEPS, _ENOUGH = 60, 1e-7  # of the area: a hectare is divided to within ten square centimetres


def split(polygon: Any, parts: int, weights: Weighted | None = None) -> list[Any]:
    """`parts` polygons (WGS-84) of equal area, or of equal weight when points are given that fall inside;
    numbered order. Cuts are exact to rounding: `cover.settled` makes the edges common."""
    lat = polygon.centroid.y
    flat = flattened(polygon, lat)
    points = _weights(weights or [], flat, lat)
    pieces = _cut(flat, parts, points)
    if flat.geom_type == "Polygon":
        pieces = _whole(pieces)
    drawn = [unflattened(piece, lat) for piece in pieces]
    return [drawn[i] for i in numbering(drawn)]


def numbering(polygons: Sequence[Any]) -> list[int]:
    """The positions of `polygons` in reading order: rows from the north, each from west to east. A row is
    what lies within half a usual grid's height of its northernmost middle."""
    boxes = shapely.bounds(np.array(polygons, dtype=object))
    middles = shapely.get_coordinates(shapely.centroid(np.array(polygons, dtype=object)))
    depth = float(np.median(boxes[:, 3] - boxes[:, 1])) / 2
    rows: list[list[int]] = []
    for i in sorted(range(len(polygons)), key=lambda i: -middles[i, 1]):
        if rows and middles[rows[-1][0], 1] - middles[i, 1] <= depth:
            rows[-1].append(i)
        else:
            rows.append([i])
    return [i for row in rows for i in sorted(row, key=lambda i: float(middles[i, 0]))]


def weight_inside(polygon: Any, weights: Weighted) -> float:
    """The sum of the weights of the points in `polygon`."""
    points = np.asarray(weights, dtype=float).reshape(-1, 3)
    return float(points[shapely.intersects_xy(polygon, points[:, 0], points[:, 1]), 2].sum())


def _weights(weights: Weighted, flat: Any, lat: float) -> Array:
    """The points that count, in metres: inside, and heavier than nothing."""
    points = np.asarray(weights, dtype=float).reshape(-1, 3)
    points = points[points[:, 2] > 0].copy()
    points[:, :2] = shapely.get_coordinates(flattened(shapely.multipoints(points[:, :2]), lat))
    kept: Array = points[shapely.intersects_xy(flat, points[:, 0], points[:, 1])]
    return kept


def _cut(piece: Any, parts: int, points: Array) -> list[Any]:
    if parts == 1:
        return [piece]
    near = parts // 2
    first, second = min(
        (_halved(piece, near / parts, points, np.pi * i / _DIRECTIONS) for i in range(_DIRECTIONS)),
        key=lambda halves: _cost(piece, *halves),
    )
    inside = shapely.intersects_xy(first, points[:, 0], points[:, 1])
    return _cut(first, near, points[inside]) + _cut(second, parts - near, points[~inside])


def _cost(piece: Any, first: Any, second: Any) -> float:
    """The cut's length; a side in several pieces costs more than any cut."""
    length = (first.length + second.length - piece.length) / 2
    pieces = len(list(polygons_of(first))) + len(list(polygons_of(second)))
    return float(length + piece.length * (pieces - len(list(polygons_of(piece))) - 1))


def _halved(piece: Any, share: float, points: Array, angle: float) -> tuple[Any, Any]:
    """`share` of the weight (of the area where there is none) on the near side of a line across `angle`."""
    across = np.array([np.cos(angle), np.sin(angle)])
    reach = shapely.get_coordinates(piece) @ across
    low, high = float(reach.min()), float(reach.max())
    if len(points):
        offset = _quantile(points[:, :2] @ across, points[:, 2], share)
        return _sides(piece, across, min(max(offset, low), high))
    return _sides(piece, across, _offset(piece, across, share * piece.area, (low, high)))


def _offset(piece: Any, across: Array, wanted: float, between: tuple[float, float]) -> float:
    """Where the near side has the area `wanted`: false position with the Illinois rule (an end that stays
    twice loses half its weight), some eight steps where bisection takes thirty-six."""
    (low, high), below, above = between, -wanted, piece.area - wanted
    offset, stayed = low, 0
    for _step in range(_STEPS):
        offset = low - below * (high - low) / (above - below)
        error = shapely.intersection(piece, _half_plane(piece, across, offset)).area - wanted
        if abs(error) < _ENOUGH * piece.area:
            break
        if error < 0:
            low, below, above = offset, error, above / 2 if stayed < 0 else above
        else:
            high, above, below = offset, error, below / 2 if stayed > 0 else below
        stayed = -1 if error < 0 else 1
    return offset


def _quantile(along: Array, weight: Array, share: float) -> float:
    """Where `share` of the weight lies behind, half-way between the two points it falls between."""
    order = np.argsort(along, kind="stable")
    along, behind = along[order], np.cumsum(weight[order])
    at = int(np.argmin(np.abs(behind[:-1] - share * behind[-1]))) if len(along) > 1 else 0
    return float((along[at] + along[min(at + 1, len(along) - 1)]) / 2)


def _sides(piece: Any, across: Array, offset: float) -> tuple[Any, Any]:
    plane = _half_plane(piece, across, offset)
    near, far = shapely.intersection(piece, plane), shapely.difference(piece, plane)
    return joined(list(polygons_of(near))), joined(list(polygons_of(far)))


def _half_plane(piece: Any, across: Array, offset: float) -> Any:
    """The near side of the line, as a rectangle larger than the piece."""
    west, south, east, north = piece.bounds
    size = 2 * np.hypot(east - west, north - south) + 1
    along = np.array([-across[1], across[0]])
    middle = along * (along @ np.array([(west + east) / 2, (south + north) / 2])) + across * offset
    corners = (middle - along * size, middle + along * size)
    return shapely.Polygon([*corners, corners[1] - across * size, corners[0] - across * size])


def _whole(pieces: list[Any]) -> list[Any]:
    """A bit that a cut left apart goes to the neighbour it touches most."""
    parts = [sorted(polygons_of(piece), key=lambda part: -part.area) for piece in pieces]
    largest = [own[0] for own in parts]
    for home, bit in [(home, bit) for home, own in enumerate(parts) for bit in own[1:]]:
        touched = [
            shapely.length(shapely.intersection(bit.buffer(1e-3), shape.boundary)) for shape in largest
        ]
        touched[home] = -1.0
        best = int(np.argmax(touched))
        largest[best] = shapely.union(largest[best], bit)
    return largest
