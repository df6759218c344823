"""Photos on the pages: a resident adds them, those who may see the matter see them, nobody else."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed
from lianxin.matters import public as matters
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref
from lianxin.media.models import Picture
from media.pictures import photo, saved, scene
from pages.conftest import as_
from security.probing import told
from town import Town

__all__ = ["as_"]
pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]


def upload(data: bytes, name: str = "IMG_1.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data, content_type="image/jpeg")


def said(client: Client, town: Town, *photos: bytes, **more: str) -> str:
    """The page after saying it with these photos."""
    told = {"id": str(uuid4()), "text": "城隍庙广场北口井盖坏了", "area": town.chenghuang, **more}
    return client.post("/", {**told, "photos": [upload(one) for one in photos]}, follow=True).content.decode()


def ref_of_the_one() -> Ref:
    matter = Matter.objects.get()
    return Ref(matter.county, matter.id)


def the_photo(kind: str = "large") -> str:
    return f"photos/{Picture.objects.get().name}/{kind}/"


def test_a_resident_adds_photos_and_sees_them_with_the_report(client: Client, standing: Town) -> None:
    page = said(client, standing, photo(), saved(scene(300, 300), "PNG"))

    assert page.count("<img") == 2
    assert "没有收" not in page
    assert Picture.objects.count() == 2
    for address in re.findall(r'src="(/p/[^"]+)"', page):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"] == 'inline; filename="photo.jpg"'
        assert answer["Cache-Control"] == "no-store"
        assert "sandbox" in answer["Content-Security-Policy"]


def test_nobody_must_add_a_photo(client: Client, standing: Town) -> None:
    page = said(client, standing)

    assert "收到了" in page
    assert not Picture.objects.exists()
    assert "(可不加,最多四张)" in client.get("/").content.decode()


def test_a_photo_that_cannot_be_kept_takes_no_word_with_it_and_is_named(
    client: Client, standing: Town
) -> None:
    page = said(client, standing, photo(), b"PK\x03\x04 a zip named .jpg", photo()[:3000])

    assert Matter.objects.get().text == "城隍庙广场北口井盖坏了"
    assert Picture.objects.count() == 1
    assert "第 2 张:不是照片" in page
    assert "第 3 张:没有传完整" in page


def test_four_with_one_report_and_the_rest_is_named(client: Client, standing: Town) -> None:
    page = said(client, standing, *(saved(scene(40 + n, 40)) for n in range(6)))

    assert Picture.objects.count() == 4
    assert "第 5 张:张数已经满了" in page
    assert "第 6 张:张数已经满了" in page


def test_sending_it_again_keeps_nothing_twice(client: Client, standing: Town) -> None:
    same = str(uuid4())

    said(client, standing, photo(), id=same)
    page = said(client, standing, photo(), id=same)

    assert "还是同一个码" in page
    assert Picture.objects.count() == 1


def test_refused_words_say_that_the_photo_must_be_chosen_again(client: Client, standing: Town) -> None:
    page = said(client, standing, photo(), text="")

    assert "照片没有跟着留下" in page
    assert not Picture.objects.exists()


def test_who_serves_there_sees_it_and_the_outsider_is_told_what_is_told_of_nothing(
    client: Client, standing: Town, as_: As
) -> None:
    said(client, standing, photo())
    ref = ref_of_the_one()
    at = f"/matters/{ref.county}/{ref.id}/"

    officer = as_(standing.liwangge)
    assert the_photo("small") in officer.get(at).content.decode()
    assert officer.get(at + the_photo()).content[:3] == b"\xff\xd8\xff"

    absent = f"/matters/{ref.county}/{uuid4()}/"
    outsider = as_(standing.wailai)
    denied, nothing = outsider.get(at + the_photo()), outsider.get(absent + the_photo())
    assert denied.status_code == 404
    assert told(denied, at) == told(nothing, absent)
    assert client.get(at + the_photo()).status_code == 302  # to the door


def test_another_matters_code_does_not_open_it(client: Client, standing: Town) -> None:
    said(client, standing, photo())
    other = matters.resident_code(standing.reported("另一件事").id)

    another = f"photos/{'0' * 32}/large/"
    denied, nothing = client.get(f"/p/{other}/{the_photo()}"), client.get(f"/p/{other}/{another}")

    assert denied.status_code == 404
    assert told(denied, the_photo()) == told(nothing, another)


def test_the_handler_shows_what_was_done_and_the_resident_sees_it(
    client: Client, standing: Town, as_: As
) -> None:
    ref = standing.handling()
    handler = as_(standing.handler(ref))

    handler.post(
        f"/matters/{ref.county}/{ref.id}/finish/", {"note": "换了新井盖", "photos": [upload(photo())]}
    )

    progress = f"/p/{matters.resident_code(ref.id)}/"
    assert the_photo("small") in client.get(progress).content.decode()
    assert client.get(progress + the_photo()).status_code == 200


def test_a_verb_whose_photo_is_left_out_is_spoken_all_the_same(
    client: Client, standing: Town, as_: As
) -> None:
    ref = standing.handling()
    handler = as_(standing.handler(ref))

    answer = handler.post(
        f"/matters/{ref.county}/{ref.id}/finish/",
        {"note": "换了新井盖", "next": "/needle/", "photos": [upload(b"<svg onload=alert(1)>", "a.svg")]},
        follow=True,
    )

    assert Matter.objects.get().state == "handled"
    assert "第 1 张:不是照片" in answer.content.decode()


def test_a_supplement_brings_one_along(client: Client, standing: Town) -> None:
    ref = standing.handling()
    code = matters.resident_code(ref.id)

    page = client.post(
        f"/p/{code}/supplement/", {"note": "更大了", "photos": [upload(photo())]}, follow=True
    ).content.decode()

    assert Picture.objects.get().part == Matter.objects.get().version
    assert the_photo("small") in page


def test_what_somebody_takes_down_may_have_a_photo(standing: Town, as_: As) -> None:
    officer = as_(standing.liwangge)
    told = {"id": str(uuid4()), "text": "井盖坏了", "area": standing.chenghuang, "channel": "grid"}

    answer = officer.post("/matters/new/", {**told, "photos": [upload(photo()), upload(b"")]}, follow=True)

    assert Picture.objects.count() == 1
    assert "文件是空的" in answer.content.decode() or "第 2 张" not in answer.content.decode()


def test_nobody_adds_a_photo_to_somebody_elses_step(standing: Town) -> None:
    ref = standing.handled()

    with pytest.raises(NotAllowed):
        matters.photos.add(ref, 4, [photo()], by=standing.liwangge, now=standing.now)
    with pytest.raises(NotAllowed):
        matters.photos.add(ref, 1, [photo()], by=standing.liwangge, now=standing.now)
    with pytest.raises(NotAllowed):
        matters.photos.add(ref, 99, [photo()], by=Actor.resident(ref.id), now=standing.now)
    with pytest.raises(NotAllowed):
        matters.photos.add(ref, 1, [photo()], by=Actor.resident(ref.id), now=standing.later(days=2).now)

    assert not Picture.objects.exists()
