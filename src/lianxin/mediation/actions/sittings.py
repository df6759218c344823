"""Sittings: set, recorded, and what one side alone said. Two who write at once: the second one is told."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound, NotNow
from lianxin.kernel.legible import legible
from lianxin.kernel.rows import insert
from lianxin.mediation import dues, vault
from lianxin.mediation.actions import telling
from lianxin.mediation.actions.speaking import LONGEST, Move, MovedOn, lock, need, no_such, parties_of
from lianxin.mediation.actions.talks import finish_of
from lianxin.mediation.choices import Result
from lianxin.mediation.contracts import Ref, SittingDraft
from lianxin.mediation.lifecycle import Relation
from lianxin.mediation.limits import Bound
from lianxin.mediation.models import Aside, Due, Sitting
from lianxin.mediation.standing import standing_of
from lianxin.org import public as org

LONGEST_RECORD = 20_000
HELD = (Result.AGREED, Result.ON, Result.APART)


def summon(move: Move) -> None:
    """A day, an hour, a place or a link: everybody who is in it is told."""
    dispute, draft = move.dispute, need(move.brought.sitting)
    if draft.begins_at is None or not draft.where.strip():
        raise Invalid(_("请写明时间和地点。"), fields={"sitting": _("请写明时间和地点。")})
    if draft.begins_at <= move.now:
        raise Invalid(_("时间要在现在以后。"), fields={"begins_at": _("时间要在现在以后。")})
    known = Sitting.objects.filter(county=dispute.county, dispute=dispute)
    sitting = Sitting(
        county=dispute.county,
        dispute=dispute,
        place=known.count() + 1,
        begins_at=draft.begins_at,
        online=draft.online,
    )
    if local(draft.begins_at).date() <= local(move.now).date() + timedelta(days=1):
        sitting.reminded_at = move.now  # the summons itself comes the day before
    sitting.sealed = vault.shut({"where": legible(draft.where)[:200]}, sitting)
    insert([sitting])
    move.facts |= {"sitting": sitting.place, "begins": draft.begins_at.isoformat()}
    telling.tell_summons(move, sitting)


def record(move: Move) -> None:
    """What was said there, whether the rights were told, who was there, and what came of it. The record may
    be written in several goes: it is closed by its result."""
    draft = need(move.brought.sitting)
    sitting = _to_record(move, draft)
    if len(draft.said) > LONGEST_RECORD:
        raise Invalid(
            _("太长了:最多 %(most)d 个字。") % {"most": LONGEST_RECORD}, fields={"said": _("太长了。")}
        )
    if draft.result and draft.result not in HELD:
        raise Invalid(_("请选这次调解的结果。"), fields={"result": _("请选结果。")})
    if draft.result and not draft.rights_told:
        raise Invalid(
            _("调解开始要先告知各方的权利和义务。"), fields={"rights_told": _("告知了以后才能记结果。")}
        )
    _write(move, sitting, draft)
    dues.meet(move.dispute, Bound.FIRST_SITTING, now=move.now)


def _to_record(move: Move, draft: SittingDraft) -> Sitting:
    dispute = move.dispute
    rows = Sitting.objects.select_for_update().filter(county=dispute.county, dispute=dispute)
    sitting = rows.filter(place=draft.place).first()
    if sitting is None:
        raise Invalid(_("请选是哪一次调解。"), fields={"sitting": _("请选是哪一次调解。")})
    if sitting.ended_at is not None:
        raise NotNow(_("这次调解的记录已经写完。"), instead=_("要补充,请约下一次,或写一份说明。"))
    if draft.seen != sitting.version:
        raise MovedOn(
            _("您打开以后,这份记录别人又写过。"), instead=_("您写的还在这一页上:请看过新的记录,再合在一起。")
        )
    return sitting


def _write(move: Move, sitting: Sitting, draft: SittingDraft) -> None:
    known = {party.id for party in move.parties}
    told = vault.opened(sitting.sealed, sitting)
    told["said"] = legible(draft.said)
    sitting.present = [str(id_) for id_ in draft.present if id_ in known]
    sitting.rights_told = draft.rights_told
    sitting.result = draft.result
    sitting.ended_at = move.now if draft.result else None
    Sitting.objects.filter(county=sitting.county, id=sitting.id).update(
        sealed=vault.shut(told, sitting),
        present=sitting.present,
        rights_told=sitting.rights_told,
        result=sitting.result,
        ended_at=sitting.ended_at,
        version=sitting.version + 1,
    )
    move.facts |= {"sitting": sitting.place, "result": sitting.result}


def prolong(move: Move) -> None:
    """Longer, once everybody has agreed to it: the mediator records that they have."""
    dispute, until = move.dispute, need(move.brought.until)
    kind = current_finish(move)
    row = Due.objects.filter(county=dispute.county, dispute=dispute, kind=kind, met_at__isnull=True).first()
    if row is None:
        raise NotNow(_("这起纠纷没有正在走的期限,不用延长。"))
    until = dues.longer(kind, row.due_on, until)
    dues.prolong(dispute, kind, until, now=move.now)
    move.facts |= {"until": until.isoformat(), "due": kind}
    telling.tell_parties(move)


def current_finish(move: Move) -> str:
    """The limit of the talks that go on now: of the last round."""
    code = finish_of(move.dispute)
    dispute = move.dispute
    open_ = Due.objects.filter(county=dispute.county, dispute=dispute, met_at__isnull=True)
    kinds = [kind for kind in open_.values_list("kind", flat=True) if kind.split(":")[0] == code]
    return kinds[0] if kinds else str(code)


@transaction.atomic
def note_aside(ref: Ref, party: UUID, words: str, *, by: Actor, now: datetime) -> None:
    """背靠背: what this party told the mediator alone. Its writer reads it, nobody else; no paper has it."""
    dispute = lock(ref)
    standing = standing_of(by, dispute, org.held(by, on=local(now).date()))
    if Relation.MEDIATOR not in standing.relations or by.id is None:
        raise NotFound(no_such())
    if dispute.kept_until is not None:
        raise NotNow(_("卷宗已经归档,单独谈话的记录已经销毁,不再记。"))
    whose = next((one for one in parties_of(dispute) if one.id == party), None)
    words = legible(words)
    if whose is None or not words or len(words) > LONGEST:
        raise Invalid(_("请选是谁说的,写 1 到 %(most)d 个字。") % {"most": LONGEST})
    aside = Aside(county=dispute.county, dispute=dispute, party=whose, person=by.id, at=now)
    aside.sealed = vault.shut({"words": words}, aside)
    insert([aside])
    fact = journal.Fact("mediation.aside", f"dispute:{dispute.id}", {"aside": str(aside.id)})
    journal.append(dispute.county, [fact], by=by, now=now)
