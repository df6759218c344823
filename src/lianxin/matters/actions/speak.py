"""Speaking a verb: lock, check against the table, change, journal, tell. The only way a matter moves."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lianxin.accounts import public as accounts
from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.kernel.legible import legible
from lianxin.kernel.lifecycle import Step
from lianxin.kernel.rows import insert
from lianxin.matters.actions.telling import fact_of, news_of
from lianxin.matters.codes import KEPT
from lianxin.matters.contracts import Brought, Ref
from lianxin.matters.lifecycle import ENDED, TABLE, Level, Relation, Result, State, Verb
from lianxin.matters.models import Assist, Matter, Movement
from lianxin.matters.publicity import policy
from lianxin.matters.queries.slip import how_the_code_went
from lianxin.matters.searching import keeping
from lianxin.matters.searching.entry import marks_of
from lianxin.matters.standing import Standing, standing_of, still_helps
from lianxin.org import public as org

LONGEST_NOTE = 2000
# A day to look again lies within a year; a dated plan (a road, a lift) may take three.
FURTHEST = {Verb.SHELVE: timedelta(days=366)}
FURTHEST_ELSE = timedelta(days=3 * 366)


class MovedOn(NotNow):
    """It is no longer as whoever speaks has seen it."""

    code = "moved_on"
    status = 412


@dataclass
class Move:
    """One verb being spoken about one locked matter. A verb's function changes `matter`, and adds to
    `facts` and `unit` what the timeline must remember."""

    matter: Matter
    verb: Verb
    brought: Brought
    by: Actor
    now: datetime
    standing: Standing
    state_before: str
    marks_before: tuple[str, ...]
    unit: UUID | None = None
    facts: dict[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        return f"matter:{self.matter.id}"

    def is_a(self, relation: Relation) -> bool:
        return relation in self.standing.relations


def lock(ref: Ref) -> Matter:
    matter = Matter.objects.select_for_update().filter(county=ref.county, id=ref.id).first()
    if matter is None:
        raise NotFound(_("没有这件事,或者它不归您看。"))
    return matter


def begin(verb: Verb, ref: Ref, brought: Brought, *, by: Actor, now: datetime) -> Move:
    """Lock the matter and check everything the table says. Call inside a transaction."""
    matter = lock(ref)
    held = org.held(by, on=local(now).date()) if by.kind == ActorKind.STAFF else ()
    standing = standing_of(by, matter, held)
    if not standing.sees:  # nearly everybody who speaks has it in hand: only the others are looked for
        standing = replace(standing, sees=is_assisting(matter, held, now))
    move = Move(matter, verb, brought, by, now, standing, matter.state, marks_of(matter))
    _check(move, TABLE[verb])
    matter.version += 1  # from here on everything that is written belongs to the new version
    return move


def is_assisting(matter: Matter, held: Sequence[org.Held], now: datetime) -> bool:
    units = {duty.unit_id for duty in held}
    if not units or not still_helps(matter, now):
        return False
    return Assist.objects.filter(county=matter.county, matter_id=matter.id, unit_id__in=units).exists()


def _check(move: Move, step: Step) -> None:
    if not move.standing.sees:
        # The same words as for a matter that does not exist: who may not see it learns nothing.
        raise NotFound(_("没有这件事,或者它不归您看。"))
    if move.brought.seen and move.brought.seen != move.matter.version:
        raise MovedOn(_("您看过以后,别人又办了一步。"), instead=_("请重新读这件事,再决定怎么办。"))
    if not move.standing.relations & step.by:
        raise NotAllowed(
            _("“%(verb)s”不在您的职责里。") % {"verb": move.verb.label},
            instead=_("可以请有这项职责的人来办,或把情况补充进去。"),
        )
    if move.verb == Verb.WITHDRAW and move.by.kind == ActorKind.STAFF and not _saw_it_themselves(move.matter):
        raise NotAllowed(
            _("这件事是居民说的,只有居民自己能撤回。"),
            instead=_("请居民凭查询码撤回,或把情况补充进去。"),
        )
    if move.matter.state not in step.froms:
        raise NotNow(
            _("这件事现在是“%(state)s”,不能%(verb)s。可能别人刚刚办过。")
            % {"state": State(move.matter.state).label, "verb": move.verb.label},
            instead=_("请刷新后再看。"),
        )
    _check_brought(move, step)


def _saw_it_themselves(matter: Matter) -> bool:
    """What a resident told whoever serves is the resident's, and theirs to take back."""
    return how_the_code_went(Ref(matter.county, matter.id)) == KEPT


_ASKED = {
    "unit": gettext_noop("请选一个单位。"),
    "reason": gettext_noop("请写明原因。"),
    "note": gettext_noop("请写一句说明。"),
    "until": gettext_noop("请选一个日期。"),
    "route": gettext_noop("请写明还可以走哪条路:不受理必须告诉对方去哪里办。"),
    "into": gettext_noop("请填并入哪一件(编号)。"),
    "level": gettext_noop("请选一个评价。"),
    "result": gettext_noop("请选回访的结果。"),
    "words": gettext_noop("请写一句给大家看的话。"),
}


def _check_brought(move: Move, step: Step) -> None:
    brought = move.brought
    faults = {need: _(_ASKED[need]) for need in sorted(step.needs) if not getattr(brought, need)}
    for name in ("reason", "note", "route", "words"):
        if len(getattr(brought, name)) > LONGEST_NOTE:
            faults[name] = _("太长了:最多 %(most)d 个字。") % {"most": LONGEST_NOTE}
    if brought.level and brought.level not in Level.values:
        faults["level"] = _("请选一个评价。")
    if brought.result and brought.result not in Result.values:
        faults["result"] = _("请选回访的结果。")
    if brought.until and brought.until <= local(move.now).date():
        faults["until"] = _("日期要在今天以后。")
    furthest = local(move.now).date() + FURTHEST.get(move.verb, FURTHEST_ELSE)
    if brought.until and brought.until > furthest:
        faults["until"] = _("日期太远了:最晚到 %(day)s。") % {"day": furthest.isoformat()}
    if faults:
        raise Invalid(next(iter(faults.values())), fields=faults)


def has_said(move: Move, *verbs: Verb) -> bool:
    """Whether who speaks now has spoken one of these about this matter before."""
    matter = move.matter
    said = Movement.objects.filter(
        county=matter.county, matter_id=matter.id, verb__in=verbs, actor=move.by.id
    )
    return said.exists()


def settle(move: Move) -> Matter:
    """Write what the verb changed: the matter, its new line of the timeline, the journal."""
    matter, step = move.matter, TABLE[move.verb]
    if step.to is not None:
        matter.state = step.to
    # A clock that was set back must not put a later movement before an earlier one.
    matter.moved_at = max(move.now, matter.moved_at)
    matter.ended_at = (matter.ended_at or move.now) if matter.state in ENDED else None
    policy.keep_in_step(matter)
    movement = Movement(
        county=matter.county,
        matter=matter,
        version=matter.version,
        verb=move.verb,
        state_before=move.state_before,
        state_after=matter.state,
        actor_kind=move.by.kind,
        actor=move.by.id if move.by.kind == ActorKind.STAFF else None,
        post=_post(move),
        unit=move.unit,
        note=legible(move.brought.note or move.brought.reason or move.brought.words),
        road=legible(move.brought.route),
        facts=move.facts,
        at=matter.moved_at,
    )
    if movement.note or movement.road:  # words again, even where the first ones were erased
        matter.erased_at = None
    insert([movement])
    _store(matter)
    keeping.follow(matter, move.verb, move.marks_before)
    journal.announce([news_of(movement, matter)], now=move.now)
    journal.append(matter.county, [fact_of(movement)], by=move.by, now=move.now)
    return matter


def _post(move: Move) -> str:
    """「东街派出所 社区民警 赵警官」, as it was then: the timeline is not rewritten by a change of post."""
    name = accounts.person_name(move.by.id) if move.by.kind == ActorKind.STAFF else ""
    return org.post_line(move.standing.held, name) if move.standing.held else name


CHANGES = (
    "area",
    "category",
    "service",
    "state",
    "version",
    "desk",
    "unit_id",
    "handler",
    "routed_because",
    "bounces",
    "review_on",
    "asked_until",
    "merged_into",
    "level",
    "follow_up_by",
    "publicity",
    "public_words",
    "public_at",
    "moved_at",
    "due_at",
    "ended_at",
    "erased_at",
)


def _store(matter: Matter) -> None:
    """By county and id, never by id alone: the row must be found in one shard. The version is the last
    guard that nobody moved the matter in between."""
    changed = {name: getattr(matter, name) for name in CHANGES}
    rows = Matter.objects.filter(county=matter.county, id=matter.id, version=matter.version - 1)
    if rows.update(**changed) != 1:
        raise NotNow(_("别人刚刚办过这件事。"), instead=_("请刷新后再看。"))
