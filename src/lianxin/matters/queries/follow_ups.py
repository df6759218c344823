"""The call-back list (回访): whom somebody must ring, and why. Of matters, never of people."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotAllowed
from lianxin.matters.contracts import Card
from lianxin.matters.lifecycle import State, Verb
from lianxin.matters.models import Matter, Movement
from lianxin.matters.queries.cards import card_of
from lianxin.matters.queries.visible import inside
from lianxin.matters.standing import standing_of
from lianxin.org import public as org
from lianxin.org.public import DutyKind

AT_MOST = 100
CALL_BACK = frozenset({DutyKind.DISPATCHER, DutyKind.OVERSEER})


@dataclass(frozen=True)
class CallBack:
    """`tried` is when it last rang without an answer; `told` what the resident said of the work."""

    card: Card
    level: str
    due_at: datetime
    late: bool
    tried: datetime | None
    tries: int
    told: str


@dataclass(frozen=True)
class FollowUps:
    """`bad`: rated badly, an answer is owed. `unasked`: told by word of mouth and closed, nobody has asked
    yet how it was. `more`: how many of each are not shown."""

    bad: list[CallBack]
    unasked: list[CallBack]
    more: bool


def follow_ups(viewer: Actor, *, now: datetime) -> FollowUps:
    """Four statements. Raises NotAllowed for whoever calls nobody back."""
    held = org.held(viewer, on=local(now).date())
    mine = [duty for duty in held if duty.kind in CALL_BACK]
    if not mine:
        raise NotAllowed(_("回访给派遣员和督办员用。"), instead=_("等您办的事都在“一根针”里。"))
    here = Q(pk__in=[])
    for duty in mine:
        here |= inside(duty.area, "desk") if duty.kind == DutyKind.OVERSEER else Q(desk=duty.area)
    owed = Matter.objects.filter(here, follow_up_by__isnull=False).order_by("follow_up_by", "id")
    bad = _first(owed.filter(state=State.RATED))
    unasked = _first(owed.filter(state=State.CLOSED, follow_up_by__gte=now))
    tried = _tried([*bad, *unasked])
    rows = [
        [_call_back(matter, viewer, held, tried, now) for matter in part[:AT_MOST]] for part in (bad, unasked)
    ]
    return FollowUps(rows[0], rows[1], more=max(len(bad), len(unasked)) > AT_MOST)


def _first(rows: "QuerySet[Matter]") -> list[Matter]:
    return list(rows[: AT_MOST + 1])


Tried = dict[object, tuple[str, list[datetime]]]


def _tried(matters: list[Matter]) -> Tried:
    """Of each matter: the words of its last rating, and the calls since then."""
    counties = sorted({matter.county for matter in matters})
    said = Movement.objects.filter(
        county__in=counties,
        matter_id__in=[matter.id for matter in matters],
        verb__in=[Verb.CLOSE, Verb.RATE, Verb.FOLLOW_UP],
    )
    found: Tried = {}
    for matter, verb, note, at in said.order_by("version").values_list("matter_id", "verb", "note", "at"):
        if verb == Verb.FOLLOW_UP:
            found[matter][1].append(at)
        else:
            found[matter] = (note if verb == Verb.RATE else "", [])
    return found


def _call_back(
    matter: Matter, viewer: Actor, held: tuple[org.Held, ...], tried: Tried, now: datetime
) -> CallBack:
    due = matter.follow_up_by
    assert due is not None  # noqa: S101  # asked for by the query
    told, calls = tried.get(matter.id, ("", []))
    return CallBack(
        card=card_of(matter, standing_of(viewer, matter, held), now=now, why="follow_up"),
        level=matter.level,
        due_at=due,
        late=matter.state == State.RATED and due < now,
        tried=calls[-1] if calls else None,
        tries=len(calls),
        told=told,
    )
