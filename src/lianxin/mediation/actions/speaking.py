"""Speaking a verb: lock, check against the table, change, journal. The only way a dispute moves."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from lianxin.accounts import public as accounts
from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotFound, NotNow
from lianxin.kernel.legible import legible
from lianxin.kernel.lifecycle import Step as Row
from lianxin.kernel.rows import insert
from lianxin.mediation import vault
from lianxin.mediation.contracts import Brought, Ref
from lianxin.mediation.lifecycle import ENDED, TABLE, Relation, State, Verb
from lianxin.mediation.models import Dispute, Party, Step
from lianxin.mediation.standing import Sight, Standing, standing_of
from lianxin.org import public as org

LONGEST = 2000
T = TypeVar("T")


class MovedOn(NotNow):
    """It is no longer as whoever speaks has seen it."""

    code = "moved_on"
    status = 412


@dataclass
class Move:
    """One verb being spoken about one locked dispute. A verb's function changes `dispute`, and adds to
    `facts` (codes and ids) and `told` (words, sealed) what the timeline must remember."""

    dispute: Dispute
    verb: Verb
    brought: Brought
    by: Actor
    now: datetime
    standing: Standing
    parties: list[Party]
    state_before: str
    facts: dict[str, Any] = field(default_factory=dict)
    told: dict[str, Any] = field(default_factory=dict)

    @property
    def ref(self) -> Ref:
        return Ref(self.dispute.county, self.dispute.id)

    @property
    def own(self) -> Party | None:
        """The party who speaks."""
        return next((party for party in self.parties if party.id == self.by.id), None)

    def party(self, id_: UUID | None) -> Party:
        """One of those who are in it: the one who speaks, or whom the mediator names. Raises Invalid."""
        wanted = self.by.id if Relation.PARTY in self.standing.relations else id_
        found = next((party for party in self.parties if party.id == wanted), None)
        if found is None:
            raise Invalid(_("请选一位当事人。"), fields={"party": _("请选一位当事人。")})
        return found


def need(brought: T | None) -> T:
    """What the table has asked for already (`Step.needs`)."""
    if brought is None:
        raise Invalid(_("还缺一样没有填。"))
    return brought


def no_such() -> str:
    """The same words for what does not exist and for what somebody may not see."""
    return _("没有这起纠纷,或者它不归您看。")


def lock(ref: Ref) -> Dispute:
    dispute = Dispute.objects.select_for_update().filter(county=ref.county, id=ref.id).first()
    if dispute is None:
        raise NotFound(no_such())
    return dispute


def dispute_of(ref: Ref) -> Dispute | None:
    """As it stands, for a page that has opened its file already."""
    return Dispute.objects.filter(county=ref.county, id=ref.id).first()


def parties_of(dispute: Dispute) -> list[Party]:
    return list(Party.objects.filter(county=dispute.county, dispute=dispute).order_by("place"))


def begin(verb: Verb, ref: Ref, brought: Brought, *, by: Actor, now: datetime) -> Move:
    """Lock the dispute and check everything the table says. Call inside a transaction."""
    dispute = lock(ref)
    parties = parties_of(dispute)
    held = org.held(by, on=local(now).date())
    standing = standing_of(by, dispute, held, [party.id for party in parties])
    move = Move(dispute, verb, brought, by, now, standing, parties, dispute.state)
    _check(move, TABLE[verb])
    dispute.version += 1
    return move


def _check(move: Move, row: Row) -> None:
    if move.standing.sight == Sight.NOTHING and move.by.kind != ActorKind.SYSTEM:
        raise NotFound(no_such())
    refuse_if_destroyed(move.dispute)
    if move.brought.seen and move.brought.seen != move.dispute.version:
        raise MovedOn(_("您看过以后,别人又办了一步。"), instead=_("请重新读一遍,再决定怎么办。"))
    if not move.standing.relations & row.by:
        raise NotAllowed(
            _("“%(verb)s”不在您的职责里。") % {"verb": move.verb.label},
            instead=_("请由这起纠纷的调解员来办。"),
        )
    if move.dispute.state not in row.froms:
        raise NotNow(
            _("这起纠纷现在是“%(state)s”,不能%(verb)s。可能别人刚刚办过。")
            % {"state": State(move.dispute.state).label, "verb": move.verb.label},
            instead=_("请刷新后再看。"),
        )
    _check_brought(move.brought, row)


def refuse_if_destroyed(dispute: Dispute) -> None:
    """Nothing is said any more where all that was said is gone: it would have no end of its own."""
    if dispute.destroyed_at is not None:
        raise NotNow(
            _("这份卷宗保管期满,里面的话已经销毁。"), instead=_("又有争执,请重新申请一次调解,不影响任何人。")
        )


_ASKED = {
    "reason": gettext_noop("请写明原因。"),
    "note": gettext_noop("请写一句说明。"),
    "told": gettext_noop("请选报告给了哪个部门。"),
    "newcomer": gettext_noop("请写明当事人。"),
    "mediator": gettext_noop("请选一位调解员。"),
    "sitting": gettext_noop("请写明时间和地点。"),
    "until": gettext_noop("请选一个日期。"),
    "seats": gettext_noop("请选一个班子。"),
    "member": gettext_noop("请选一位。"),
    "terms": gettext_noop("请写明协议内容。"),
    "signature": gettext_noop("请选谁签的、怎么签的。"),
    "term": gettext_noop("请选是哪一项、哪一天履行的。"),
    "court": gettext_noop("请选办到哪一步了。"),
    "leniency": gettext_noop("请写明向哪个派出所、哪一天申请的。"),
    "to": gettext_noop("请选移送给谁。"),
    "colour": gettext_noop("请选一种颜色。"),
}


def _check_brought(brought: Brought, row: Row) -> None:
    faults = {need: _(_ASKED[need]) for need in sorted(row.needs) if not getattr(brought, need)}
    for name in ("reason", "note"):
        if len(getattr(brought, name)) > LONGEST:
            faults[name] = _("太长了:最多 %(most)d 个字。") % {"most": LONGEST}
    if faults:
        raise Invalid(next(iter(faults.values())), fields=faults)


def settle(move: Move) -> Dispute:
    """Write what the verb changed: the dispute, its new step, the journal."""
    dispute, row = move.dispute, TABLE[move.verb]
    if row.to is not None:
        dispute.state = row.to
    dispute.moved_at = max(move.now, dispute.moved_at)  # a clock that was set back changes no order
    dispute.ended_at = (dispute.ended_at or move.now) if dispute.state in ENDED else None
    if dispute.ended_at:
        dispute.colour, dispute.reasons = "", []  # the colour was the quarrel's, and ends with it
    append(move)
    _store(dispute)
    return dispute


def append(move: Move) -> None:
    """The step, and its entry: ids and codes. What was said stands sealed in the step alone."""
    dispute = move.dispute
    step = Step(
        county=dispute.county,
        dispute=dispute,
        version=dispute.version,
        verb=move.verb,
        state_before=move.state_before,
        state_after=dispute.state,
        actor_kind=move.by.kind,
        actor=move.by.id,
        post=_post(move),
        facts=move.facts,
        at=dispute.moved_at,
    )
    said = legible(move.brought.reason or move.brought.note)
    step.sealed = vault.shut({"note": said, **move.told}, step)
    insert([step])
    told = {"version": step.version, "from": step.state_before, "to": step.state_after, **move.facts}
    fact = journal.Fact(f"mediation.{move.verb}", f"dispute:{dispute.id}", told)
    journal.append(dispute.county, [fact], by=_recorded(move.by), now=move.now)


def _recorded(by: Actor) -> Actor:
    """The journal names those who serve. That a party did it, and not which one: see the step."""
    return Actor.resident() if by.kind == ActorKind.RESIDENT else by


def _post(move: Move) -> str:
    """「城隍庙社区人民调解委员会 人民调解员 陈调解员」, as it was then."""
    held = move.standing.held
    if move.by.kind != ActorKind.STAFF or held is None:
        return ""
    return org.post_line(held, accounts.person_name(move.by.id))


CHANGES = (
    "sealed",
    "matter",
    "destroyed_at",
    "number",
    "area",
    "category",
    "state",
    "version",
    "committee_id",
    "mediator",
    "harms",
    "ties",
    "notified",
    "colour",
    "reasons",
    "taken_at",
    "agreed_at",
    "moved_at",
    "ended_at",
    "amount",
    "kept_until",
)


def _store(dispute: Dispute) -> None:
    """By county and id. The version is the last guard that nobody moved it in between."""
    changed = {name: getattr(dispute, name) for name in CHANGES}
    rows = Dispute.objects.filter(county=dispute.county, id=dispute.id, version=dispute.version - 1)
    if rows.update(**changed) != 1:
        raise NotNow(_("别人刚刚办过这起纠纷。"), instead=_("请刷新后再看。"))
