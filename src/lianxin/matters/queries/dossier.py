"""One matter as somebody who serves sees it."""

from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from lianxin.deadlines import public as deadlines
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.kernel.points import Point
from lianxin.matters import contacts
from lianxin.matters.contracts import Dossier, Look, Ref
from lianxin.matters.lifecycle import Relation
from lianxin.matters.models import Assist, Matter, Reveal
from lianxin.matters.publicity.policy import shown
from lianxin.matters.queries.cards import card_of, place_words
from lianxin.matters.queries.timeline import timeline
from lianxin.matters.standing import Standing, standing_of, still_helps
from lianxin.org import public as org


def dossier(viewer: Actor, ref: Ref, *, now: datetime, held: tuple[org.Held, ...] | None = None) -> Dossier:
    """Raises NotFound, in the same words, for what is not there and what is not theirs. Nine statements, one
    less where it is known what the viewer holds."""
    matter, standing, asked = seen_by(viewer, ref, now, held)
    point = Point(matter.lon, matter.lat) if matter.lon is not None and matter.lat is not None else None
    left = contacts.of(ref)
    # That there is a number, never a digit of it: a mask that shows the ends narrows a neighbour down.
    contact = dict.fromkeys(contacts.parts(left), "••••")
    return Dossier(
        card=card_of(matter, standing, now=now),
        point=point,
        place_words=place_words(matter),
        channel=matter.channel,
        made_at=matter.made_at,
        steps=timeline(ref, for_resident=False),
        because=matter.routed_because,
        suggested=matter.suggested,
        clocks=_clocks(matter),
        contact=contact,
        left_later=left is not None and left.left_later,
        looks=looks_at(ref) if contact else [],  # there was nothing to look at
        assisting=[unit.name for row in asked if (unit := org.unit(row.unit_id))],
        bounces=matter.bounces,
        asked_until=matter.asked_until,
        level=matter.level,
        desk=matter.desk,
        publishes=Relation.DISPATCHER in standing.relations,
        public=shown(matter),
    )


def seen_by(
    viewer: Actor, ref: Ref, now: datetime, held: tuple[org.Held, ...] | None = None
) -> tuple[Matter, Standing, list[Assist]]:
    """The matter, how the viewer stands to it, and who helps. Raises NotFound, in the same words, for what is
    not there and what is not theirs. Three statements."""
    held = org.held(viewer, on=local(now).date()) if held is None else held
    matter = Matter.objects.filter(county=ref.county, id=ref.id).first() if held else None
    asked = list(Assist.objects.filter(county=ref.county, matter_id=ref.id)) if matter else []
    assisting = bool({row.unit_id for row in asked} & {duty.unit_id for duty in held})
    assisting = assisting and matter is not None and still_helps(matter, now)
    if matter is None or not standing_of(viewer, matter, held, assisting).sees:
        raise NotFound(_("没有这件事,或者它不归您看。"))
    return matter, standing_of(viewer, matter, held, assisting), asked


def _clocks(matter: Matter) -> list[dict[str, Any]]:
    return [
        {
            "kind": clock.kind,
            "due_at": clock.due_at,
            "stopped_at": clock.stopped_at,
            "paused_at": clock.paused_at,
        }
        for clock in deadlines.clocks_of(matter.county, f"matter:{matter.id}")
    ]


def looks_at(ref: Ref) -> list[Look]:
    rows = Reveal.objects.filter(county=ref.county, matter_id=ref.id).order_by("at")
    return [Look(row.post, row.reason, row.at) for row in rows]
