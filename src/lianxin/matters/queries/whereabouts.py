"""Where a matter stands: for the rooms above that carry it on, never for a page."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.kernel.errors import NotFound
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import State
from lianxin.matters.models import Matter


@dataclass(frozen=True)
class Whereabouts:
    state: State
    unit: UUID | None
    desk: str
    area: str
    due_at: datetime | None
    bounces: int
    text: str
    place: str


def whereabouts(ref: Ref) -> Whereabouts:
    """One statement. Raises NotFound."""
    fields = ("state", "unit_id", "desk", "area", "due_at", "bounces", "text", "place")
    row = Matter.objects.filter(county=ref.county, id=ref.id).values_list(*fields).first()
    if row is None:
        raise NotFound(_("没有这件事。"))
    return Whereabouts(State(row[0]), *row[1:])
