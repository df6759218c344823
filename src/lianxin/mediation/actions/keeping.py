"""After the agreement: promises kept or not, the court's confirmation, visits, and the filed record."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotNow
from lianxin.kernel.legible import legible
from lianxin.mediation import dues, retention, vault
from lianxin.mediation.actions import destroying, telling
from lianxin.mediation.actions.agreeing import VISITS
from lianxin.mediation.actions.speaking import LONGEST, Move, need
from lianxin.mediation.choices import Court, Side
from lianxin.mediation.contracts import Done
from lianxin.mediation.lifecycle import Relation, State, Verb
from lianxin.mediation.limits import Bound
from lianxin.mediation.models import Agreement, Due, Fulfilment, Party, Sitting, Step
from lianxin.mediation.nearest import POLICE
from lianxin.mediation.queries import packs
from lianxin.org import public as org


def in_force(move: Move) -> Agreement:
    """Of a state that only an agreement leads to."""
    return need(packs.in_force(move.dispute))


def perform(move: Move) -> None:
    """One promise was kept: when, and by what it is known. Said by a party after the mediator, or the other
    way round, it is confirmed."""
    done = need(move.brought.term)
    agreement = in_force(move)
    rows = Fulfilment.objects.select_for_update().filter(county=agreement.county, agreement=agreement)
    row = rows.filter(place=done.place).first()
    if row is None:
        raise Invalid(_("请选是哪一项。"), fields={"term": _("请选是哪一项。")})
    _check_day(done, local(agreement.effective_at).date() if agreement.effective_at else done.on, move)
    if row.done_on is None:
        proof = vault.shut({"proof": legible(done.proof)[:LONGEST], "by": str(move.by.id or "")}, row)
        Fulfilment.objects.filter(county=row.county, id=row.id).update(done_on=done.on, proof=proof)
    elif vault.opened(row.proof, row).get("by") != str(move.by.id or "") and row.confirmed_at is None:
        Fulfilment.objects.filter(county=row.county, id=row.id).update(confirmed_at=move.now)
    else:
        raise NotNow(_("这一项已经记过履行了。"))
    move.facts |= {"term": done.place, "on": done.on.isoformat()}
    dues.meet(move.dispute, f"promise:{agreement.draft}:{done.place}", now=move.now)


def _check_day(done: Done, agreed_on: date, move: Move) -> None:
    today = local(move.now).date()
    if not agreed_on <= done.on <= today:
        raise Invalid(_("履行的日子要在协议生效以后、今天以前。"), fields={"on": _("请选真正履行的那一天。")})


def all_kept(move: Move) -> bool:
    agreement = in_force(move)
    people = {str(party.id): (_name(party), party.side) for party in move.parties}
    rows = Fulfilment.objects.filter(county=agreement.county, agreement=agreement)
    return all(_is_kept(row, people) for row in rows)


def _name(party: Party) -> str:
    return str((vault.opened(party.sealed, party).get("person") or {}).get("name", ""))


def _is_kept(row: Fulfilment, people: Mapping[str, tuple[str, str]]) -> bool:
    """Whoever owes it does not end it by their own word: another confirms it, or the other side, whoever was
    owed or the mediator says so."""
    if row.done_on is None or row.confirmed_at is not None:
        return row.done_on is not None
    by = vault.opened(row.proof, row).get("by", "")
    if by not in people:
        return True
    (name, side), term = people[by], vault.opened(row.sealed, row)
    owing = {of for called, of in people.values() if called and called == term.get("who")}
    across = bool(owing) and side not in owing and side != Side.THIRD
    return across or (bool(name) and term.get("to") == name != term.get("who"))


def keep(move: Move) -> None:
    """The last promise was kept. Visits stay owed; the court need not confirm what is done."""
    if not all_kept(move):
        raise NotNow(_("还有没履行的约定。"), instead=_("请先把每一项记上。"))
    dues.meet(move.dispute, *_confirmations(move), now=move.now)
    telling.tell_parties(move)


def _confirmations(move: Move) -> list[str]:
    dispute = move.dispute
    rows = Due.objects.filter(county=dispute.county, dispute=dispute, kind__startswith=Bound.CONFIRM_ASK)
    return list(rows.values_list("kind", flat=True))


def breach(move: Move) -> None:
    """Not kept. Whoever is owed something is told the roads: confirmation, or the court (人民调解法 32)."""
    if Relation.PARTY in move.standing.relations:
        move.facts["party"] = str(move.party(None).id)
        telling.tell_mediator(move)
    telling.tell_parties(move)


def confirm(move: Move) -> None:
    """What became of the joint application to the court (人民调解法 33)."""
    if move.brought.court not in Court.values:
        raise Invalid(_("请选办到哪一步了。"), fields={"court": _("请选办到哪一步了。")})
    move.facts["court"] = move.brought.court
    dues.meet(move.dispute, *_confirmations(move), now=move.now)


def leniency(move: Move) -> None:
    """Written down, for the police to decide: which station, asked when, accepted when. Said again once they
    have answered. Raises NotNow where the police have no part in it or a promise is open."""
    given, today = need(move.brought.leniency), local(move.now).date()
    settled = packs.in_force(move.dispute)
    if settled is None or not packs.concerns_police(move.dispute) or not all_kept(move):
        raise NotNow(_("要是公安机关转来的或者治安类的纠纷,并且已经全部履行,才能申请。"))
    unit = org.unit(given.station)
    if unit is None or unit.kind != POLICE:
        raise Invalid(_("请选一个派出所。"), fields={"station": _("请选一个派出所。")})
    days = [
        local(settled.effective_at or move.now).date(),
        given.applied_on,
        given.accepted_on or given.applied_on,
        today,
    ]
    if days != sorted(days):
        raise Invalid(
            _("日子的先后不对:先生效,再申请,再认可,都不晚于今天。"), fields={"leniency": _("请核对日子。")}
        )
    move.facts |= {"station": str(unit.id), "applied": given.applied_on.isoformat()}
    if given.accepted_on:
        move.facts["accepted"] = given.accepted_on.isoformat()


def visit(move: Move) -> None:
    """A visit: the earliest one that is owed is made by it."""
    dispute = move.dispute
    open_ = Due.objects.filter(county=dispute.county, dispute=dispute, met_at__isnull=True)
    owed = [row for row in open_.order_by("due_on") if row.kind.split(":")[0] in VISITS]
    if owed:
        dues.meet(dispute, owed[0].kind, now=move.now)
        move.facts["due"] = owed[0].kind


def file(move: Move) -> None:
    """Into the record: complete, and kept for as long as its kind is kept; then it is destroyed. What one
    side told alone was never part of it, and is destroyed now."""
    lacking = lacks(move)
    if lacking:
        raise NotNow(_("卷宗还缺:%(what)s。") % {"what": "、".join(lacking)}, instead=_("补齐以后再归档。"))
    ended = local(move.now).date()
    move.dispute.kept_until = retention.until(move.dispute.category, ended)
    move.facts["kept_until"] = move.dispute.kept_until.isoformat()
    dues.meet_all(move.dispute, now=move.now)
    move.facts["asides"] = destroying.drop_asides(move.dispute)


def lacks(move: Move) -> list[str]:
    """Which compulsory papers are not there (domain 4.3): only what the talks came to can lack them."""
    if move.state_before not in (State.KEPT, State.BROKEN, State.FAILED):
        return []
    dispute = move.dispute
    told = Sitting.objects.filter(county=dispute.county, dispute=dispute, rights_told=True)
    talked = Step.objects.filter(county=dispute.county, dispute=dispute, verb=Verb.OPEN)
    found = [_("告知权利义务的调解记录")] if talked.exists() and not told.exists() else []
    names = [vault.opened(party.sealed, party).get("person", {}).get("name") for party in move.parties]
    return found if all(names) else [*found, _("当事人的姓名")]
