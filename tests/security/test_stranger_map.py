"""What a stranger may learn of the map: where to tap, and nothing that the report page does not need."""

import json
from collections.abc import Callable

import pytest
import shapely
from django.test import Client

from lianxin.accounts.models import Person
from lianxin.kernel.actor import Actor
from lianxin.territory import public as territory
from lianxin.territory import queries
from signin import half_signed_in, signed_in
from town import Town

pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]


@pytest.fixture
def officer(town: Town) -> Client:
    return signed_in(Client(), Person.objects.get(id=town.liwangge.id))


def features(client: Client, path: str = "/places/outlines/") -> list[dict]:  # type: ignore[type-arg]
    return list(client.get(path).json()["features"])


def test_a_stranger_gets_the_communities_by_name_without_codes_or_grids(town: Town, client: Client) -> None:
    told = features(client)

    assert "城隍庙社区" in {feature["properties"]["name"] for feature in told}
    assert {frozenset(feature["properties"]) for feature in told} == {frozenset({"name", "kind"})}
    assert {feature["properties"]["kind"] for feature in told} == {"area"}
    assert "140403" not in client.get("/places/outlines/").content.decode()
    assert "网格" not in json.dumps(told, ensure_ascii=False)


def test_the_sketch_is_one_to_tap_on_and_not_a_survey(town: Town, client: Client) -> None:
    exact = territory.outline_of(town.chenghuang)
    (mine,) = [f for f in features(client) if f["properties"]["name"] == "城隍庙社区"]
    drawn = shapely.from_geojson(json.dumps(mine["geometry"]))

    assert drawn.contains(exact.representative_point())
    assert not drawn.equals(exact)
    assert shapely.hausdorff_distance(drawn, exact) < 0.0003


@pytest.mark.parametrize("area", ["140403001004", "140403", "1404", "14", "110101", "999999", "'", ""])
def test_a_stranger_cannot_choose_what_to_see(town: Town, client: Client, area: str) -> None:
    plain = client.get("/places/outlines/").content

    assert client.get("/places/outlines/", {"area": area}).content == plain


def test_a_sketch_that_grows_is_drawn_coarser(
    town: Town, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    full = len(client.get("/places/outlines/").content)
    monkeypatch.setattr(queries, "_LARGEST_SKETCH", full // 2)
    queries.atlas.get().drawn.clear()

    assert len(client.get("/places/outlines/").content) <= full // 2


def test_a_browser_that_has_it_is_not_sent_it_again(town: Town, client: Client) -> None:
    first = client.get("/places/outlines/")
    again = client.get("/places/outlines/", headers={"If-None-Match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert "private" in first["Cache-Control"]
    assert "Cookie" in first["Vary"]


def test_a_point_tells_a_stranger_the_community_and_those_who_serve_the_grid(
    town: Town, client: Client, officer: Client
) -> None:
    point = town.point()
    asked = {"at": f"{point.lon},{point.lat}"}

    (stranger,), (serving,) = (one.get("/places/", asked).json()["places"] for one in (client, officer))

    assert stranger == {"code": town.chenghuang, "name": territory.full_name(town.chenghuang)}
    assert len(serving["code"]) == 15


def test_those_who_serve_see_the_grids_of_the_area_they_ask_for(town: Town, officer: Client) -> None:
    told = features(officer, "/places/outlines/?area=140403001004")

    assert {feature["properties"]["kind"] for feature in told} == {"area", "grid"}
    assert {feature["properties"]["code"][:12] for feature in told} == {"140403001004"}
    assert officer.get("/places/outlines/?area=999999").status_code == 404


def test_half_a_sign_in_shows_no_map_at_all(town: Town, client: Client) -> None:
    half_signed_in(client, Person.objects.get(id=town.liwangge.id))

    assert client.get("/places/outlines/?area=140403001004").status_code == 302
