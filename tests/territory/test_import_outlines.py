"""Boundaries come in whatever coordinates the surveyor used, and stand in WGS-84."""

import io
import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import numpy as np
import pyproj
import pytest
import shapefile
import shapely
from shapely.geometry import box

from lianxin.journal.public import Entry
from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid
from lianxin.territory import public as territory
from lianxin.territory import queries
from lianxin.territory.coordinates import shifted_from_wgs84
from lianxin.territory.shapes import square_metres
from territory.cast import CHENGHUANGMIAO, NOW

AREA = box(113.11, 36.19, 113.13, 36.20)


def geojson(path: Path, shapes: dict[str, Any], crs: str = "") -> Path:
    features = [
        {"type": "Feature", "properties": {"code": code}, "geometry": json.loads(shapely.to_geojson(shape))}
        for code, shape in shapes.items()
    ]
    body: dict[str, Any] = {"type": "FeatureCollection", "features": features}
    if crs:
        body["crs"] = {"type": "name", "properties": {"name": crs}}
    path.write_text(json.dumps(body))
    return path


def zipped_shapefile(path: Path, shape: Any, code: str, prj: str) -> Path:
    parts = {ending: io.BytesIO() for ending in ("shp", "shx", "dbf")}
    with shapefile.Writer(**parts, shapeType=shapefile.POLYGON, encoding="gbk") as writer:
        writer.field("区划代码", "C", 12)
        writer.field("名称", "C", 40)
        writer.shape(shape.__geo_interface__)
        writer.record(code, "城隍庙社区")
    with ZipFile(path, "w") as archive:
        for ending, body in parts.items():
            archive.writestr(f"界线.{ending}", body.getvalue())
        archive.writestr("界线.prj", prj)
    return path


def take(path: Path, **options: Any) -> Any:
    return territory.import_outlines(path, by=SYSTEM, now=NOW, **options)


def off(shape: Any) -> float:
    """Square metres between the outline on file and `shape`."""
    return square_metres(shapely.symmetric_difference(territory.outline_of(CHENGHUANGMIAO), shape))


def test_the_cities_and_counties_of_shanxi_have_outlines(luzhou: None) -> None:
    result = territory.seed_shanxi(by=SYSTEM, now=NOW)

    assert result.bad == []
    shown = queries.geojson_of("1404")["features"]
    assert len(shown) == 12
    assert {item["properties"]["kind"] for item in shown} == {"area"}
    assert len(queries.geojson_of("14")["features"]) == 11
    assert len(queries.geojson_of("")["features"]) == 1


@pytest.mark.parametrize("system", ["gcj02", "bd09"])
def test_a_file_declared_as_shifted_is_shifted_back(luzhou: None, tmp_path: Path, system: str) -> None:
    shifted = shapely.transform(AREA, lambda lonlat: shifted_from_wgs84(lonlat, system))

    assert take(geojson(tmp_path / "a.geojson", {CHENGHUANGMIAO: shifted}), system=system).added == 1
    assert off(AREA) < 0.01
    assert take(geojson(tmp_path / "a.geojson", {CHENGHUANGMIAO: shifted})).changed == 1
    assert off(AREA) > 10_000  # undeclared, it lies hundreds of metres away


def test_a_shapefile_in_metres_of_cgcs2000_is_brought_to_degrees(luzhou: None, tmp_path: Path) -> None:
    metres = pyproj.Transformer.from_crs(4326, 4547, always_xy=True)
    moved = shapely.transform(AREA, lambda at: np.column_stack(metres.transform(at[:, 0], at[:, 1])))
    prj = pyproj.CRS.from_epsg(4547).to_wkt("WKT1_ESRI")

    result = take(zipped_shapefile(tmp_path / "a.zip", moved, CHENGHUANGMIAO, prj))

    assert (result.added, result.bad) == (1, [])
    assert off(AREA) < 1


def test_xian_and_beijing_coordinates_are_refused_and_not_guessed(luzhou: None, tmp_path: Path) -> None:
    with pytest.raises(Invalid, match="西安80"):
        take(geojson(tmp_path / "a.geojson", {CHENGHUANGMIAO: AREA}, crs="EPSG:2383"))


def test_metres_without_a_word_about_their_system_are_a_bad_row(luzhou: None, tmp_path: Path) -> None:
    result = take(
        geojson(tmp_path / "a.geojson", {CHENGHUANGMIAO: box(500_000, 4_000_000, 501_000, 4_001_000)})
    )

    assert "没有说明坐标系" in result.bad[0].reason


def test_bad_shapes_and_unknown_codes_come_back_and_the_others_go_in(luzhou: None, tmp_path: Path) -> None:
    bow = shapely.Polygon([(113.1, 36.1), (113.2, 36.2), (113.2, 36.1), (113.1, 36.2)])
    shapes = {
        "140403": AREA,
        "140403001": bow,
        "140499": AREA,
        "x": AREA,
        "140403002": shapely.Point(113, 36),
    }

    result = take(geojson(tmp_path / "a.geojson", shapes))

    assert result.added == 1
    signs = ("交叉", "不存在", "没有区划代码", "不是面")
    assert [sign in row.reason for sign, row in zip(signs, result.bad, strict=True)] == [True] * 4


def test_the_same_outlines_again_change_nothing(dongjie: None, tmp_path: Path) -> None:
    file = geojson(tmp_path / "a.geojson", {CHENGHUANGMIAO: AREA})
    take(file)
    before = Entry.objects.count()

    again = take(file)

    assert (again.added, again.changed, Entry.objects.count()) == (0, 0, before)


@pytest.mark.parametrize("body", ["", "{}", "[1]", '{"features": 1}', "\x00\x01"])
def test_what_is_no_map_is_refused(luzhou: None, tmp_path: Path, body: str) -> None:
    (tmp_path / "a.geojson").write_text(body)
    (tmp_path / "a.zip").write_text(body)

    for name in ("a.geojson", "a.zip"):
        with pytest.raises(Invalid):
            take(tmp_path / name)
