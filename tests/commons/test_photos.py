"""A photo stands on the board once a person has covered it and said so, and goes with the next request."""

import json

import pytest
from django.test import Client

from lianxin.matters.public import Ref, Verb, photos
from lianxin.media.models import Picture
from media.conftest import shelf_here
from media.pictures import photo
from town import Town

__all__ = ["shelf_here"]
WORDS = "广场北口的井盖"


@pytest.fixture
def ref(town: Town, monkeypatch: pytest.MonkeyPatch) -> Ref:
    monkeypatch.setattr("lianxin.kernel.clock.now", lambda: town.now)
    ref = town.reported()
    photos.add(ref, 1, [photo()], by=town.resident(ref), now=town.now)
    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words=WORDS)
    return ref


def own_name() -> str:
    return Picture.objects.get().name


def publish(town: Town, ref: Ref) -> str:
    return photos.publish(ref, own_name(), [(400, 400, 600, 600)], by=town.qianpaiqian, now=town.now)


def page(client: Client) -> str:
    return client.get("/commons/").content.decode()


def test_before_a_person_has_approved_one_there_is_none(ref: Ref, client: Client) -> None:
    words = page(client)

    assert WORDS in words
    assert own_name() not in words
    assert "<img" not in words


def test_the_covered_one_is_shown_and_never_the_kept_one(town: Town, ref: Ref, client: Client) -> None:
    public = publish(town, ref)

    words = page(client)
    fed = json.loads(client.get("/commons/feed.geojson").content)["features"][0]["properties"]["photos"]
    atom = client.get("/commons/feed.atom").content.decode()

    address = f"/photos/{ref.county}/{public}/large.jpg"
    assert address in words
    assert own_name() not in words
    assert fed == [f"http://testserver{address}"]
    assert f'rel="enclosure" type="image/jpeg" href="http://testserver{address}"' in atom
    assert client.get(address)["Content-Type"] == "image/jpeg"
    assert client.get(address)["Cross-Origin-Resource-Policy"] == "cross-origin"


def test_whoever_holds_the_page_is_told_when_a_photo_comes_and_goes(
    town: Town, ref: Ref, client: Client
) -> None:
    empty = client.get("/commons/")["ETag"]
    publish(town, ref)
    shown = client.get("/commons/", headers={"if-none-match": empty})
    photos.withdraw(ref, own_name(), by=town.qianpaiqian, now=town.now)
    gone = client.get("/commons/", headers={"if-none-match": shown["ETag"]})

    assert (shown.status_code, gone.status_code) == (200, 200)
    assert "<img" in shown.content.decode()
    assert "<img" not in gone.content.decode()


def test_a_resident_takes_a_shown_one_back_and_it_is_gone_for_everybody(
    town: Town, ref: Ref, client: Client
) -> None:
    public = publish(town, ref)
    shown = client.get("/commons/")["ETag"]

    photos.remove(ref, own_name(), by=town.resident(ref), now=town.now)

    again = client.get("/commons/", headers={"if-none-match": shown})
    assert (again.status_code, "<img" in again.content.decode()) == (200, False)
    assert client.get(f"/photos/{ref.county}/{public}/large.jpg").status_code == 404


def test_what_is_taken_off_the_board_takes_its_photo_along(town: Town, ref: Ref, client: Client) -> None:
    public = publish(town, ref)
    town.speak(Verb.UNPUBLISH, ref, town.qianpaiqian)

    assert WORDS not in page(client)
    assert client.get(f"/photos/{ref.county}/{public}/large.jpg").status_code == 404
