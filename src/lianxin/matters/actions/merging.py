"""Merging: one thing that several told. Each keeps their own words, code and answer; one is worked on.

A dispatcher merges; so may a resident whose own choice it is, and whoever took a report down for them, into
what is open and was, or could have been, suggested to them. A merge is one step deep: no chain, no circle.
"""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianxin.deadlines import public as deadlines
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.rows import insert
from lianxin.matters.actions import telling
from lianxin.matters.actions.speak import Move
from lianxin.matters.contracts import Brought, Ref
from lianxin.matters.lifecycle import DONE, ENDED, Relation, State
from lianxin.matters.models import Apart, Matter
from lianxin.matters.publicity import policy
from lianxin.matters.standing import standing_of
from lianxin.org import public as org
from lianxin.territory import public as territory

NO_HOME = frozenset({State.MERGED, State.WITHDRAWN, State.DECLINED})  # what is merged in would be lost


def followers_of(matter: Matter) -> QuerySet[Matter]:
    """What was merged into it."""
    return Matter.objects.filter(county=matter.county, merged_into=matter.id, state=State.MERGED)


def lead_of(matter: Matter) -> Matter | None:
    """What it was merged into."""
    if matter.merged_into is None:
        return None
    return Matter.objects.filter(county=matter.county, id=matter.merged_into).first()


def lock_both(ref: Ref, brought: Brought) -> None:
    """Both rows in the order of their ids, before either is looked at: two that are merged into each other at
    the same moment would each hold what the other waits for."""
    there = Matter.objects.filter(county=ref.county, number=brought.into.strip())
    lock_in_order(ref.county, {ref.id, *there.values_list("id", flat=True)})


def lock_in_order(county: str, ids: Collection[UUID]) -> None:
    rows = Matter.objects.select_for_update().filter(county=county, id__in=ids)
    list(rows.order_by("id").values_list("id", flat=True))


def merge(move: Move) -> None:
    """The same thing was said before: this one follows the other."""
    matter = move.matter
    if followers_of(matter).exists():
        raise NotNow(
            _("还有别人说的同一件事并在这一件里,不能再把它并走。"),
            instead=_("请反过来,把那一件并到这一件里。"),
        )
    other = _home(move)
    matter.merged_into = other.id
    move.facts["into"] = other.number
    if not move.is_a(Relation.DISPATCHER):
        move.facts["kind"] = "joined"
    deadlines.stop(matter.county, move.subject, now=move.now)
    by_code = move.by.kind == ActorKind.RESIDENT
    telling.tell_resident(matter, move.verb, move.brought, now=move.now, by_code=by_code)
    if other.state in ENDED:
        telling.tell_ended(other, matter, move.brought, now=move.now)


def _home(move: Move) -> Matter:
    """The other one. One that lies elsewhere, or that this person could not know of, is answered like one
    that does not exist: numbers cannot be tried out."""
    matter, number = move.matter, move.brought.into.strip()
    other = Matter.objects.filter(county=matter.county, number=number).first()
    if other is None or other.id == matter.id or other.state in NO_HOME or not _may_know(move, other):
        raise Invalid(
            _("没有可以并入的事项:%(number)s。") % {"number": move.brought.into},
            fields={"into": _("请填另一件还在办或已办结的事项编号。")},
        )
    if other.ended_at is not None and other.ended_at < matter.received_at:
        raise Invalid(
            _("那一件在这一件说之前就办完了,并进去就没人办了。"),
            fields={"into": _("请填另一件还在办或已办结的事项编号。")},
            instead=_("这一件单独办;那一件没修好的,办的时候写明。"),
        )
    return other


def _may_know(move: Move, other: Matter) -> bool:
    if move.is_a(Relation.DISPATCHER):
        return territory.covers(move.matter.desk, other.area)
    if other.state in ENDED:  # what was closed before this was said is no answer to it
        return False
    of_all = policy.of_public_space(move.matter.category) and policy.of_public_space(other.category)
    return of_all or (move.by.kind == ActorKind.STAFF and _sees(move.by, other, move.now))


def _sees(by: Actor, other: Matter, now: datetime) -> bool:
    return standing_of(by, other, org.held(by, on=local(now).date())).sees


def separate(move: Move) -> None:
    """It was another thing after all: it stands for itself again, at its desk, its promise counted from the
    day it was said. The pair is not suggested again."""
    matter = move.matter
    lead = lead_of(matter)
    if lead is not None:
        move.facts["out_of"] = lead.number
        keep_apart(matter, lead, now=move.now)
    proposed = matter.unit_id
    matter.merged_into, matter.unit_id, matter.handler = None, None, None
    matter.routed_because = {"kind": "separated", "proposed": str(proposed or "")}
    promise = deadlines.restart(
        matter.county, move.subject, matter.service, started_at=matter.received_at, now=move.now
    )
    matter.due_at = promise.answer_due
    telling.tell_desk(matter, now=move.now)
    telling.tell_resident(matter, move.verb, move.brought, now=move.now)


def keep_apart(one: Matter, other: Matter, *, now: datetime) -> bool:
    """Remember that the two are not the same; says whether that was news."""
    first, second = sorted((one.id, other.id))
    pair = Apart(county=one.county, one=first, other=second, at=now)
    return bool(insert([pair], pass_over_known=True))


def need_answer(move: Move) -> Matter | None:
    """What a merged one follows, once that is done; None for one that stands for itself."""
    if move.state_before != State.MERGED:
        return None
    lead = lead_of(move.matter)
    if lead is None or lead.state not in DONE:
        raise NotNow(
            _("这件事并在另一件里,那一件还没有办完。"),
            instead=_("不是同一件事,可以找上一级;有新的情况,可以补充。"),
        )
    return lead


def stand_alone_again(move: Move, lead: Matter) -> None:
    """Reopened: not solved for this one, so it is worked on for itself, by whoever answered."""
    move.matter.unit_id = move.matter.unit_id or lead.unit_id
    move.matter.merged_into = None
    move.facts["out_of"] = lead.number


def pass_on(move: Move) -> None:
    """What is added to a merged one reaches whoever has the other in hand."""
    lead = lead_of(move.matter)
    if lead is None or lead.state in ENDED:
        raise NotNow(_("那一件已经办完了。"), instead=_("还没有解决,可以重开,或找上一级。"))
    telling.tell_of_more(lead, move.matter, now=move.now)
