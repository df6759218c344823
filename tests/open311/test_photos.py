"""Photos with a request: as files, and by their addresses. None of them can lose the words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.matters.models import Matter
from lianxin.matters.public import Ref, Verb, photos
from lianxin.media import shelf
from lianxin.media.models import Errand, Picture
from media.conftest import shelf_here
from media.pictures import BODY, photo
from open311.asking import Ask
from open311.partners import Partner, partner
from open311.showing import publish
from town import Town

__all__ = ["shelf_here"]


@pytest.fixture
def app(town: Town, at_town_time: None) -> Partner:
    return partner(town)


def file(content: bytes, name: str = "a.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


@pytest.mark.parametrize("field", ["media", "media[]", "file"])
def test_a_photo_comes_with_the_report_and_loses_what_it_gives_away(app: Partner, field: str) -> None:
    app.sent(**{field: file(photo())})

    picture, matter = Picture.objects.get(), Matter.objects.get()
    assert (picture.county, picture.subject) == (matter.county, f"matter:{matter.id}")
    kept = shelf.read(picture.name, shelf.LARGE)
    assert kept
    assert BODY.encode() not in kept


def test_what_is_no_photo_is_told_and_the_report_stands(app: Partner) -> None:
    answer = app.send(media=[file(b"PK\x03\x04 not a photo"), file(photo())])

    assert "第 1 张照片没有收" in answer.json()[0]["service_notice"]
    assert (Matter.objects.count(), Picture.objects.count()) == (1, 1)


def test_the_same_photo_sent_again_is_kept_once(app: Partner) -> None:
    content = photo()

    assert app.sent(media=file(content)) == app.sent(media=file(content))
    assert Picture.objects.count() == 1
    assert app.sent(media=file(photo(quality=50))) != app.sent(media=file(content))


def test_an_address_is_left_for_the_background_work(app: Partner) -> None:
    app.sent(media_url=["https://photos.example.org/a.jpg", "http://127.0.0.1/b.jpg"])

    assert set(Errand.objects.values_list("url", "state")) == {
        ("https://photos.example.org/a.jpg", "waiting"),
        ("http://127.0.0.1/b.jpg", "waiting"),  # where it leads is judged when it is called
    }


def test_a_trial_judges_photos_and_keeps_none(app: Partner) -> None:
    told = app.send(base="/open311/test/v2/", media=[file(b"no photo"), file(photo())]).json()[0]

    assert "第 1 张照片没有收" in told["service_notice"]
    assert not Picture.objects.exists()
    assert not Errand.objects.exists()


def test_a_photo_that_a_person_covered_and_approved_has_its_address(
    ask: Ask, app: Partner, town: Town
) -> None:
    number = app.sent(media=file(photo()))
    matter, name = Matter.objects.get(), Picture.objects.get().name
    ref = Ref(matter.county, matter.id)
    publish(town, ref, "广场北口的井盖")
    assert ask(f"requests/{number}.json").json()[0]["media_url"] is None

    public = photos.publish(ref, name, [(400, 400, 600, 600)], by=town.qianpaiqian, now=town.now)

    address = f"http://testserver/photos/{ref.county}/{public}/large.jpg"
    for asked in ({}, {"api_key": app.key}):
        for path in (f"requests/{number}.json", "requests.json"):
            (row,) = ask(path, **asked, extensions="true").json()
            assert row["media_url"] == address
            assert row["extended_attributes"]["photos"] == [{"media_url": address}]
    assert name not in ask("requests.xml").content.decode()
    assert address in ask("requests.xml").content.decode()
    assert Client().get(address.removeprefix("http://testserver")).status_code == 200

    town.speak(Verb.UNPUBLISH, ref, town.qianpaiqian)
    assert ask(f"requests/{number}.json", api_key=app.key).json()[0]["media_url"] is None


def test_photos_may_be_larger_than_words_may(town: Town) -> None:
    def status(path: str, length: int) -> int:
        return (
            Client().post(path, data=b"", content_type="text/plain", CONTENT_LENGTH=str(length)).status_code
        )

    assert status("/open311/v2/services.json", 2_000_000) == 413
    assert status("/open311/v2/requests.json", 90_000_000) == 413
