"""Divisions and grids on screen: who sees what, a look before every change, faults where they are."""

import json
import re
from typing import Any

import pytest
import shapely
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.accounts.public import register
from lianxin.kernel.actor import SYSTEM
from lianxin.pages.public import permission
from lianxin.territory import models
from lianxin.territory import public as territory
from signin import signed_in
from territory.cast import CHENGHUANGMIAO, NOW

GRIDS = f"/grids/{CHENGHUANGMIAO}/"


@pytest.fixture(autouse=True)
def _files(settings: Any, tmp_path: Any) -> None:
    settings.DATA = tmp_path


@pytest.fixture
def keeper(dongjie: None, monkeypatch: pytest.MonkeyPatch) -> Client:
    wu = register("wuguanli", "吴管理", None, by=SYSTEM, now=NOW)
    monkeypatch.setattr(
        permission, "_checks", [lambda actor, duty, over, on: actor.id == wu.id and duty == "keeper"]
    )
    return signed_in(Client(), wu)


@pytest.fixture
def other(keeper: Client) -> Client:
    return signed_in(Client(), register("liwangge", "李网格员", None, by=SYSTEM, now=NOW))


def sheet(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("区划.csv", text.encode("gbk"))


def drawn(shapes: list[Any]) -> SimpleUploadedFile:
    features = [
        {"type": "Feature", "properties": {}, "geometry": json.loads(shapely.to_geojson(shape))}
        for shape in shapes
    ]
    return SimpleUploadedFile(
        "a.geojson", json.dumps({"type": "FeatureCollection", "features": features}).encode()
    )


def halves() -> list[Any]:
    outline = territory.outline_of(CHENGHUANGMIAO)
    west, south, east, north = outline.bounds
    return [
        shapely.intersection(outline, shapely.box(west, south, (west + east) / 2, north)),
        shapely.intersection(outline, shapely.box((west + east) / 2, south, east, north)),
    ]


def test_divisions_are_found_by_name_and_walked_by_tier(other: Client) -> None:
    found = other.get("/divisions/", {"q": "潞州 城隍庙"}).content.decode()
    town = other.get("/divisions/", {"area": "140403001"}).content.decode()

    assert CHENGHUANGMIAO in found
    assert "城隍庙社区居委会" in town
    assert "2023-06-30" in town
    assert "导入一份区划表" not in town


def test_an_edition_is_tried_first_and_then_taken(keeper: Client) -> None:
    asked = {"valid_from": "2026-01-01", "whole_of": ""}
    file = sheet("代码,名称\n140403777,新街道\n999,坏行\n")
    tried = keeper.post("/divisions/import/", {"file": file, **asked}).content.decode()
    assert "如果导入,会这样" in tried
    assert not territory.name_of("140403777")

    token = re.findall(r"/divisions/import/([0-9a-f]{32})/", tried)[0]
    taken = keeper.post(f"/divisions/import/{token}/", asked)
    bad = keeper.get(f"/divisions/import/{token}/bad.csv").content.decode("utf-8-sig")

    assert "已经导入" in taken.content.decode()
    assert territory.name_of("140403777") == "新街道"
    assert '"3","“999”不是区划代码' in bad
    assert "新街道" not in bad


def test_the_file_of_bad_rows_is_of_the_import_that_was_asked_for(keeper: Client) -> None:
    """A day before the names on record spoils a row that today's date would not."""
    table = sheet("代码,名称\n140403001,改名街道\n")
    tried = keeper.post("/divisions/import/", {"file": table, "valid_from": "1990-01-01"}).content.decode()
    link = re.search(r'href="(/divisions/import/[0-9a-f]{32}/bad\.csv[^"]*)"', tried)

    assert link is not None
    bad = keeper.get(link[1].replace("&amp;", "&")).content.decode("utf-8-sig")
    assert "140403001 的记录比这个文件新" in bad


def test_nobody_but_a_keeper_imports_or_draws(other: Client) -> None:
    before = [grid.code for grid in territory.grids_of(CHENGHUANGMIAO)]
    answers = [
        other.get("/divisions/import/"),
        other.post("/divisions/import/", {"file": sheet("代码,名称\n"), "valid_from": "2026-01-01"}),
        other.post(f"/divisions/import/{'0' * 32}/", {"valid_from": "2026-01-01"}),
        other.get(f"/divisions/import/{'0' * 32}/bad.csv"),
        other.post(f"{GRIDS}draw/", {"parts": "2"}),
        other.post(f"{GRIDS}file/", {"file": drawn(halves()), "system": "wgs84"}),
        other.get(f"{GRIDS}faults/{'0' * 32}/wgs84.geojson"),
    ]

    assert {answer.status_code for answer in answers} == {403}
    assert [grid.code for grid in territory.grids_of(CHENGHUANGMIAO)] == before


def test_drawing_shows_before_it_saves(keeper: Client) -> None:
    look = keeper.get(GRIDS, {"parts": "3"}).content.decode()
    preview = keeper.get(f"{GRIDS}preview/3.geojson").json()
    assert "还没有保存" in look
    listed = look.split('id="proposed"')[1].split("</table>")[0]
    assert re.findall(r'class="number strong">(\d+)<', listed) == ["6", "7", "8"]
    assert "公顷" in listed
    assert [item["properties"]["code"][-3:] for item in preview["features"]] == ["006", "007", "008"]
    assert len(territory.grids_of(CHENGHUANGMIAO)) == 5

    assert keeper.post(f"{GRIDS}draw/", {"parts": "3"}).status_code == 302
    assert len(territory.grids_of(CHENGHUANGMIAO)) == 3


def test_a_file_that_covers_is_saved_and_one_that_does_not_is_shown(keeper: Client) -> None:
    west, east = halves()
    refused = keeper.post(f"{GRIDS}file/", {"file": drawn([west]), "system": "wgs84"})
    url = re.findall(r'data-geojson="([^"]+)"', refused.content.decode())[0]
    faults = keeper.get(url).json()["features"]
    assert refused.status_code == 422
    assert [item["properties"]["kind"] for item in faults] == ["grid", "fault"]
    assert "不属于任何网格" in faults[1]["properties"]["name"]
    assert len(territory.grids_of(CHENGHUANGMIAO)) == 5

    keeper.post(f"{GRIDS}file/", {"file": drawn([west, east]), "system": "wgs84"})
    assert len(territory.grids_of(CHENGHUANGMIAO)) == 2


def test_no_boundary_below_the_county_is_published(keeper: Client) -> None:
    stranger = Client()

    county = stranger.get("/map/140403.geojson")
    assert [item["properties"]["code"] for item in county.json()["features"]] == ["140403"]
    assert stranger.get("/map/140403001.geojson").status_code == 404
    assert stranger.get(f"{GRIDS}around.geojson").status_code == 302
    seen = {item["properties"]["kind"] for item in keeper.get("/map/140403.geojson").json()["features"]}
    assert seen == {"area", "grid"}


def test_a_map_is_sent_once_and_anew_when_it_changed(keeper: Client) -> None:
    first = keeper.get(f"{GRIDS}around.geojson")
    again = keeper.get(f"{GRIDS}around.geojson", headers={"If-None-Match": first["ETag"]})
    keeper.post(f"{GRIDS}draw/", {"parts": "1"})
    changed = keeper.get(f"{GRIDS}around.geojson", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert changed.status_code == 200
    kinds = [item["properties"]["kind"] for item in changed.json()["features"]]
    assert kinds.count("grid") == 1
    assert kinds.count("area") > 3  # the neighbours, for bearings


@pytest.mark.parametrize("path", ["/divisions/", "/grids/", GRIDS, "/divisions/import/"])
def test_a_stranger_is_led_to_the_door(keeper: Client, path: str) -> None:
    assert Client().get(path).status_code == 302


def test_communities_are_found_for_their_grids(other: Client) -> None:
    assert other.get("/grids/", {"q": "潞州 城隍庙"}).headers["Location"] == GRIDS
    assert "没有这样的社区" in other.get("/grids/", {"q": "无此地"}).content.decode()
    assert other.get("/grids/999999999999/").status_code == 404


def test_a_number_of_grids_that_cannot_be_is_refused_aloud(keeper: Client) -> None:
    """It used to lead back to the map as if it had been done."""
    refused = keeper.post(f"{GRIDS}draw/", {"parts": "99"})

    assert refused.status_code == 422
    assert "最多划成 60 个" in refused.content.decode()
    assert len(territory.grids_of(CHENGHUANGMIAO)) == 5


def test_where_nothing_is_drawn_yet_the_list_says_so(other: Client) -> None:
    page = other.get("/grids/", {"area": "140403001"}).content.decode()

    assert "5 个网格" in page
    assert other.get("/grids/", {"area": "nowhere"}).status_code == 200


def test_after_drawing_the_page_says_which_grids_have_no_officer_and_where_to_appoint(
    keeper: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    served = [grid.code for grid in territory.grids_of(CHENGHUANGMIAO)]
    monkeypatch.setattr(
        permission, "_unheld", [lambda duty, areas: [area for area in areas if area not in served]]
    )
    assert "还没有网格员" not in keeper.get(GRIDS).content.decode()

    page = keeper.post(f"{GRIDS}draw/", {"parts": "2"}, follow=True).content.decode()

    assert "网格存好了" in page
    assert "6、7 号网格还没有网格员" in page
    assert f'href="/units/?area={CHENGHUANGMIAO}"' in page


@pytest.mark.parametrize(
    ("name", "body", "words"),
    [
        ("a.geojson", "序号,名称\n1,甲", "这个文件不是 GeoJSON"),
        ("a.geojson", '{"type": "Feature"}', "没有 FeatureCollection"),
        ("a.zip", "no archive", "这个 shapefile 打不开"),
        ("a.docx", "words", "不能用这种文件:.docx"),
    ],
)
def test_a_file_that_is_no_map_comes_back_into_its_form_in_plain_words(
    keeper: Client, name: str, body: str, words: str
) -> None:
    file = SimpleUploadedFile(name, body.encode())

    answer = keeper.post(f"{GRIDS}file/", {"file": file, "system": "wgs84"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert "Expecting value" not in page
    assert f'action="{GRIDS}file/"' in page


def test_numbers_that_are_used_up_are_said_in_the_form(keeper: Client) -> None:
    models.Grid.objects.filter(code=f"{CHENGHUANGMIAO}005").update(code=f"{CHENGHUANGMIAO}998")

    look = keeper.get(GRIDS, {"parts": "3"})
    saved = keeper.post(f"{GRIDS}draw/", {"parts": "3"})

    assert "网格号用完了" in look.content.decode()
    assert (saved.status_code, "网格号用完了" in saved.content.decode()) == (422, True)
