"""Measuring on a small piece of the earth: degrees made square, areas in square metres."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import shapely

METRES_PER_DEGREE = 111_320.0  # of latitude; over one community the earth is flat to 1 in 10,000
PRECISION = 1e-9  # degrees, 0.1 mm: what stored vertices are snapped to, so that neighbours share them


def flattened(shape: Any, lat: float) -> Any:
    """`shape` (degrees) in metres from 0,0: east-west shrinks with the latitude."""
    scale = np.array([METRES_PER_DEGREE * np.cos(np.radians(lat)), METRES_PER_DEGREE])
    return shapely.transform(shape, lambda lonlat: lonlat * scale)


def unflattened(shape: Any, lat: float) -> Any:
    scale = np.array([METRES_PER_DEGREE * np.cos(np.radians(lat)), METRES_PER_DEGREE])
    return shapely.transform(shape, lambda metres: metres / scale)


def square_metres(shape: Any) -> float:
    return float(flattened(shape, shape.centroid.y).area) if not shape.is_empty else 0.0


def polygons_of(shape: Any) -> Iterator[Any]:
    """The polygons in whatever an overlay returned: lines and points where shapes merely touch are none."""
    return (part for part in shapely.get_parts(shape) if part.geom_type == "Polygon" and not part.is_empty)


def joined(parts: list[Any]) -> Any:
    return shapely.union_all(parts) if parts else shapely.Polygon()
