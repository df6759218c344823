"""The slip for a caller: what whoever took a report down says and hands over.

The code is the resident's, and whoever holds it has the last word on the work. So it goes to the number
that was left, and nobody who serves sees it. Only where no message can reach the caller is it read out, for
as long as the caller stands there or listens; what is done with such a code says so on the timeline.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.matters.codes import READ_OUT, resident_code
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import Relation
from lianxin.matters.models import Matter, Movement
from lianxin.matters.queries.cards import is_urgent, place_words
from lianxin.matters.queries.progress import headline
from lianxin.matters.standing import standing_of
from lianxin.org import public as org

SHOWN_FOR = timedelta(minutes=10)


@dataclass(frozen=True)
class Slip:
    """`goes` is how the code went ("sent", "read_out", "kept"); `code` is "" but where it is to be read out
    now."""

    ref: Ref
    number: str
    headline: str
    text: str
    place: str
    due_at: datetime | None
    goes: str
    code: str
    urgent: bool


def slip(viewer: Actor, ref: Ref, *, now: datetime) -> Slip:
    """For whoever took it down and still serves; to anybody else there is no such slip."""
    held = org.held(viewer, on=local(now).date())
    matter = Matter.objects.filter(county=ref.county, id=ref.id).first() if held else None
    if matter is None or Relation.REPORTER not in standing_of(viewer, matter, held).relations:
        raise NotFound(_("没有这件事,或者它不归您看。"))
    goes = how_the_code_went(ref)
    fresh = timedelta(0) <= now - matter.received_at <= SHOWN_FOR
    return Slip(
        ref=ref,
        number=matter.number,
        headline=headline(matter, now),
        text=matter.text,
        place=place_words(matter),
        due_at=matter.due_at,
        goes=goes,
        code=resident_code(matter.id) if goes == READ_OUT and fresh else "",
        urgent=is_urgent(matter),
    )


def how_the_code_went(ref: Ref) -> str:
    """Of a matter that somebody who serves took down. Where nothing was written about it, it was shown to
    them: so it was before this was kept."""
    first = Movement.objects.filter(county=ref.county, matter_id=ref.id, version=1)
    return str((first.values_list("facts", flat=True).first() or {}).get("code", READ_OUT))
