"""A photo that was sent by mistake is taken back by whoever sent it, while somebody still works on it."""

from pathlib import Path
from uuid import uuid4

import pytest
from django.test import Client

from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.errors import NotFound, NotNow
from lianxin.matters import public as matters
from lianxin.matters.models import Matter, Movement
from lianxin.matters.public import Ref, Verb, photos
from lianxin.media import public as media
from lianxin.media.models import Picture
from media.pictures import photo, saved, scene
from media.test_shown import ref_of_the_one, said
from pages.conftest import as_
from security.probing import told
from town import Town

__all__ = ["as_"]
pytestmark = pytest.mark.django_db


def with_photo(town: Town, **more: object) -> tuple[Ref, str]:
    """Reported with one photo: the matter, and the photo's name."""
    ref = town.reported(**more)
    photos.add(ref, 1, [photo()], by=town.resident(ref), now=town.now)
    return ref, Picture.objects.get(subject=f"matter:{ref.id}").name


def files_on(shelf: Path) -> list[Path]:
    return [path for path in shelf.rglob("*") if path.is_file()]


def test_it_is_gone_from_the_disk_and_the_matter_does_not_move(town: Town, shelf_here: Path) -> None:
    ref, name = with_photo(town)
    assert len(files_on(shelf_here)) == 2
    before = Matter.objects.values().get()

    with pytest.MonkeyPatch.context() as patch:  # the test's transaction never commits
        patch.setattr("django.db.transaction.on_commit", lambda call, **_more: call())
        photos.remove(ref, name, by=town.resident(ref), now=town.now)

    assert files_on(shelf_here) == []
    assert not Picture.objects.exists()
    assert Matter.objects.values().get() == before
    last = journal.entries_about(ref.county, f"matter:{ref.id}").last()
    assert (last.action, last.actor, last.payload) == (
        "media.remove", f"resident:{ref.id}", '{"part":1,"pictures":1}',
    )  # fmt: skip
    assert journal.verify(ref.county) is None


def test_the_covered_one_that_everybody_saw_goes_too(town: Town) -> None:
    ref, name = with_photo(town)
    fresh = photos.publish(ref, name, [], by=town.qianpaiqian, now=town.now)
    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words="井盖坏了")
    assert photos.for_everybody(ref.county, fresh, "small")

    photos.remove(ref, name, by=town.resident(ref), now=town.now)

    with pytest.raises(NotFound):
        photos.for_everybody(ref.county, fresh, "small")


def test_both_sides_read_that_there_was_one(town: Town) -> None:
    ref, name = with_photo(town)

    photos.remove(ref, name, by=town.resident(ref), now=town.now)

    told = matters.progress(matters.resident_code(ref.id), now=town.now)
    assert (told.steps[0].photos, told.steps[0].photos_gone) == ((), 1)
    assert matters.dossier(town.handler(ref), ref, now=town.now).steps[0].photos_gone == 1


def test_what_others_brought_is_not_the_residents_to_take(town: Town) -> None:
    ref = town.handled()
    step = Movement.objects.get(matter_id=ref.id, verb=Verb.FINISH).version
    photos.add(ref, step, [photo()], by=town.handler(ref), now=town.now)

    with pytest.raises(NotFound):
        photos.remove(ref, Picture.objects.get().name, by=town.resident(ref), now=town.now)

    assert Picture.objects.count() == 1


def test_what_was_seen_on_a_round_is_nobodys_what_a_caller_sent_is_theirs(town: Town) -> None:
    round_, called = (
        town.reported(by=town.liwangge, channel=channel, place=channel) for channel in ("grid", "chat")
    )
    for ref in (round_, called):
        photos.add(ref, 1, [saved(scene(300, 300), "PNG")], by=town.liwangge, now=town.now)
    names = {one.subject: one.name for one in Picture.objects.all()}

    photos.remove(called, names[f"matter:{called.id}"], by=town.resident(called), now=town.now)
    with pytest.raises(NotFound):
        photos.remove(round_, names[f"matter:{round_.id}"], by=town.resident(round_), now=town.now)


def test_what_is_over_keeps_its_photos_until_all_of_it_is_erased(town: Town) -> None:
    ref, name = with_photo(town)
    for verb, who, note in (
        (Verb.ACCEPT, town.handler(ref), ""), (Verb.BEGIN, town.handler(ref), ""),
        (Verb.FINISH, town.handler(ref), "好了"), (Verb.VERIFY, town.liwangge, "看过"),
        (Verb.CLOSE, town.qianpaiqian, ""),
    ):  # fmt: skip
        town.speak(verb, ref, who, note=note)

    with pytest.raises(NotNow, match="已经了结"):
        photos.remove(ref, name, by=town.resident(ref), now=town.now)


def test_merged_it_still_goes_on_and_the_photo_may_go(town: Town) -> None:
    lead = town.reported()
    ref, name = with_photo(town)
    number = Matter.objects.get(id=lead.id).number
    town.speak(Verb.MERGE, ref, town.qianpaiqian, into=number, reason="同一个")

    photos.remove(ref, name, by=town.resident(ref), now=town.now)

    assert not media.pictures_of(ref.county, f"matter:{ref.id}")


def test_the_same_photo_may_be_sent_again_on_purpose(town: Town) -> None:
    ref, name = with_photo(town)
    photos.remove(ref, name, by=town.resident(ref), now=town.now)

    assert photos.add(ref, 1, [photo()], by=town.resident(ref), now=town.now).kept == 1


def test_the_page_offers_it_does_it_and_says_so(client: Client, standing: Town) -> None:
    said(client, standing, photo(), saved(scene(300, 300), "PNG"))
    ref = ref_of_the_one()
    code = matters.resident_code(ref.id)
    first = Picture.objects.order_by("kept_at", "id").first()
    assert first
    page = client.get(f"/p/{code}/").content.decode()
    assert page.count("删去这张照片") == 2

    answer = client.post(f"/p/{code}/photos/{first.name}/remove/", follow=True)

    page = answer.content.decode()
    assert "这张照片已经删去" in page
    assert "您删去了 1 张照片" in page
    assert page.count("<img") == 1
    assert client.get(f"/p/{code}/photos/{first.name}/small/").status_code == 404


def test_a_second_tap_is_a_plain_sentence_and_takes_nothing_more(client: Client, standing: Town) -> None:
    said(client, standing, photo(), saved(scene(300, 300), "PNG"))
    code = matters.resident_code(ref_of_the_one().id)
    name = Picture.objects.order_by("kept_at", "id").values_list("name", flat=True)[0]
    client.post(f"/p/{code}/photos/{name}/remove/")

    again = client.post(f"/p/{code}/photos/{name}/remove/")

    assert again.status_code == 404
    assert "没有这张照片" in again.content.decode()
    assert Picture.objects.count() == 1


def test_another_code_takes_nothing_and_learns_nothing(client: Client, standing: Town) -> None:
    said(client, standing, photo())
    name = Picture.objects.get().name
    other = matters.resident_code(standing.reported("另一件事在别处").id)

    paths = [f"/p/{other}/photos/{one}/remove/" for one in (name, uuid4().hex)]
    theirs, nobodys = (told(client.post(path), path) for path in paths)

    assert theirs[0] == 404
    assert theirs == nobodys
    assert Picture.objects.count() == 1


def test_while_signed_in_nobody_takes_it_in_a_residents_name(client: Client, standing: Town, as_) -> None:  # type: ignore[no-untyped-def]
    said(client, standing, photo())
    name, code = Picture.objects.get().name, matters.resident_code(ref_of_the_one().id)

    answer = as_(standing.qianpaiqian).post(f"/p/{code}/photos/{name}/remove/")

    assert answer.status_code == 403
    assert Picture.objects.count() == 1


def test_when_it_is_over_the_page_offers_it_no_more(client: Client, standing: Town) -> None:
    said(client, standing, photo())
    ref = ref_of_the_one()
    standing.speak(Verb.WITHDRAW, ref, Actor.resident(ref.id))

    page = client.get(f"/p/{matters.resident_code(ref.id)}/").content.decode()

    assert "<img" in page
    assert "删去这张照片" not in page
