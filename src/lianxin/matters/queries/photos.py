"""Opening a photo: for whoever holds the code, for whoever may see the matter, for everybody once covered."""

from datetime import datetime
from uuid import UUID

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import NOTE_IS_PUBLIC, SHOWABLE, Verb
from lianxin.matters.models import IS_PUBLIC, Matter, Movement
from lianxin.matters.publicity.policy import categories
from lianxin.matters.queries.dossier import seen_by
from lianxin.matters.queries.progress import find_by_code
from lianxin.media import public as media


def for_the_holder(code: str, name: str, kind: str) -> bytes:
    """With the code: the resident's own photos, and those of steps whose words they read. Raises NotFound."""
    matter = find_by_code(code)
    subject = f"matter:{matter.id}"
    photo = next((one for one in media.pictures_of(matter.county, subject) if one.name == name), None)
    if photo is None or not _read_by_the_resident(Ref(matter.county, matter.id), photo.part):
        raise media.absent()
    return media.opened(matter.county, subject, name, kind)


def _read_by_the_resident(ref: Ref, step: int) -> bool:
    told = Movement.objects.filter(county=ref.county, matter_id=ref.id, version=step)
    found = told.values_list("verb", "actor_kind").first()
    return found is not None and is_shown(found[0], found[1])


def is_shown(verb: str, actor_kind: str) -> bool:
    """Whether the resident sees the photos of a step."""
    return verb == Verb.SUBMIT or verb in NOTE_IS_PUBLIC or actor_kind == ActorKind.RESIDENT


def for_who_serves(viewer: Actor, ref: Ref, name: str, kind: str, *, now: datetime) -> bytes:
    """A photo, or its covered one. Raises NotFound, in the same words, for a matter that is not there and one
    that is not theirs."""
    matter, _standing, _asked = seen_by(viewer, ref, now)
    subject = f"matter:{matter.id}"
    if name in {one.public_name for one in media.pictures_of(matter.county, subject)} - {""}:
        return media.opened_public(matter.county, name, kind)[1]
    return media.opened(matter.county, subject, name, kind)


def for_everybody(county: str, name: str, kind: str) -> bytes:
    """By the name of the covered one, while its matter stands on the public board. Raises NotFound."""
    subject, content = media.opened_public(county, name, kind)
    if not _is_shown(Ref(county, UUID(subject.removeprefix("matter:")))):
        raise media.absent()
    return content


def published_of(ref: Ref) -> list[media.Photo]:
    """The photos of a matter that everybody may see: covered and approved, and the matter is on the public
    board. Two statements, one where it is not."""
    subject = f"matter:{ref.id}"
    return media.published_of([ref.county], [subject]).get(subject, []) if _is_shown(ref) else []


def _is_shown(ref: Ref) -> bool:
    """By the one policy, judged at reading: a kind that the keeper closes takes its photos along."""
    mine = Matter.objects.filter(IS_PUBLIC, county=ref.county, id=ref.id)
    return mine.filter(state__in=SHOWABLE, category__in=categories()).exists()
