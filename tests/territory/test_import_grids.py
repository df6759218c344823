"""Files of grids: each community's set goes in whole, or comes back with its faults."""

import io
import json
from contextlib import suppress
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import shapefile
import shapely

from lianxin.kernel.actor import SYSTEM
from lianxin.kernel.errors import Invalid
from lianxin.shell.cli import main
from lianxin.territory import public as territory
from lianxin.territory.coordinates import shifted_from_wgs84
from territory.cast import CHENGHUANGMIAO, NOW

HEPING = "140403001001"


def file_of(path: Path, *named: tuple[dict[str, Any], Any]) -> Path:
    features = [
        {"type": "Feature", "properties": props, "geometry": json.loads(shapely.to_geojson(shape))}
        for props, shape in named
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def halves(community: str) -> list[Any]:
    outline = territory.outline_of(community)
    west, south, east, north = outline.bounds
    middle = (west + east) / 2
    return [
        shapely.intersection(outline, shapely.box(west, south, middle, north)),
        shapely.intersection(outline, shapely.box(middle, south, east, north)),
    ]


def take(path: Path, **options: Any) -> Any:
    return territory.import_grids(path, by=SYSTEM, now=NOW, **options)


def test_one_community_goes_in_and_the_one_with_a_hole_comes_back(dongjie: None, tmp_path: Path) -> None:
    west, east = halves(CHENGHUANGMIAO)
    grids = [
        ({"code": f"{CHENGHUANGMIAO}011", "name": "广场", "households": 312}, west),
        ({"code": f"{CHENGHUANGMIAO}012", "类型": "专属网格"}, east),
        ({"code": HEPING}, halves(HEPING)[0]),
        ({"code": "140403999999"}, west),
        ({"name": "无主"}, west),
    ]

    result = take(file_of(tmp_path / "a.geojson", *grids))

    assert result.saved == [CHENGHUANGMIAO]
    assert {code: faults[0].kind for code, faults in result.refused.items()} == {
        HEPING: "hole",
        "140403999999": "code",
    }
    assert [row.line for row in result.bad] == [5]
    square, special = territory.grids_of(CHENGHUANGMIAO)
    assert (square.name, square.households, special.kind) == ("广场", 312, "special")
    assert special.name == "城隍庙社区第12网格"
    assert len(territory.grids_of(HEPING)) == 4


def test_grids_without_numbers_in_gcj02_are_shifted_and_numbered(dongjie: None, tmp_path: Path) -> None:
    drawn = [
        ({"community": CHENGHUANGMIAO}, shapely.transform(half, lambda at: shifted_from_wgs84(at, "gcj02")))
        for half in reversed(halves(CHENGHUANGMIAO))
    ]

    result = take(file_of(tmp_path / "a.geojson", *drawn), system="gcj02")

    assert (result.saved, result.changed) == ([CHENGHUANGMIAO], 1)
    west, east = territory.grids_of(CHENGHUANGMIAO)
    assert west.polygon.centroid.x < east.polygon.centroid.x


def test_the_same_file_again_changes_nothing(dongjie: None, tmp_path: Path) -> None:
    west, east = halves(CHENGHUANGMIAO)
    file = file_of(tmp_path / "a.geojson", ({"code": CHENGHUANGMIAO}, west), ({"code": CHENGHUANGMIAO}, east))

    assert take(file).changed == 1
    assert take(file).changed == 0


def test_the_command_line_says_what_went_in_and_writes_what_did_not(
    dongjie: None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet, bad = tmp_path / "a.csv", tmp_path / "bad.csv"
    sheet.write_text("code,name\n140403555,新街道\n1404x,坏行\n")
    words = ["import", "divisions", str(sheet), "--bad", str(bad), "--json", str(tmp_path / "a.json")]

    assert main(words) == 1
    assert json.loads((tmp_path / "a.json").read_text())["added"] == 1
    assert "1404x" in bad.read_text()
    assert main(["import", "divisions", str(tmp_path / "none.csv")]) == 2
    grids = file_of(tmp_path / "g.geojson", *[({"code": HEPING}, half) for half in halves(HEPING)])
    assert main(["import", "grids", str(grids)]) == 0
    outline = file_of(tmp_path / "o.geojson", ({"code": HEPING}, territory.outline_of(HEPING)))
    assert main(["import", "outlines", str(outline), "--source", "测试"]) == 0
    assert "communities 1" in capsys.readouterr().out


SQUARE = '{"type":"Polygon","coordinates":[[[113,36],[113.1,36],[113.1,36.1],[113,36]]]}'


def collection(properties: str, geometry: str = SQUARE) -> str:
    feature = f'{{"type":"Feature","properties":{properties},"geometry":{geometry}}}'
    return f'{{"type":"FeatureCollection","features":[{feature}]}}'


@pytest.mark.parametrize(
    "body",
    [
        "[" * 200_000,
        '{"features":' + "[" * 200_000,
        collection("{}", '{"type":"Polygon","coordinates":' + "[" * 900 + "]" * 900 + "}"),
        collection("{}", '{"type":"GeometryCollection","geometries":[]}'),
        collection('["a"]'),
        collection('{"code":"140403001004001","households":"²"}'),
        collection('{"code":"140403001004001","households":"' + "9" * 400 + '"}'),
        collection('{"code":"140403001004001","name":"\\u0000\\ud800"}'),
        collection(
            '{"code":"140403001004001"}', '{"type":"Polygon","coordinates":[[[1e999,3],[1,2],[3,4]]]}'
        ),
        collection('{"code":"140403001004001"}', '{"type":"Polygon","coordinates":[[],[[1]],"x"]}'),
        '{"type":"FeatureCollection","features":["x",5,null]}',
        '{"type":"FeatureCollection","crs":5,"features":[]}',
        '{"type":"FeatureCollection","crs":{"properties":{"name":["EPSG:4326"]}},"features":[]}',
    ],
)
def test_a_hostile_drawing_is_refused_with_a_sentence(dongjie: None, tmp_path: Path, body: str) -> None:
    path = tmp_path / "a.geojson"
    path.write_text(body)

    assert saved_of(path) == []


def saved_of(path: Path) -> list[str]:
    """Nothing where the file is refused whole."""
    with suppress(Invalid):
        return list(take(path, only=CHENGHUANGMIAO).saved)
    return []


@pytest.mark.filterwarnings("ignore:Declared file size")
@pytest.mark.parametrize("cut", [0, 1, 31, 32, 99, 100, 101, 140, 163])
def test_a_shapefile_that_ends_in_its_middle_is_refused(dongjie: None, tmp_path: Path, cut: int) -> None:
    shp, dbf = io.BytesIO(), io.BytesIO()
    with shapefile.Writer(shp=shp, dbf=dbf) as writer:
        writer.field("code", "C", 15)
        writer.poly([[[113, 36], [113.1, 36], [113.1, 36.1], [113, 36]]])
        writer.record("140403001004001")
    for broken in (("a.shp", shp), ("a.dbf", dbf)):
        path = tmp_path / f"{broken[0]}.zip"
        with ZipFile(path, "w") as archive:
            for name, part in (("a.shp", shp), ("a.dbf", dbf)):
                archive.writestr(name, part.getvalue()[: cut if name == broken[0] else None])
        assert saved_of(path) == []
