"""Photos by token: one at a time as a file, listed, opened, and by a dispatcher covered for everybody."""

from collections.abc import Callable, Iterable
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from ninja import Path, Router
from ninja.responses import Status

from lianxin.api.public import (
    FILE,
    FILE_BODY,
    County,
    Done,
    Given,
    Token,
    bearer_of,
    done,
    file_in,
    once,
    person_of,
    versions,
)
from lianxin.kernel import clock
from lianxin.kernel.actor import Actor
from lianxin.matters.contracts import StepTold
from lianxin.matters.public import Ref, photos
from lianxin.matters.queries.dossier import seen_by
from lianxin.matters.queries.timeline import timeline
from lianxin.matters.web.api.pictured import CoverGiven, OwnPhotosTold, PhotoKept, PhotosTold
from lianxin.matters.web.api.reports import must_speak_for_residents, opened
from lianxin.matters.web.photos import awaited, shown
from lianxin.media import public as media

router = Router(tags=["photos"])
READS, WRITES = Token("matters:read"), Token("matters:write")
BRINGS = Token("matters:write", brings=FILE)
OWN_READS, OWN_WRITES = Token("reports:read"), Token("reports:write")
OWN_BRINGS = Token("reports:write", brings=FILE)
# These addresses take one photo each.
WIDE = {
    rf"/api/v1/{path}/steps/[0-9]{{1,9}}/photos": media.LARGEST + 1_000
    for path in ("matters/[^/]+/[^/]+", "progress/[^/]+")
}
Name = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
Step = Annotated[int, Path(ge=1, le=10**6)]
Kind = Literal["large", "small"]
JPEG = {"x-media-type": "image/jpeg"}
ONE = "/matters/{county}/{matter_id}"


@router.get(
    ONE + "/photos",
    response=PhotosTold,
    auth=READS,
    operation_id="list_photos",
    summary="List a matter's photos",
)
def listed(request: HttpRequest, county: County, matter_id: UUID) -> dict[str, Any]:
    """List every photo of a matter, with what everybody may see of it."""
    ref = Ref(county, matter_id)
    seen_by(person_of(request), ref, clock.now())
    told = [_staff_told(photo) for photo in _of(timeline(ref, for_resident=False))]
    waiting = [one for one in awaited(ref) if one.state == "waiting"]
    return {"photos": told, "awaited": len(waiting)}


@router.get(
    ONE + "/photos/{name}/jpeg/{kind}",
    response=bytes,
    auth=READS,
    operation_id="read_photo",
    summary="Download a matter's photo",
    openapi_extra=JPEG,
)
def one(request: HttpRequest, county: County, matter_id: UUID, name: Name, kind: Kind) -> HttpResponse:
    """Download one photo, or its covered one, as a JPEG."""
    ref, now = Ref(county, matter_id), clock.now()
    return shown(photos.for_who_serves(person_of(request), ref, name, kind, now=now))


@router.post(
    ONE + "/steps/{step}/photos",
    response={201: PhotoKept},
    auth=BRINGS,
    operation_id="add_photo",
    summary="Add a photo to a step",
    openapi_extra=FILE_BODY,
)
def added(request: HttpRequest, county: County, matter_id: UUID, step: Step) -> Status[dict[str, Any]]:
    """Add one photo to a step that you have spoken within the last day: JPEG, PNG, WebP or GIF, 15 MB at
    most. Only the picture is kept. Of a photo that cannot be kept the sentence says why."""
    by, ref = person_of(request), Ref(county, matter_id)
    seen_by(by, ref, clock.now())
    return Status(201, _added(request, ref, step, by))


@router.post(
    ONE + "/photos/{name}/cover",
    response=Done,
    auth=WRITES,
    operation_id="cover_photo",
    summary="Cover a photo and make it public",
)
def cover(
    request: HttpRequest, county: County, matter_id: UUID, name: Name, payload: CoverGiven
) -> dict[str, Any]:
    """Say as a dispatcher that you have looked: these boxes are covered for good in a new picture, and that
    one everybody may see while the matter stands on the public board. If-Match is the photo's `tag`."""
    ref, by, now = Ref(county, matter_id), person_of(request), clock.now()
    photos.to_publish(by, ref, name, now=now)
    versions.must_be_seen(request)
    made = photos.covered(ref, name, [box.box() for box in payload.boxes], by=by, now=now)

    def showing() -> object:
        versions.must_be(request, _tag(name, made.before))
        return photos.show(ref, made, by=by, now=now)

    return _unless_undone(request, [made], lambda: done(request, showing))


@router.post(
    ONE + "/photos/{name}/withdraw",
    response=Done,
    auth=WRITES,
    operation_id="withdraw_photo",
    summary="Withdraw a public photo",
)
def withdraw(
    request: HttpRequest, county: County, matter_id: UUID, name: Name, payload: Given
) -> dict[str, Any]:
    """Let nobody else see a photo any more: the covered one is deleted, the photo stays."""
    ref, by, now = Ref(county, matter_id), person_of(request), clock.now()
    photos.to_publish(by, ref, name, now=now)
    versions.must_be_seen(request)

    def withdrawn() -> None:
        found = photos.to_publish(by, ref, name, now=now)
        versions.must_be(request, _tag(name, found.public_name))
        photos.withdraw(ref, name, by=by, now=now)

    return done(request, withdrawn)


@router.get(
    "/progress/{code}/photos",
    response=OwnPhotosTold,
    auth=OWN_READS,
    operation_id="list_own_photos",
    summary="List a report's photos",
)
def own(request: HttpRequest, code: str) -> dict[str, Any]:
    """List the photos that the holder of a code sees: their own, and those of steps whose words they read."""
    return {"photos": [_told(photo) for photo in _of(opened(request, code).steps)]}


@router.get(
    "/progress/{code}/photos/{name}/jpeg/{kind}",
    response=bytes,
    auth=OWN_READS,
    operation_id="read_own_photo",
    summary="Download a report's photo",
    openapi_extra=JPEG,
)
def own_one(request: HttpRequest, code: str, name: Name, kind: Kind) -> HttpResponse:
    """Download one of the holder's photos as a JPEG."""
    opened(request, code)
    return shown(photos.for_the_holder(code[:40], name, kind))


@router.post(
    "/progress/{code}/steps/{step}/photos",
    response={201: PhotoKept},
    auth=OWN_BRINGS,
    operation_id="add_own_photo",
    summary="Add a photo to a report",
    openapi_extra=FILE_BODY,
)
def own_added(request: HttpRequest, code: str, step: Step) -> Status[dict[str, Any]]:
    """Add one photo to what the holder of the code said within the last day: the report itself is step 1.
    Never with the token of somebody who serves."""
    must_speak_for_residents(request)
    ref = opened(request, code).ref
    return Status(201, _added(request, ref, step, Actor.resident(ref.id)))


@router.post(
    "/progress/{code}/photos/{name}/remove",
    response=Done,
    auth=OWN_WRITES,
    operation_id="remove_own_photo",
    summary="Take a photo back",
)
def own_removed(request: HttpRequest, code: str, name: Name, payload: Given) -> dict[str, Any]:
    """Take back a photo that the resident sent by mistake: it is gone. Never with the token of
    somebody who serves."""
    must_speak_for_residents(request)
    ref, now = opened(request, code).ref, clock.now()
    return done(request, lambda: photos.remove(ref, name, by=Actor.resident(ref.id), now=now))


def _added(request: HttpRequest, ref: Ref, step: int, by: Actor) -> dict[str, Any]:
    now, content = clock.now(), file_in(request, media.LARGEST)
    ready = photos.prepared(ref, step, content, by=by, now=now)

    def kept() -> dict[str, Any]:
        name = photos.settle(ref, step, ready, by=by, now=now) if ready else ""
        return {"name": name, "again": not name}

    return _unless_undone(request, [ready] if ready else [], lambda: once(request, kept))


Made = media.Ready | media.Covered


def _unless_undone(
    request: HttpRequest, made: Iterable[Made], call: Callable[[], dict[str, Any]]
) -> dict[str, Any]:
    """What was laid on the shelf goes again where nothing came of it: refused, answered before, or a test."""
    try:
        answer = call()
    except BaseException:
        media.discard(made)
        raise
    if getattr(request, "lx_again", False) or bearer_of(request).test:
        media.discard(made)
    return answer


def _of(steps: Iterable[StepTold]) -> list[media.Photo]:
    return [photo for step in steps for photo in step.photos]


def _told(photo: media.Photo) -> dict[str, Any]:
    told = {name: getattr(photo, name) for name in ("name", "width", "height", "kept_at")}
    return {**told, "step": photo.part}


def _staff_told(photo: media.Photo) -> dict[str, Any]:
    public = None
    if photo.public_name:
        public = {"name": photo.public_name, "width": photo.public_width, "height": photo.public_height}
    return {**_told(photo), "public": public, "tag": _tag(photo.name, photo.public_name)}


def _tag(name: str, public_name: str) -> str:
    return versions.mark("photo", name, public_name)
