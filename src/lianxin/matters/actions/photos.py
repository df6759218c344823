"""Photos of a matter: each came with a step of its timeline, and whoever spoke the step brought it."""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.errors import NotAllowed, NotNow
from lianxin.matters.actions.speak import lock
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import OPEN, Relation, State, Verb
from lianxin.matters.models import Movement
from lianxin.matters.queries.dossier import seen_by
from lianxin.matters.queries.timeline import GONE, is_the_residents
from lianxin.media import public as media

log = logging.getLogger(__name__)
MOST, MOST_IN_ALL = 4, 40  # with one step, and of one matter
ADDED_WITHIN = timedelta(days=1)  # to a step that was spoken: a lost network, a resend
# Where seeing helps. Nothing ever asks for a photo: each of these can be spoken without one.
TAKE_PHOTOS = frozenset({Verb.SUBMIT, Verb.SUPPLEMENT, Verb.FINISH, Verb.VERIFY, Verb.REDO, Verb.REOPEN})

GOING_ON = OPEN | {State.MERGED}  # while a photo may be taken back one by one


@dataclass(frozen=True)
class Taken:
    """`kept` of the photos were new and are kept. `refused`: which one (from 1), and a word of media.WHY."""

    kept: int = 0
    refused: tuple[tuple[int, str], ...] = ()


def subject_of(ref: Ref, step: int = 0) -> media.Subject:
    return media.Subject(ref.county, f"matter:{ref.id}", step)


def add(ref: Ref, step: int, photos: Iterable[bytes], *, by: Actor, now: datetime) -> Taken:
    """Add photos to the step (its version in the timeline) that this actor has just spoken. Never inside a
    transaction: they are developed first, and a photo that cannot be kept takes nothing else with it. Raises
    NotAllowed where the step is not theirs; all else is told in what it returns."""
    _check_step(ref, step, by, now)
    ready: list[tuple[int, media.Ready]] = []
    refused: list[tuple[int, str]] = []
    for which, data in enumerate(photos, 1):
        photo, why = _prepared(subject_of(ref, step), data, room=MOST - len(ready))
        refused += [(which, why)] if why else []
        ready += [(which, photo)] if photo else []
    kept, left_out = _kept(ref, step, ready, by, now)
    return Taken(kept, tuple(sorted([*refused, *left_out])))


def fetch_later(ref: Ref, url: str, *, now: datetime) -> None:
    """A report names a photo by its address: left for the background work in its own transaction."""
    media.fetch_later(subject_of(ref, 1), url, now=now)


def _check_step(ref: Ref, step: int, by: Actor, now: datetime) -> None:
    """Where its words were erased, no resend brings its photos back."""
    steps = Movement.objects.filter(county=ref.county, matter_id=ref.id, version=step)
    told = steps.filter(matter__county=ref.county).select_related("matter").first()
    mine = (
        told is not None
        and told.actor_kind == by.kind
        and (by.kind != ActorKind.STAFF or told.actor == by.id)
    )
    words = told and (told.matter.text if told.verb == Verb.SUBMIT else told.note)
    if told is None or not (mine and words) or told.verb not in TAKE_PHOTOS or now - told.at > ADDED_WITHIN:
        raise NotAllowed(_("这一步不能加照片。"), instead=_("请用“补充”,把照片加在里面。"))


def _prepared(subject: media.Subject, data: bytes, *, room: int) -> tuple[media.Ready | None, str]:
    """What is ready to be kept (None where it is there already), and why not ("" where it is fine)."""
    if room <= 0:
        return None, "many"
    try:
        return media.prepare(subject, data), ""
    except media.Unusable as unusable:
        return None, unusable.why
    except (OSError, DatabaseError):
        log.exception("a photo could not be stored")
        return None, "store"


Numbered = list[tuple[int, media.Ready]]


def _kept(
    ref: Ref, step: int, ready: Numbered, by: Actor, now: datetime
) -> tuple[int, list[tuple[int, str]]]:
    if not ready:
        return 0, []
    try:
        room, kept = _keep(ref, step, ready, by, now)
    except DatabaseError:
        log.exception("photos could not be kept")
        media.discard(photo for _which, photo in ready)
        return 0, [(which, "store") for which, _photo in ready]
    media.discard(photo for _which, photo in ready[room:])
    return kept, [(which, "many") for which, _photo in ready[room:]]


@transaction.atomic
def _keep(ref: Ref, step: int, ready: Numbered, by: Actor, now: datetime) -> tuple[int, int]:
    """(how many there was room for, how many of these were new). The matter is locked, so that two who send
    at once fill it no further than one."""
    lock(ref)
    there = media.pictures_of(ref.county, subject_of(ref).name)
    at_step = sum(photo.part == step for photo in there)
    room = max(0, min(MOST - at_step, MOST_IN_ALL - len(there)))
    kept = media.keep(subject_of(ref, step), [photo for _which, photo in ready[:room]], by=by, now=now)
    return room, len(kept)


@transaction.atomic
def remove(ref: Ref, name: str, *, by: Actor, now: datetime) -> None:
    """A resident takes back one of their own, sent by mistake, while somebody still works on it: the picture
    is gone for good, its covered one too; that there was one stays said. The matter itself does not move.
    Raises NotFound for what is gone already and what is not theirs."""
    matter = lock(ref)
    if matter.state not in GOING_ON:
        raise NotNow(
            _("这件事已经了结,照片不能单独删了。"),
            instead=_("在“我的信息”里,可以把照片和说过的话一起抹去。"),
        )
    there = media.pictures_of(ref.county, subject_of(ref).name)
    found = next((photo for photo in there if photo.name == name), None)
    steps = Movement.objects.filter(county=ref.county, matter_id=ref.id)
    step = steps.filter(version=found.part).first() if found else None
    if found is None or step is None or not is_the_residents(step):
        raise media.absent()
    media.remove(subject_of(ref, found.part), name, by=by, now=now)
    told = {**step.facts, GONE: step.facts.get(GONE, 0) + 1}  # the matter is locked: nobody counts beside us
    steps.filter(version=step.version).update(facts=told)


def prepared(ref: Ref, step: int, data: bytes, *, by: Actor, now: datetime) -> media.Ready | None:
    """One photo, developed for a step that this actor has just spoken; None where the matter has it. Outside
    of any transaction. Raises NotAllowed, media's Unusable."""
    _check_step(ref, step, by, now)
    return media.prepare(subject_of(ref, step), data)


def settle(ref: Ref, step: int, photo: media.Ready, *, by: Actor, now: datetime) -> str:
    """Keep one that was prepared; returns its name, "" where another brought it meanwhile. Raises media's
    Unusable where the step or the matter has as many as it may."""
    room, kept = _keep(ref, step, [(1, photo)], by, now)
    if not room:
        raise media.Unusable("many")
    return photo.name if kept else ""


def to_publish(by: Actor, ref: Ref, name: str, *, now: datetime) -> media.Photo:
    """The photo, for a dispatcher who is about to decide. Raises NotFound (not yours to see, or not there)
    and NotAllowed (not your duty)."""
    _check_dispatcher(ref, by, now)
    found = [one for one in media.pictures_of(ref.county, subject_of(ref).name) if one.name == name]
    if not found:
        raise media.absent()
    return found[0]


def publish(ref: Ref, name: str, boxes: Sequence[media.Box], *, by: Actor, now: datetime) -> str:
    """A dispatcher has covered what must be covered and says that everybody may see this one. Raises NotFound
    (not yours to see), NotAllowed (not your duty)."""
    return show(ref, covered(ref, name, boxes, by=by, now=now), by=by, now=now)


def covered(ref: Ref, name: str, boxes: Sequence[media.Box], *, by: Actor, now: datetime) -> media.Covered:
    """The first half of `publish`, which takes its time: outside of any transaction."""
    _check_dispatcher(ref, by, now)
    return media.covered(subject_of(ref), name, boxes)


def show(ref: Ref, made: media.Covered, *, by: Actor, now: datetime) -> str:
    """The second half."""
    _check_dispatcher(ref, by, now)
    return media.show(subject_of(ref), made, by=by, now=now)


def withdraw(ref: Ref, name: str, *, by: Actor, now: datetime) -> None:
    """Take it back from the public; those who may see the matter still see the photo."""
    _check_dispatcher(ref, by, now)
    media.withdraw(subject_of(ref), name, by=by, now=now)


def _check_dispatcher(ref: Ref, by: Actor, now: datetime) -> None:
    _matter, standing, _asked = seen_by(by, ref, now)
    if Relation.DISPATCHER not in standing.relations:
        raise NotAllowed(_("公开照片由派遣员决定。"), instead=_("可以请派遣员看过、遮好以后再公开。"))
