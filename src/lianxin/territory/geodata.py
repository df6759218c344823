"""Shapes out of the files that surveyors send: GeoJSON, or a zipped or plain shapefile, brought to WGS-84."""

import io
import json
import struct
import zlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import numpy as np
import pyproj
import shapefile
import shapely
from django.utils.translation import gettext as _
from shapely.geometry import shape

from lianxin.kernel.errors import Invalid
from lianxin.kernel.legible import plain_name
from lianxin.kernel.packed import check_zip
from lianxin.kernel.spreadsheets import decoded, file_bytes
from lianxin.territory.coordinates import shifted_to_wgs84

Project = Callable[[Any], Any]
# Their datums sit 50 to 130 m off, by parameters that differ from place to place and are not public.
_UNKNOWN_SHIFT = ("1954", "1980", "xian", "beijing", "krassow")
_SAME_AS_WGS84 = {4326, 4490, 4979}


@dataclass(frozen=True)
class Feature:
    """`number` counts from 1; `shape` is in WGS-84, None with a `fault` when it cannot be used."""

    number: int
    properties: Mapping[str, Any] = field(default_factory=dict)
    shape: Any = None
    fault: str = ""

    def text(self, *names: str) -> str:
        """The first property among `names` that says something."""
        values = (self.properties.get(name) for name in names)
        return next((plain_name(str(value)) for value in values if value not in (None, "")), "")


# Nested ten thousand deep, a list where a name belongs, a record that ends in its middle.
_UNREADABLE = (
    OSError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
    OverflowError,
    MemoryError,
    struct.error,
    zlib.error,
    BadZipFile,
    shapefile.ShapefileException,
)


def _forms() -> str:
    return _("可以用 GeoJSON,或者 shapefile(.shp,或把 .shp .dbf .shx .prj 打成一个 .zip)。")


def read_features(path: Path, system: str = "wgs84") -> Iterator[Feature]:
    """Polygons of `path` (.geojson .json .shp .zip). `system` says that the numbers are "gcj02" or "bd09";
    otherwise what the file itself says of its coordinates is followed. Raises Invalid when it is no such
    file, or when its coordinates cannot be brought to WGS-84 without guessing."""
    is_shapefile = path.suffix.lower() in {".shp", ".zip"}
    try:
        records, project = _shapefile(path) if is_shapefile else _geojson(path)
    except _UNREADABLE as broken:
        words = (
            _("这个 shapefile 打不开,文件可能不完整。")
            if is_shapefile
            else _("这个文件不是 GeoJSON,里面的内容读不出来。")
        )
        raise Invalid(words, instead=_forms()) from broken
    move: Project = project if system == "wgs84" else lambda lonlat: shifted_to_wgs84(lonlat, system)
    for number, (properties, geometry) in enumerate(records, 1):
        yield _feature(number, properties, geometry, move)


def _feature(number: int, properties: Mapping[str, Any], geometry: Any, move: Project) -> Feature:
    try:
        drawn = shapely.force_2d(shape(geometry))
        if drawn.is_empty or drawn.geom_type not in {"Polygon", "MultiPolygon"}:
            return Feature(number, properties, None, _("这个图形不是面。"))
        moved = shapely.transform(drawn, move)
        west, south, east, north = moved.bounds
    except (
        shapely.errors.ShapelyError,
        pyproj.exceptions.ProjError,
        ValueError,
        TypeError,
        KeyError,
        AttributeError,
        IndexError,
        OverflowError,
        RecursionError,
    ):
        return Feature(number, properties, None, _("这个图形画得不完整。"))
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        return Feature(number, properties, None, _("坐标不是经纬度,文件里也没有说明坐标系(.prj)。"))
    return Feature(number, properties, moved)


def _geojson(path: Path) -> tuple[list[tuple[Mapping[str, Any], Any]], Project]:
    body = json.loads(decoded(file_bytes(path)))
    if not isinstance(body, dict) or not isinstance(body.get("features"), list):
        raise Invalid(_("这个 JSON 文件里没有图形(没有 FeatureCollection)。"), instead=_forms())
    named = (body.get("crs") or {}).get("properties", {}).get("name", "")
    return [_record(item) for item in body["features"]], _projection(str(named))


def _record(item: Any) -> tuple[Mapping[str, Any], Any]:
    """What is no feature has no shape; it is told as one that cannot be used, and the others go in."""
    told = item if isinstance(item, dict) else {}
    properties = told.get("properties")
    return properties if isinstance(properties, dict) else {}, told.get("geometry")


def _shapefile(path: Path) -> tuple[list[tuple[Mapping[str, Any], Any]], Project]:
    parts = _parts(path)
    prj = decoded(parts[".prj"]) if ".prj" in parts else ""
    encoding = decoded(parts[".cpg"]).strip() if ".cpg" in parts else _dbf_encoding(parts[".dbf"])
    files = {name[1:]: io.BytesIO(parts[name]) for name in (".shp", ".dbf", ".shx") if name in parts}
    reader = shapefile.Reader(**files, encoding=encoding, encodingErrors="replace")
    records = [(item.record.as_dict(), item.shape.__geo_interface__) for item in reader.iterShapeRecords()]
    return records, _projection(prj)


def _parts(path: Path) -> dict[str, bytes]:
    wanted = {".shp", ".dbf", ".shx", ".prj", ".cpg"}
    if path.suffix.lower() == ".zip":
        check_zip(path)
        with ZipFile(path) as archive:
            names = [name for name in archive.namelist() if Path(name).suffix.lower() in wanted]
            parts = {Path(name).suffix.lower(): archive.read(name) for name in names}
    else:
        found = (path.with_suffix(ending) for suffix in wanted for ending in (suffix, suffix.upper()))
        parts = {file.suffix.lower(): file.read_bytes() for file in found if file.exists()}
    if ".shp" not in parts or ".dbf" not in parts:
        raise Invalid(_("这个 shapefile 不全:至少要有 .shp 和 .dbf。"), instead=_forms())
    return parts


def _dbf_encoding(dbf: bytes) -> str:
    """Old Chinese GIS programmes write GBK and say nothing."""
    try:
        dbf.decode("utf-8")
    except UnicodeDecodeError:
        return "gb18030"
    return "utf-8"


def _projection(said: str) -> Project:
    """From what a .prj or `crs` says (WKT, "EPSG:4547", a URN) to WGS-84; nothing said is WGS-84."""
    if not said or "CRS84" in said:
        return lambda lonlat: lonlat
    try:
        crs = pyproj.CRS.from_user_input(said)
    except pyproj.exceptions.CRSError as unknown:
        raise Invalid(
            _("不认识文件里写的坐标系。"), instead=_("请转换成 CGCS2000(国家2000)经纬度坐标,再导入。")
        ) from unknown
    datum = str(crs.geodetic_crs.to_wkt() if crs.geodetic_crs else crs.to_wkt()).lower()
    if any(sign in datum for sign in _UNKNOWN_SHIFT):
        raise Invalid(
            _("这个文件用的是北京54或西安80坐标,换算参数各地不同且不公开,系统不能代为猜测。"),
            instead=_("请测绘部门先转换成 CGCS2000(国家2000)坐标,再导入。"),
        )
    if crs.to_epsg() in _SAME_AS_WGS84:
        return lambda lonlat: lonlat
    return _mover(pyproj.Transformer.from_crs(crs, 4326, always_xy=True))


def _mover(transformer: pyproj.Transformer) -> Project:
    def move(lonlat: Any) -> Any:
        return np.column_stack(transformer.transform(lonlat[:, 0], lonlat[:, 1]))

    return move
