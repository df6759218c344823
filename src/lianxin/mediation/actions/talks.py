"""What is said before and about the talks: take on, turn away, report, consent, open, leave, hand over …"""

from dataclasses import replace

from django.utils.translation import gettext as _

from lianxin.kernel.actor import ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotAllowed, NotNow
from lianxin.mediation import dues, numbering, triage
from lianxin.mediation.actions import from_matter, telling
from lianxin.mediation.actions.speaking import Move
from lianxin.mediation.choices import Result, Sender, Will
from lianxin.mediation.lifecycle import REOPENS_WITHIN, Relation, Verb
from lianxin.mediation.limits import Bound
from lianxin.mediation.models import Dispute, Party, Sitting, Step
from lianxin.org import public as org

MOST_AGAIN = 3  # reopenings that parties ask for


def take(move: Move) -> None:
    """Take it on: looked at for harm, numbered, and led by whoever takes it. Raises NotNow while the law
    bars it or asks for a report first."""
    dispute = move.dispute
    if move.brought.category:
        _recategorise(dispute, move.brought.category)
    look_for_harm(move)
    refuse_if_barred(move, asked=False)
    take_in_hand(move)
    from_matter.bring_contact(move)
    from_matter.take_up(move)
    _invite(move)
    dues.meet(dispute, Bound.ANSWER, now=move.now)
    dues.owe(dispute, Bound.FIRST_SITTING, now=move.now)
    dues.owe(dispute, finish_of(dispute), now=move.now)


def take_in_hand(move: Move) -> None:
    """Numbered, and led by whoever does it."""
    dispute = move.dispute
    dispute.mediator = dispute.mediator or move.by.id
    dispute.number = dispute.number or numbering.next_number(dispute, local(move.now).date().year)
    dispute.taken_at = move.now
    move.facts |= {"number": dispute.number}


def finish_of(dispute: Dispute) -> Bound:
    """By which limit the talks are to end: what a court sent has its own, and so have some kinds."""
    if dispute.sender == Sender.COURT:
        return Bound.COURT_BEFORE
    return OF_KIND.get(dispute.category, Bound.MEDIATE)


OF_KIND = {"dispute.medical": Bound.MEDICAL, "dispute.labour": Bound.LABOUR_MEDIATE}


def _recategorise(dispute: Dispute, code: str) -> None:
    card = org.category(code)
    if card is None or card.family != "dispute":
        raise Invalid(_("请选一种纠纷。"), fields={"category": _("请选一种纠纷。")})
    dispute.category = code


def look_for_harm(move: Move) -> None:
    """The answers about the quarrel give its colour, with reasons: of now, so no step and no entry has them.
    Absent answers are unknown, not no."""
    dispute, asked = move.dispute, move.brought.harms
    if asked is None:
        return
    dispute.harms = {code: answer for code, answer in asked.items() if code in triage.QUESTIONS}
    found = triage.grade(harm_in(dispute))
    dispute.colour, dispute.reasons = found.colour.value, [fact.value for fact in found.reasons]


ENTRUSTS = frozenset({Sender.POLICE, Sender.COURT, Sender.DEPARTMENT, Sender.PETITION})


def harm_in(dispute: Dispute) -> triage.Harm:
    """The answers; and what an office sent here itself, it has entrusted."""
    harm = triage.harm_of(dispute.harms)
    return replace(harm, entrusted=True) if dispute.sender in ENTRUSTS else harm


def refuse_if_barred(move: Move, *, asked: bool) -> None:
    """What the law forbids to mediate is not opened, and what it asks to be reported is reported first. To
    take it on, not every question need be asked yet; before the talks begin all are (`asked`)."""
    dispute = move.dispute
    barred = triage.may_open(harm_in(dispute), dispute.notified, dispute.category)
    if not asked:
        barred = [hindrance for hindrance in barred if not isinstance(hindrance, triage.Unasked)]
    if barred:
        raise NotNow(
            "".join(hindrance.sentence for hindrance in barred),
            instead=_("请先依法报告,或不予受理并告知可以走的路。"),
        )


def lapse(move: Move) -> None:
    """Registered out of a matter that went another way before anybody took it on: nothing said is kept, and
    the matter may come back."""
    dispute = move.dispute
    move.facts["matter"] = str(dispute.matter)
    dispute.sealed, dispute.matter, dispute.destroyed_at = None, None, move.now
    Party.objects.filter(county=dispute.county, dispute=dispute).update(sealed=None)
    dues.meet_all(dispute, now=move.now)


def turn_away(move: Move) -> None:
    """Not for mediation. Never without the ways that lie open: they are read from the road map."""
    move.facts["roads"] = len(org.roads_for(move.dispute.category, local(move.now).date()))
    end(move)


def notify(move: Move) -> None:
    """Reported, as the law asks, before anything else. Told once to each."""
    told = move.brought.told
    if told not in triage.BODIES:
        raise Invalid(_("请选报告给了哪个部门。"), fields={"told": _("请选报告给了哪个部门。")})
    if told not in move.dispute.notified:
        move.dispute.notified = [*move.dispute.notified, told]
    move.facts["told"] = told


HANDS_ON = frozenset({Relation.MEDIATOR, Relation.GUIDE})


def assign(move: Move) -> None:
    """Somebody else leads: they mediate for the committee that has it. What is led passes on by whoever leads
    it, or by the guide, and to nobody who takes it for themselves; everybody is told."""
    person, before = move.brought.mediator, move.dispute.mediator
    if before is not None and (person == move.by.id or not move.standing.relations & HANDS_ON):
        raise NotAllowed(
            _("这起纠纷有人在带,不能自己接过来。"), instead=_("请带它的调解员交给您,或请司法所来定。")
        )
    on = local(move.now).date()
    offered = org.members(move.dispute.committee_id, org.DutyKind.MEDIATOR, on)
    if person not in {card.id for card in offered}:
        raise Invalid(_("请从这个调委会的调解员里选一位。"), fields={"mediator": _("请选一位调解员。")})
    move.dispute.mediator = person
    move.facts["mediator"] = str(person)
    telling.tell_mediator(move)
    telling.tell_colleague(move, before)
    telling.tell_parties(move)


def consent(move: Move) -> None:
    """A party's own will, by their code, or as they told the mediator. A no ends nothing by itself: the
    mediator closes it then, and everybody is told the other ways."""
    party, will = move.party(move.brought.party), move.brought.will
    if will not in (Will.YES, Will.NO):
        raise Invalid(_("请选同意还是不同意。"), fields={"will": _("请选同意还是不同意。")})
    if party.id != move.by.id and _answered_themselves(move, party):
        raise NotNow(_("这位当事人自己答复过,要改由他本人改。"), instead=_("请他用自己的码再答一次。"))
    party.will, party.answered_at = will, move.now
    _keep_party(party)
    move.facts |= {"party": str(party.id), "will": will, "by": str(move.by.kind)}
    telling.tell_mediator(move)


def _answered_themselves(move: Move, party: Party) -> bool:
    """Their last word on it came by their own code, in this round of talks."""
    if party.will == Will.UNASKED:
        return False
    said = Step.objects.filter(county=party.county, dispute=move.dispute, verb=Verb.CONSENT)
    last = said.filter(facts__party=str(party.id)).order_by("version").last()
    return last is not None and last.actor_kind == ActorKind.RESIDENT


def _keep_party(party: Party) -> None:
    rows = Party.objects.filter(county=party.county, id=party.id)
    rows.update(will=party.will, answered_at=party.answered_at, asked_at=party.asked_at)


def open_talks(move: Move) -> None:
    """All have said yes, nothing bars it: the talks begin. Raises NotNow."""
    look_for_harm(move)
    refuse_if_barred(move, asked=True)
    if len(move.parties) < 2:
        raise NotNow(_("还只登记了一方。"), instead=_("请先补上另一方当事人。"))
    waiting = [party for party in move.parties if party.will != Will.YES]
    if waiting:
        raise NotNow(
            _("还有 %(count)d 位当事人没有同意调解。") % {"count": len(waiting)},
            instead=_("调解要大家自愿。请先征求他们的意愿;有人不愿意,就告知其他途径。"),
        )
    telling.tell_parties(move)


def quit_talks(move: Move) -> None:
    """A party leaves: the talks end there, in mid-sitting too. Nobody is held in them (人民调解法 23)."""
    party = move.party(None)
    party.will, party.answered_at = Will.NO, move.now
    _keep_party(party)
    move.facts["party"] = str(party.id)
    break_off(move)
    end(move)
    telling.tell_mediator(move)


def break_off(move: Move) -> None:
    """A sitting that was going on, or was still to come, says so."""
    dispute = move.dispute
    rows = Sitting.objects.filter(county=dispute.county, dispute=dispute, ended_at__isnull=True)
    rows.filter(begins_at__lte=move.now).update(result=Result.BROKEN_OFF, ended_at=move.now)
    rows.filter(begins_at__gt=move.now).update(result=Result.CALLED_OFF, ended_at=move.now)


def fail(move: Move) -> None:
    """No agreement: the parties are told what else is open (人民调解法 26)."""
    break_off(move)
    end(move)


def reopen(move: Move) -> None:
    """The same quarrel again: seen, and counted against nobody. After ninety days it is a new one; what was
    never taken on is not forced on the other side."""
    dispute = move.dispute
    if dispute.taken_at is None:
        raise NotNow(_("这件事没有受理过。"), instead=_("请重新申请一次调解,不影响任何人。"))
    if dispute.ended_at and move.now - dispute.ended_at > REOPENS_WITHIN:
        raise NotNow(_("结束已经超过 90 天。"), instead=_("请重新申请一次调解,不影响任何人。"))
    _refuse_if_asked_often(move)
    dispute.ended_at, dispute.kept_until = None, None
    ask_anew(move)


def _refuse_if_asked_often(move: Move) -> None:
    """Every reopening asks all the others: nobody is pressed by asking without end."""
    if Relation.PARTY not in move.standing.relations:
        return
    mine = Step.objects.filter(county=move.dispute.county, dispute=move.dispute, verb=Verb.REOPEN)
    if mine.filter(actor_kind=ActorKind.RESIDENT).count() >= MOST_AGAIN:
        raise NotNow(
            _("已经重新开始过 %(most)d 次了。") % {"most": MOST_AGAIN},
            instead=_("还想谈,请告诉调解员,由他来问各方。"),
        )


def ask_anew(move: Move) -> None:
    for party in move.parties:
        party.will, party.answered_at = Will.UNASKED, None
    _invite(move)
    dues.owe(move.dispute, finish_of(move.dispute), now=move.now, round_=move.dispute.version)


def _invite(move: Move) -> None:
    for party in move.parties:
        party.asked_at = move.now
        _keep_party(party)
    telling.tell_parties(move)


def grade(move: Move) -> None:
    """Another colour than the answers gave, with a reason. It is the quarrel's, and no person's."""
    if move.brought.colour not in triage.Colour.values:
        raise Invalid(_("请选一种颜色。"), fields={"colour": _("请选一种颜色。")})
    move.dispute.colour, move.dispute.reasons = move.brought.colour, ["by_hand"]


def end(move: Move) -> None:
    """Over for the talks: nothing is owed, and everybody reads where else they can go."""
    dues.meet_all(move.dispute, now=move.now)
    telling.tell_parties(move)
    telling.tell_sender(move, _("没有达成协议"))
    from_matter.finish(move, _("人民调解已经结束,没有达成协议。还可以走别的路,已经告诉当事人。"))
