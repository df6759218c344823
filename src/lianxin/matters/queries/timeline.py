"""The timeline: every movement in order, told by post and name."""

from django.utils.translation import gettext as _

from lianxin.kernel.actor import ActorKind
from lianxin.matters.codes import KEPT, READ_OUT
from lianxin.matters.contracts import Ref, StepTold
from lianxin.matters.lifecycle import NOTE_IS_PUBLIC, OF_ITSELF, Verb
from lianxin.matters.models import Movement
from lianxin.media import public as media
from lianxin.org import public as org

GONE = "photos_gone"  # among a step's facts: how many of its photos were taken back one by one


def timeline(ref: Ref, *, for_resident: bool) -> list[StepTold]:
    """Oldest first. The resident reads everything but what units say to one another about ownership."""
    rows = Movement.objects.filter(county=ref.county, matter_id=ref.id).order_by("version")
    subject = f"matter:{ref.id}"
    photos = media.pictures_of(ref.county, subject)
    return [
        _told(row, for_resident, [photo for photo in photos if photo.part == row.version]) for row in rows
    ]


def is_the_residents(row: Movement) -> bool:
    """Said by the resident, or by whoever took it down for one: what came with it is the resident's."""
    taken_down = row.verb == Verb.SUBMIT and row.facts.get("code", READ_OUT) != KEPT
    return row.actor_kind == ActorKind.RESIDENT or taken_down


def _told(row: Movement, for_resident: bool, photos: list[media.Photo]) -> StepTold:
    verb = Verb(row.verb)
    unit = org.unit(row.unit) if row.unit else None
    own = row.actor_kind == ActorKind.RESIDENT
    shown = not for_resident or own or verb in NOTE_IS_PUBLIC
    return StepTold(
        version=row.version,
        verb=verb,
        label=str(verb.label),
        at=row.at,
        who=_who(row, for_resident),
        note=row.note if shown else "",
        state_after=row.state_after,
        unit=unit.name if unit else "",
        until=row.facts.get("until", ""),
        road=row.road,
        own=own,
        level=row.facts.get("level", ""),
        result=row.facts.get("result", ""),
        came=bool(row.facts.get("came")),
        by_telephone=bool(row.facts.get("by_telephone")),
        photos=tuple(photos) if shown or verb == Verb.SUBMIT else (),
        photos_own=is_the_residents(row),
        photos_gone=row.facts.get(GONE, 0),
    )


def _who(row: Movement, for_resident: bool) -> str:
    if row.actor_kind == ActorKind.RESIDENT:
        if for_resident:
            return _("您")
        by_way_of_staff = row.facts.get("code") == READ_OUT
        return _("报事人(查询码由工作人员转告)") if by_way_of_staff else _("报事人")
    if row.actor_kind == ActorKind.SYSTEM:
        if row.verb == Verb.OVERSEE:
            return _("系统按时限")
        handed_on = row.verb in OF_ITSELF or row.facts.get("kind") == "carried_on"
        return _("系统") if handed_on else _("系统按责任清单")
    return row.post or _("工作人员")
