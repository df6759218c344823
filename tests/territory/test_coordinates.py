"""GCJ-02 and BD-09 against points that others published."""

import numpy as np
import pytest

from lianxin.kernel.errors import Invalid
from lianxin.kernel.points import Point
from lianxin.territory.coordinates import from_wgs84, shifted_from_wgs84, shifted_to_wgs84, to_wgs84

# googollee/eviltransform, python/test.py: WGS-84 (lon, lat) and GCJ-02 (lon, lat).
EVILTRANSFORM = [
    ((121.5272106, 31.1774276), (121.531541859215, 31.17530398364597)),  # Shanghai
    ((113.912316, 22.543847), (113.9171764808363, 22.540796131694766)),  # Shenzhen
    ((116.377817, 39.911954), (116.38404722455657, 39.91334545536069)),  # Beijing
]
# wandergis/coordtransform, test/app.js; hujiulong/gcoord, test/unit/crs/GCJ02.spec.js (five digits).
COORDTRANSFORM = ((116.404, 39.915), (116.41024449916938, 39.91640428150164))
COORDTRANSFORM_GCJ_TO_BD = ((116.404, 39.915), (116.41036949371029, 39.92133699351021))
GCOORD_GCJ_TO_WGS = ((123.0, 45.0), (122.99395597, 44.99804071))
GCOORD_BD_TO_WGS = ((123.0, 45.0), (122.98762210, 44.99171540))


@pytest.mark.parametrize(("wgs", "gcj"), [*EVILTRANSFORM, COORDTRANSFORM])
def test_wgs84_becomes_gcj02_as_published(wgs: tuple[float, float], gcj: tuple[float, float]) -> None:
    shifted = from_wgs84(Point(*wgs), "gcj02")

    assert (shifted.lon, shifted.lat) == pytest.approx(gcj, abs=1e-9)


@pytest.mark.parametrize(("wgs", "gcj"), EVILTRANSFORM)
def test_gcj02_goes_back_to_wgs84_exactly(wgs: tuple[float, float], gcj: tuple[float, float]) -> None:
    back = to_wgs84(Point(*gcj), "gcj02")

    assert (back.lon, back.lat) == pytest.approx(wgs, abs=1e-9)


def test_gcoord_reads_gcj02_and_bd09_the_same_way() -> None:
    gcj = to_wgs84(Point(*GCOORD_GCJ_TO_WGS[0]), "gcj02")
    baidu = to_wgs84(Point(*GCOORD_BD_TO_WGS[0]), "bd09")

    assert (gcj.lon, gcj.lat) == pytest.approx(GCOORD_GCJ_TO_WGS[1], abs=5e-6)
    assert (baidu.lon, baidu.lat) == pytest.approx(GCOORD_BD_TO_WGS[1], abs=5e-6)


def test_gcj02_becomes_bd09_as_published() -> None:
    here, published = COORDTRANSFORM_GCJ_TO_BD

    baidu = from_wgs84(to_wgs84(Point(*here), "gcj02"), "bd09")

    assert (baidu.lon, baidu.lat) == pytest.approx(published, abs=1e-9)


@pytest.mark.parametrize("system", ["wgs84", "gcj02", "bd09"])
def test_there_and_back_over_all_of_china_loses_nothing(system: str) -> None:
    lon, lat = np.meshgrid(np.linspace(73.6, 135.0, 120), np.linspace(18.2, 53.5, 120))
    points = np.column_stack([lon.ravel(), lat.ravel()])

    there_and_back = shifted_to_wgs84(shifted_from_wgs84(points, system), system)

    assert np.abs(there_and_back - points).max() < 1e-9


def test_outside_china_nothing_is_shifted() -> None:
    assert from_wgs84(Point(-0.1276, 51.5072), "gcj02") == Point(-0.1276, 51.5072)


def test_an_unknown_system_is_refused() -> None:
    with pytest.raises(Invalid, match="mars"):
        to_wgs84(Point(113.1, 36.2), "mars")
