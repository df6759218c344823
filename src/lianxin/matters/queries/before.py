"""What has been said already, for somebody who is just saying it: a stranger, or whoever takes it down.

A stranger is told of things in public space alone, and of those only what anybody could see by walking there:
the kind, whether it is close by, how many hours ago, how it stands, how often. No word of another resident,
no number, no place. Both points are rounded first, and of the other's words only the things of our list are
compared, so that no number of askings tells metres, a name or a door.
"""

from dataclasses import dataclass, replace
from datetime import datetime

from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.points import Point
from lianxin.matters import classification
from lianxin.matters.alike import reasons
from lianxin.matters.alike.around import Found, around, blurred, heard_of, rounded
from lianxin.matters.alike.likeness import Heard
from lianxin.matters.alike.tokens import token_of
from lianxin.matters.contracts import Ref
from lianxin.matters.lifecycle import State
from lianxin.matters.models import Matter
from lianxin.matters.publicity import policy
from lianxin.matters.standing import standing_of
from lianxin.org import public as org
from lianxin.territory import public as territory

SHORTEST = 4  # characters: "坏了" alone would ask for everything
MOST = 3


@dataclass(frozen=True)
class Draft:
    """What stands in the form so far."""

    text: str
    place: str = ""
    point: Point | None = None
    area: str = ""
    category: str = ""


@dataclass(frozen=True)
class Before:
    """One that may be the same. `text`, `number` and `ref` only for who may see it anyway."""

    token: str
    category: str
    near: str
    ago: str
    state: str
    reports: int
    text: str = ""
    number: str = ""
    ref: Ref | None = None


def said_before(draft: Draft, *, now: datetime) -> list[Before]:
    """For anybody. Nothing for what is not of public space, whatever lies there."""
    heard = _heard(_rounded(draft), now)
    if heard is None or not policy.of_public_space(heard.category):
        return []
    found = around(heard, now=now, open_only=True, known=blurred)
    return [_told(one, now) for one in found if policy.of_public_space(one.matter.category)][:MOST]


def said_before_to(viewer: Actor, draft: Draft, *, now: datetime) -> list[Before]:
    """For whoever takes it down: of what they may see, the words too; of the rest what a stranger reads."""
    heard = _heard(draft, now)
    if heard is None:
        return []
    held = org.held(viewer, on=local(now).date())
    told = []

    def sees(matter: Matter) -> bool:
        return standing_of(viewer, matter, held).sees

    def known(matter: Matter) -> Heard:
        return heard_of(matter) if sees(matter) else blurred(matter)

    for one in around(heard, now=now, open_only=True, most=2 * MOST, known=known):
        before = _told(one, now)
        if sees(one.matter):
            told.append(replace(before, text=one.matter.text, number=one.matter.number, ref=one.ref))
        elif policy.of_public_space(heard.category) and policy.of_public_space(one.matter.category):
            told.append(before)
    return told[:MOST]


def same_as(ref: Ref, *, now: datetime) -> list[Before]:
    """For the holder of a code, right after it was said: what theirs may be the same as."""
    matter = Matter.objects.filter(county=ref.county, id=ref.id, ended_at__isnull=True).first()
    if matter is None:
        return []
    point = Point(matter.lon, matter.lat) if matter.lon is not None and matter.lat is not None else None
    draft = Draft(matter.text, matter.place, point, matter.area, matter.category)
    heard = _heard(_rounded(draft), now)
    if heard is None or not policy.of_public_space(matter.category):
        return []
    found = around(heard, now=now, open_only=True, but={matter.id}, known=blurred)
    return [_told(one, now) for one in found if policy.of_public_space(one.matter.category)][:MOST]


def _rounded(draft: Draft) -> Draft:
    if draft.point is None:
        return draft
    return replace(draft, point=rounded(draft.point), area=draft.area or territory.locate(draft.point).code)


def _heard(draft: Draft, now: datetime) -> Heard | None:
    """As it would be taken in; None while too little stands there."""
    area = draft.area or (territory.locate(draft.point).code if draft.point else "")
    if len(draft.text.strip()) < SHORTEST or len(area) < territory.Tier.DISTRICT:
        return None
    suggested = None if draft.category else classification.suggest(draft.text)
    category = draft.category or (suggested.category if suggested else "")
    return Heard(draft.text, draft.place, draft.point, area, category, now)


def _told(found: Found, now: datetime) -> Before:
    return Before(
        token=token_of(found.ref, now=now),
        category=found.matter.category,
        near=reasons.how_near(found.likeness),
        ago=reasons.how_long_ago(found.likeness),
        state=_plainly(State(found.matter.state)),
        reports=found.reports,
    )


def _plainly(state: State) -> str:
    return {
        State.SUBMITTED: _("正在找管这件事的单位"),
        State.ROUTED: _("已经交给办事的单位"),
        State.ACCEPTED: _("单位已经收下"),
        State.HANDLING: _("正在办"),
        State.SHELVED: _("现在还做不了,到日子会再看"),
    }.get(state, _("说办好了,正请人去看"))
