"""GCJ-02 and BD-09 to WGS-84 and back.

GCJ-02 (the shifted coordinates of Chinese web maps) has no published standard text; the formula in use
everywhere is the one reconstructed in 2010 (emq's `wgtochina_lb`, published as eviltransform, whose test
points ours must meet). It is a shift of a few hundred metres by a sum of sines on the Krasovsky 1940
ellipsoid. BD-09 is a further shift, published in Baidu's own JavaScript. Neither has a closed inverse: the
shift changes by less than 1e-3 of a step, so fixed-point iteration gains three digits a round.
"""

from collections.abc import Callable

import numpy as np
from django.utils.translation import gettext as _
from numpy.typing import NDArray

from lianxin.kernel.errors import Invalid
from lianxin.kernel.points import Point

Array = NDArray[np.float64]
Shift = Callable[[Array], Array]
_AXIS, _ECCENTRICITY = 6378245.0, 0.00669342162296594323  # Krasovsky 1940
_WEST, _SOUTH, _EAST, _NORTH = 72.004, 0.8293, 137.8347, 55.8271  # outside, GCJ-02 is WGS-84
_BAIDU = np.pi * 3000.0 / 180.0


def _gcj_from_wgs(lonlat: Array) -> Array:
    lon, lat = lonlat[:, 0], lonlat[:, 1]
    x, y = lon - 105.0, lat - 35.0
    root, xy = np.sqrt(np.abs(x)), x * y
    both = (20 * np.sin(6 * np.pi * x) + 20 * np.sin(2 * np.pi * x)) * 2 / 3
    north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * xy + 0.2 * root + both
    north += (20 * np.sin(np.pi * y) + 40 * np.sin(np.pi * y / 3)) * 2 / 3
    north += (160 * np.sin(np.pi * y / 12) + 320 * np.sin(np.pi * y / 30)) * 2 / 3
    east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * xy + 0.1 * root + both
    east += (20 * np.sin(np.pi * x) + 40 * np.sin(np.pi * x / 3)) * 2 / 3
    east += (150 * np.sin(np.pi * x / 12) + 300 * np.sin(np.pi * x / 30)) * 2 / 3
    radians = np.radians(lat)
    flat = 1 - _ECCENTRICITY * np.sin(radians) ** 2
    d_lat = np.degrees(north * flat * np.sqrt(flat) / (_AXIS * (1 - _ECCENTRICITY)))
    d_lon = np.degrees(east * np.sqrt(flat) / (_AXIS * np.cos(radians)))
    inside = (lon > _WEST) & (lon < _EAST) & (lat > _SOUTH) & (lat < _NORTH)
    return np.column_stack([lon + np.where(inside, d_lon, 0), lat + np.where(inside, d_lat, 0)])


def _bd_from_wgs(lonlat: Array) -> Array:
    gcj = _gcj_from_wgs(lonlat)
    x, y = gcj[:, 0], gcj[:, 1]
    radius = np.hypot(x, y) + 0.00002 * np.sin(y * _BAIDU)
    angle = np.arctan2(y, x) + 0.000003 * np.cos(x * _BAIDU)
    return np.column_stack([radius * np.cos(angle) + 0.0065, radius * np.sin(angle) + 0.006])


_SHIFTS: dict[str, Shift] = {"wgs84": lambda lonlat: lonlat, "gcj02": _gcj_from_wgs, "bd09": _bd_from_wgs}
SYSTEMS = tuple(_SHIFTS)


def shifted_from_wgs84(lonlat: Array, system: str) -> Array:
    """An (n, 2) array of degrees (lon, lat) in WGS-84, as `system` ("wgs84", "gcj02", "bd09") writes it."""
    if system not in _SHIFTS:
        raise Invalid(
            _("不认识坐标系“%(system)s”。") % {"system": system}, instead=_("可以用 wgs84、gcj02 或 bd09。")
        )
    return _SHIFTS[system](lonlat)


def shifted_to_wgs84(lonlat: Array, system: str) -> Array:
    """The inverse, to 1e-10 degrees (a hundredth of a millimetre)."""
    guess = lonlat.astype(np.float64)
    for _round in range(10):
        error = shifted_from_wgs84(guess, system) - lonlat
        guess = guess - error
        if not error.size or np.abs(error).max() < 1e-10:
            break
    return guess


def to_wgs84(point: Point, system: str) -> Point:
    lon, lat = shifted_to_wgs84(np.array([[point.lon, point.lat]]), system)[0]
    return Point(float(lon), float(lat))


def from_wgs84(point: Point, system: str) -> Point:
    lon, lat = shifted_from_wgs84(np.array([[point.lon, point.lat]]), system)[0]
    return Point(float(lon), float(lat))
