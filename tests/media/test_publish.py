"""A dispatcher covers what must be covered; only that picture, and only then, is everybody's."""

from collections.abc import Callable

import pytest
from django.test import Client
from PIL import Image, ImageDraw

from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotAllowed, NotFound
from lianxin.matters import public as matters
from lianxin.matters.models import Matter
from lianxin.matters.public import Ref, photos
from lianxin.media import public as media
from lianxin.media.models import Picture
from media.pictures import read, saved
from pages.conftest import as_
from town import Town

__all__ = ["as_"]
pytestmark = pytest.mark.django_db
As = Callable[[Actor], Client]


def plate() -> bytes:
    """Fine black and white stripes on grey, as of a number plate, right in the middle."""
    picture = Image.new("RGB", (1000, 500), (128, 128, 128))
    pen = ImageDraw.Draw(picture)
    for x in range(400, 600, 8):
        pen.rectangle((x, 200, x + 3, 300), fill="black")
        pen.rectangle((x + 4, 200, x + 7, 300), fill="white")
    return saved(picture, quality=95)


def reported(town: Town) -> tuple[Ref, str]:
    ref = town.reported()
    photos.add(ref, 1, [plate()], by=Actor.resident(), now=town.now)
    return ref, Picture.objects.get().name


def on_the_board(ref: Ref, town: Town) -> None:
    mine = Matter.objects.filter(county=ref.county, id=ref.id)
    mine.update(publicity="area", public_words="广场北口的井盖", public_at=town.now)


def published(town: Town) -> tuple[Ref, str, str]:
    ref, name = reported(town)
    on_the_board(ref, town)
    return ref, name, photos.publish(ref, name, [(390, 380, 610, 620)], by=town.qianpaiqian, now=town.now)


def spread(picture: Image.Image, box: tuple[int, int, int, int]) -> int:
    """How much light and dark differ within a box."""
    low, high = picture.crop(box).convert("L").getextrema()
    return int(high - low)


def test_nothing_is_everybodys_before_a_person_has_said_so(standing: Town, client: Client) -> None:
    ref, name = reported(standing)

    assert photos.published_of(ref) == []
    assert client.get(f"/photos/{ref.county}/{name}/large.jpg").status_code == 404


def test_taken_off_the_board_it_is_nobodys_but_theirs(standing: Town, as_: As, client: Client) -> None:
    ref, _name, public = published(standing)
    Matter.objects.filter(county=ref.county, id=ref.id).update(public_at=None, publicity="")

    assert photos.published_of(ref) == []
    assert client.get(f"/photos/{ref.county}/{public}/large.jpg").status_code == 404
    desk = as_(standing.qianpaiqian)
    assert desk.get(f"/matters/{ref.county}/{ref.id}/photos/{public}/large/").status_code == 200


def test_what_is_covered_cannot_be_read_and_the_kept_one_is_untouched(standing: Town, client: Client) -> None:
    ref, name, public = published(standing)

    shown = read(client.get(f"/photos/{ref.county}/{public}/large.jpg").content)
    kept = read(media.opened(ref.county, f"matter:{ref.id}", name, "large"))
    assert spread(kept, (420, 220, 580, 280)) > 150
    assert spread(shown, (420, 220, 580, 280)) < 40
    assert spread(shown, (0, 0, 300, 150)) < 10  # the rest is as it was
    assert [photo.public_name for photo in photos.published_of(ref)] == [public]
    assert public != name


def test_a_covered_box_holds_a_few_blocks_of_few_shades(standing: Town) -> None:
    noise = Image.effect_noise((1000, 1000), 100).convert("RGB")
    ref = standing.reported()
    photos.add(ref, 1, [saved(noise)], by=Actor.resident(), now=standing.now)
    name = Picture.objects.get().name
    public = photos.publish(ref, name, [(0, 0, 1000, 1000)], by=standing.qianpaiqian, now=standing.now)

    _subject, content = media.opened_public(ref.county, public, "large")
    blocks = {
        read(content).convert("L").getpixel((x * 200 + 100, y * 200 + 100))
        for x in range(5)
        for y in range(5)
    }
    assert len(blocks) <= 4  # an average of noise says nothing, and says it in coarse shades


def test_a_dispatcher_covers_it_on_the_page(standing: Town, as_: As, client: Client) -> None:
    ref, name = reported(standing)
    on_the_board(ref, standing)
    at = f"/matters/{ref.county}/{ref.id}/photos/{name}/public/"
    desk = as_(standing.qianpaiqian)
    box = {"left": ["39", ""], "top": ["38", ""], "right": ["61", ""], "bottom": ["62", ""]}

    unlooked = desk.post(at, box)
    done = desk.post(at, {**box, "looked": "on"}, follow=True)

    assert unlooked.status_code == 422
    assert "请先看过整张照片" in unlooked.content.decode()
    assert "照片遮好了" in done.content.decode()
    (photo,) = photos.published_of(ref)
    assert client.get(f"/photos/{ref.county}/{photo.public_name}/small.jpg").status_code == 200
    assert "已公开" in desk.get(f"/matters/{ref.county}/{ref.id}/").content.decode()


@pytest.mark.parametrize(
    "box", [("x", "0", "5", "5"), ("5", "5", "5", "9"), ("0", "0", "101", "9"), ("1", "", "", "")]
)
def test_a_box_that_lies_nowhere_is_refused_with_what_was_typed(
    standing: Town, as_: As, box: tuple[str, ...]
) -> None:
    ref, name = reported(standing)
    told = dict(zip(("left", "top", "right", "bottom"), box, strict=True))

    answer = as_(standing.qianpaiqian).post(
        f"/matters/{ref.county}/{ref.id}/photos/{name}/public/", {**told, "looked": "on"}
    )

    assert answer.status_code == 422
    assert "不在照片里" in answer.content.decode()
    assert photos.published_of(ref) == []


def test_it_is_taken_back_and_gone(standing: Town, as_: As, client: Client) -> None:
    ref, name, public = published(standing)

    as_(standing.qianpaiqian).post(f"/matters/{ref.county}/{ref.id}/photos/{name}/public/", {"withdraw": "1"})

    assert photos.published_of(ref) == []
    assert client.get(f"/photos/{ref.county}/{public}/large.jpg").status_code == 404
    assert media.opened(ref.county, f"matter:{ref.id}", name, "large")
    told = [entry.action for entry in journal.entries_about(ref.county, f"matter:{ref.id}")]
    assert told[-2:] == ["media.publish", "media.withdraw"]


def test_only_a_dispatcher_of_the_place_decides(standing: Town) -> None:
    ref, name = reported(standing)

    for by in (standing.liwangge, standing.zhouzhuren):
        with pytest.raises(NotAllowed):
            photos.publish(ref, name, [], by=by, now=standing.now)
    for by in (standing.wailai, Actor.resident(ref.id)):
        with pytest.raises((NotFound, NotAllowed)):
            photos.publish(ref, name, [], by=by, now=standing.now)
    assert photos.published_of(ref) == []


def test_a_photo_of_another_matter_is_not_there(standing: Town) -> None:
    _ref, name = reported(standing)
    other = standing.reported("另一件事")

    with pytest.raises(NotFound):
        photos.publish(other, name, [], by=standing.qianpaiqian, now=standing.now)
    with pytest.raises(NotFound):
        photos.for_who_serves(standing.liwangge, other, name, "large", now=standing.now)
    assert matters.whereabouts(other)
