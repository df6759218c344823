"""一根针: the one list of everything that waits for me, in every role, sorted by what is due."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from django.db.models import F, Q

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.matters.contracts import Card, Needle
from lianxin.matters.lifecycle import State
from lianxin.matters.models import Assist, Matter
from lianxin.matters.queries.cards import card_of
from lianxin.matters.queries.visible import inside
from lianxin.matters.standing import standing_of
from lianxin.org import public as org
from lianxin.org.public import DutyKind, Held
from lianxin.territory.public import Tier

AT_MOST = 300
TO_VERIFY = frozenset({State.HANDLED})


def needle(viewer: Actor, *, now: datetime) -> Needle:
    """Three statements however many roles: duties, matters, and matters my units were asked to help with; a
    fourth at a desk, for the call-backs it owes."""
    today = local(now).date()
    held = org.held(viewer, on=today)
    waiting = Q(pk__in=[])
    for duty in held:
        for part in _waiting_for(duty, viewer, now):
            waiting |= part
    rows = Matter.objects.filter(waiting, ended_at__isnull=True) if held else Matter.objects.none()
    rows = rows.order_by(F("due_at").asc(nulls_last=True), "id")[:AT_MOST]
    cards = [card_of(row, standing_of(viewer, row, held), now=now) for row in rows]
    return _sorted(cards + _helping(viewer, held, now) + call_backs(viewer, held, now), now)


def _waiting_for(duty: Held, viewer: Actor, now: datetime) -> Iterator[Q]:
    """What each kind of duty has to do, and nothing that is not work for it. Each begins with the unit, the
    desk or the area, once: an index finds it by that, and would walk through all that is open otherwise."""
    if duty.kind == DutyKind.HANDLER:
        mine = Q(state=State.HANDLING) & (Q(handler=viewer.id) | Q(handler__isnull=True))
        yield Q(unit_id=duty.unit_id) & (Q(state__in=[State.ROUTED, State.ACCEPTED]) | mine)
    elif duty.kind == DutyKind.UNIT_HEAD:
        to_review = Q(state=State.SHELVED, review_on__lte=local(now).date())
        yield Q(unit_id=duty.unit_id) & (Q(state=State.ROUTED) | to_review)
    elif duty.kind == DutyKind.GRID_OFFICER:
        yield inside(duty.area) & Q(state=State.HANDLED)
    elif duty.kind == DutyKind.DISPATCHER:
        # A desk is one area exactly: what lies on the desks below is theirs to do.
        mine = Q(state__in=[State.SUBMITTED, State.VERIFIED]) | Q(asked_until__isnull=False)
        # No grid is known there, so no grid officer will come by to look.
        unvisited = Q(state=State.HANDLED, area__in=_without_grid(duty.area))
        yield Q(desk=duty.area) & (mine | unvisited)


def _without_grid(area: str) -> list[str]:
    return [area[:length] for length in (Tier.DISTRICT, Tier.TOWN) if len(area) >= length]


def _helping(viewer: Actor, held: tuple[Held, ...], now: datetime) -> list[Card]:
    units = {duty.unit_id for duty in held if duty.kind == DutyKind.HANDLER}
    if not units:
        return []
    asked = Assist.objects.filter(
        unit_id__in=units, matter__county=F("county"), matter__ended_at__isnull=True
    ).order_by("-asked_at")
    wanted = Q(pk__in=[])
    for county, matter in asked.values_list("county", "matter_id")[:50]:
        wanted |= Q(county=county, id=matter)
    rows = Matter.objects.filter(wanted, ended_at__isnull=True)
    return [card_of(row, standing_of(viewer, row, held, True), now=now, why="assist") for row in rows]


def call_backs(viewer: Actor, held: tuple[Held, ...], now: datetime) -> list[Card]:
    """Bad ratings that a desk of mine must answer: due like any other work."""
    desks = [duty.area for duty in held if duty.kind == DutyKind.DISPATCHER]
    if not desks:
        return []
    owed = Matter.objects.filter(desk__in=desks, follow_up_by__isnull=False, state=State.RATED)
    cards = [
        card_of(row, standing_of(viewer, row, held), now=now, why="follow_up")
        for row in owed.order_by("follow_up_by")[:AT_MOST]
    ]
    return [
        replace(
            card, due_at=card.follow_up_by, late=card.follow_up_by is not None and card.follow_up_by < now
        )
        for card in cards
    ]


def _sorted(cards: list[Card], now: datetime) -> Needle:
    found = Needle([], [], [], [], [])
    today, week = local(now).date(), local(now).date() + timedelta(days=7)
    for card in cards:
        if card.state in TO_VERIFY:
            found.to_verify.append(card)
        elif card.late:
            found.late.append(card)
        elif card.due_at and local(card.due_at).date() <= today:
            found.today.append(card)
        elif card.due_at and local(card.due_at).date() <= week:
            found.week.append(card)
        else:
            found.later.append(card)
    return found
