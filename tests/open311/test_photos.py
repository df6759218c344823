"""Photos with a request: as files, and by their addresses. None of them can lose the words."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.matters.models import Matter
from lianxin.media import shelf
from lianxin.media.models import Errand, Picture
from media.conftest import shelf_here
from media.pictures import BODY, photo
from open311.partners import Partner, partner
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


def test_photos_may_be_larger_than_words_may(town: Town) -> None:
    def status(path: str, length: int) -> int:
        return (
            Client().post(path, data=b"", content_type="text/plain", CONTENT_LENGTH=str(length)).status_code
        )

    assert status("/open311/v2/services.json", 2_000_000) == 413
    assert status("/open311/v2/requests.json", 90_000_000) == 413
