"""Photos by token: brought, listed, opened, covered, taken back; nobody's who may not see the matter."""

from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from calling import Caller, partner_calls, person_calls, told
from lianxin.journal.models import Entry
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Verb
from lianxin.media import shelf
from lianxin.media.models import Picture
from media.conftest import shelf_here
from media.pictures import BODY, photo, read
from town import Town

__all__ = ["shelf_here"]
BOX = {"left": 40, "top": 40, "right": 60, "bottom": 60}


def at(ref: Ref, tail: str) -> str:
    return f"/matters/{ref.county}/{ref.id}{tail}"


def files() -> int:
    return len(list(shelf.folder().rglob("*.jpg")))


@pytest.fixture
def ref(town: Town) -> Ref:
    return town.reported(by=town.liwangge, channel="grid")


@pytest.fixture
def officer(town: Town) -> Caller:
    return person_calls(town, town.liwangge)


@pytest.fixture
def desk(town: Town) -> Caller:
    return person_calls(town, town.qianpaiqian)


def added(officer: Caller, ref: Ref) -> str:
    name: str = told(officer.send(at(ref, "/steps/1/photos"), photo()))["name"]
    return name


def listed(caller: Caller, ref: Ref) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told(caller.get(at(ref, "/photos")))["photos"]
    return found


def cover(caller: Caller, ref: Ref, name: str, **heads: str) -> HttpResponse:
    return caller.post(at(ref, f"/photos/{name}/cover"), {"looked": True, "boxes": [BOX]}, **heads)


def test_a_photo_is_brought_with_a_step_and_read_by_who_sees_the_matter(
    officer: Caller, desk: Caller, ref: Ref
) -> None:
    name = added(officer, ref)

    (one,) = listed(desk, ref)
    assert (one["name"], one["step"], one["public"]) == (name, 1, None)
    answer = desk.get(at(ref, f"/photos/{name}/jpeg/large"))
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert BODY.encode() not in answer.content
    assert read(answer.content).size == (one["width"], one["height"])


def test_sent_again_it_is_kept_once_with_a_key_and_without(officer: Caller, ref: Ref) -> None:
    first = officer.send(at(ref, "/steps/1/photos"), photo(), idempotency_key="a")
    again = officer.send(at(ref, "/steps/1/photos"), photo(), idempotency_key="a")
    other = officer.send(at(ref, "/steps/1/photos"), photo(quality=40), idempotency_key="a")
    bare = officer.send(at(ref, "/steps/1/photos"), photo())

    assert told(first) == told(again)
    assert again["Idempotency-Replayed"] == "true"
    assert (other.status_code, told(other)["type"]) == (422, "urn:lianxin:mismatch")
    assert told(bare) == {"name": "", "again": True}
    assert (Picture.objects.count(), files()) == (1, 2)


def test_what_is_no_photo_is_refused_with_its_reason_and_leaves_nothing(officer: Caller, ref: Ref) -> None:
    answer = officer.send(at(ref, "/steps/1/photos"), b"PK\x03\x04 not a photo")

    assert (answer.status_code, told(answer)["title"]) == (422, "不是照片,收 JPEG、PNG、WebP、GIF")
    assert officer.post(at(ref, "/steps/1/photos"), {}).status_code == 415
    assert files() == 0


def test_a_fifth_photo_with_one_step_is_refused(officer: Caller, ref: Ref) -> None:
    for quality in range(50, 54):
        assert officer.send(at(ref, "/steps/1/photos"), photo(quality=quality)).status_code == 201

    assert officer.send(at(ref, "/steps/1/photos"), photo(quality=54)).status_code == 422
    assert files() == 8


def test_only_who_spoke_the_step_adds_to_it(desk: Caller, ref: Ref) -> None:
    assert desk.send(at(ref, "/steps/1/photos"), photo()).status_code == 403
    assert files() == 0


def test_an_outsider_is_told_what_is_told_of_nothing(town: Town, officer: Caller, ref: Ref) -> None:
    name = added(officer, ref)
    outsider, nothing = person_calls(town, town.wailai), Ref(ref.county, town.unit("police_station"))

    for tail in ("/photos", f"/photos/{name}/jpeg/large"):
        answer, none = outsider.get(at(ref, tail)), outsider.get(at(nothing, tail))
        assert (answer.status_code, answer.content) == (404, none.content)
    for tail in (f"/photos/{name}/cover", f"/photos/{name}/withdraw"):
        body = {"looked": True} if tail.endswith("cover") else {}
        answer = outsider.post(at(ref, tail), body, if_match="*")
        assert answer.status_code == 404
    assert outsider.send(at(ref, "/steps/1/photos"), photo()).status_code == 404


def test_a_dispatcher_covers_and_everybody_sees_the_covered_one_and_it_is_taken_back(
    town: Town, officer: Caller, desk: Caller, ref: Ref
) -> None:
    name = added(officer, ref)
    tag = listed(desk, ref)[0]["tag"]
    town.speak(Verb.PUBLISH, ref, town.qianpaiqian, words="广场北口的井盖")

    assert cover(desk, ref, name, if_match=tag).status_code == 200

    (one,) = listed(desk, ref)
    public = one["public"]["name"]
    at_large = f"/photos/{ref.county}/{public}/large.jpg"
    assert Client().get(at_large).status_code == 200
    assert desk.get(at(ref, f"/photos/{public}/jpeg/small")).status_code == 200
    assert desk.post(at(ref, f"/photos/{name}/withdraw"), {}, if_match=one["tag"]).status_code == 200
    assert Client().get(at_large).status_code == 404
    assert listed(desk, ref)[0]["public"] is None


def test_whoever_decided_on_another_state_is_told_so(officer: Caller, desk: Caller, ref: Ref) -> None:
    name = added(officer, ref)
    tag = listed(desk, ref)[0]["tag"]
    assert cover(desk, ref, name, if_match=tag).status_code == 200
    lying = files()

    late, bare = cover(desk, ref, name, if_match=tag), cover(desk, ref, name)

    assert (late.status_code, bare.status_code) == (412, 428)
    assert desk.post(at(ref, f"/photos/{name}/withdraw"), {}, if_match=tag).status_code == 412
    assert cover(officer, ref, name, if_match="*").status_code == 403
    assert files() == lying


def test_nobody_says_that_they_have_looked_without_having(officer: Caller, desk: Caller, ref: Ref) -> None:
    name = added(officer, ref)

    for body in ({}, {"looked": False}, {"looked": True, "boxes": [{**BOX, "right": 101}]}):
        assert desk.post(at(ref, f"/photos/{name}/cover"), body, if_match="*").status_code == 422
    assert not Entry.objects.filter(action="media.publish").exists()


def test_an_outside_system_brings_a_residents_photo_by_their_code(town: Town, hotline: Caller) -> None:
    body = {"id": "0190b6f0-3c1e-7c3a-9f57-2f1d6c0e8a11", "text": "井盖坏了", "area": town.chenghuang}
    code = told(hotline.post("/reports", body))["code"]

    name = told(hotline.send(f"/progress/{code}/steps/1/photos", photo()))["name"]

    (one,) = told(hotline.get(f"/progress/{code}/photos"))["photos"]
    assert (one["name"], "tag" in one) == (name, False)
    assert hotline.get(f"/progress/{code}/photos/{name}/jpeg/small")["Content-Type"] == "image/jpeg"
    staff = person_calls(town, town.liwangge)
    assert staff.post(f"/progress/{code}/photos/{name}/remove").status_code == 403
    assert hotline.get(f"/progress/ZZZZZZZZZZ/photos/{name}/jpeg/small").status_code == 404
    beside = partner_calls(town, name="邻县热线", areas=["140404"])
    assert beside.get(f"/progress/{code}/photos").status_code == 404
    assert beside.send(f"/progress/{code}/steps/1/photos", photo()).status_code == 404
    assert beside.post(f"/progress/{code}/photos/{name}/remove").status_code == 404
    assert hotline.post(f"/progress/{code}/photos/{name}/remove").status_code == 200
    assert hotline.post(f"/progress/{code}/photos/{name}/remove").status_code == 404
    assert told(hotline.get(f"/progress/{code}/photos"))["photos"] == []


def test_a_test_system_is_answered_and_nothing_is_kept(town: Town, ref: Ref) -> None:
    tester = partner_calls(town, name="试接", test=True)
    mine = town.reported()
    code = matters.resident_code(mine.id)

    answer = tester.send(f"/progress/{code}/steps/1/photos", photo())

    assert (answer.status_code, answer["Lianxin-Test"]) == (201, "true")
    assert (Picture.objects.count(), files()) == (0, 0)
