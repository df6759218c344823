"""Handing over, asking another body to sit in, taking back: with file and clock, and with an answer.

Our clock ends where it is handed over; theirs is shown, and is theirs. What one side told alone goes nowhere.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianxin.deadlines import public as deadlines
from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, NotFound, NotNow
from lianxin.kernel.legible import legible
from lianxin.kernel.rows import insert
from lianxin.mediation import dues, limits, vault
from lianxin.mediation.actions.speaking import LONGEST, Move, lock
from lianxin.mediation.actions.talks import ask_anew, break_off, end, take_in_hand
from lianxin.mediation.actions.telling import DESK
from lianxin.mediation.choices import Answer, Joining, Sender
from lianxin.mediation.contracts import Ref
from lianxin.mediation.lifecycle import Relation
from lianxin.mediation.limits import Bound
from lianxin.mediation.models import Dispute, HandOver
from lianxin.mediation.papers.kinds import FRONT, Kind
from lianxin.mediation.queries.hand_overs import ANSWERS
from lianxin.mediation.standing import standing_of
from lianxin.notices import public as notices
from lianxin.org import public as org

HANDS = (Sender.POLICE, Sender.COURT, Sender.DEPARTMENT, Sender.PETITION)
THEIRS = {Sender.POLICE: Bound.POLICE_FIRST, Sender.PETITION: Bound.PETITION}
STAFF = frozenset({Relation.MEDIATOR, Relation.CLERK})


def hand_over(move: Move) -> None:
    """To whom it belongs, with file and clock. The clock of ours ends; their answer is awaited."""
    break_off(move)
    end(move)
    _offer(move, Joining.WHOLE)


def invite(move: Move) -> None:
    """联调: another body is asked to sit in. It stays ours, with our clock; the parties keep their say."""
    _offer(move, Joining.BESIDE)


def take_back(move: Move) -> None:
    """It came back, or nobody took it: everybody is asked anew."""
    dispute = move.dispute
    dues.meet_all(dispute, now=move.now)
    _open(dispute).update(answer=Answer.RETURNED, answered_at=move.now)
    dispute.ended_at, dispute.kept_until = None, None
    if dispute.taken_at is None:
        take_in_hand(move)
    ask_anew(move)


def _open(dispute: Dispute) -> QuerySet[HandOver]:
    return HandOver.objects.filter(county=dispute.county, dispute=dispute, answer=Answer.OFFERED)


def _offer(move: Move, joining: Joining) -> None:
    dispute, to = move.dispute, move.brought.to
    if to not in HANDS:
        raise Invalid(_("请选移送给谁。"), fields={"to": _("请选移送给谁。")})
    papers = _papers(move.brought.papers)
    if move.brought.unit and org.unit(move.brought.unit) is None:
        raise Invalid(_("请从列表里选一个单位。"), fields={"unit": _("请从列表里选一个单位。")})
    today = local(move.now).date()
    row = HandOver(
        county=dispute.county,
        dispute=dispute,
        version=dispute.version,
        joining=joining,
        body=to,
        unit_id=move.brought.unit,
        papers=papers,
        offered_at=move.now,
        answer_on=limits.due(Bound.HAND_ANSWER, today, is_workday=deadlines.is_workday),
    )
    insert([row])
    dues.owe(dispute, Bound.HAND_ANSWER, now=move.now, round_=dispute.version)
    move.facts |= {"to": to, "papers": papers, "joining": joining.value}
    _tell_unit(row, dispute, move.now)


def _papers(asked: Sequence[str]) -> list[str]:
    known = {kind.value for kind in Kind} - {kind.value for kind in FRONT}
    if not set(asked) <= known:
        raise Invalid(_("请从卷宗的文书里选。"), fields={"papers": _("请从卷宗的文书里选。")})
    return sorted(set(asked))


def _tell_unit(row: HandOver, dispute: Dispute, now: datetime) -> None:
    if row.unit_id is None:
        return
    words = {
        Joining.WHOLE: _("有一件纠纷移送给您单位(%(number)s),请在 %(day)s 前答复接不接。"),
        Joining.BESIDE: _("请您单位一起调解一件纠纷(%(number)s),请在 %(day)s 前答复来不来。"),
    }
    told = {"number": dispute.number or _("(还没有编号)"), "day": row.answer_on.strftime("%-m月%-d日")}
    said = words[Joining(row.joining)] % told
    note = notices.Note(
        f"handover:{row.id}", DESK, said, subject=f"dispute:{dispute.id}", to_unit=row.unit_id
    )
    notices.write(dispute.county, [note], now=now)


@transaction.atomic
def answer_hand_over(ref: Ref, *, accept: bool, by: Actor, now: datetime, reason: str = "") -> None:
    """`ref` names the hand-over. Said by those who serve in the unit that was asked; where it is none of
    ours, by whoever mediates, as they were told. A no says why. Raises NotFound, NotNow, Invalid."""
    row = HandOver.objects.filter(county=ref.county, id=ref.id).first()
    if row is None:
        raise NotFound(_no_such())
    dispute = lock(Ref(row.county, row.dispute_id))
    _must_answer(row, dispute, by, local(now).date())
    reason = legible(reason)
    if not accept and not 2 <= len(reason) <= LONGEST:
        raise Invalid(_("请写明原因。"), fields={"reason": _("请写明原因。")})
    answer = Answer.ACCEPTED if accept else Answer.RETURNED
    changed = HandOver.objects.filter(county=row.county, id=row.id, answer=Answer.OFFERED).update(
        answer=answer,
        answered_at=now,
        sealed=None if accept else vault.shut({"reason": reason}, row),
        theirs_on=_theirs(row, local(now).date()) if accept else None,
    )
    if not changed:
        raise NotNow(_("这一件已经答复过了。"), instead=_("请刷新后再看。"))
    dues.meet(dispute, f"{Bound.HAND_ANSWER}:{row.version}", now=now)
    fact = journal.Fact(f"mediation.hand_{answer}", f"dispute:{dispute.id}", {"hand_over": str(row.id)})
    journal.append(dispute.county, [fact], by=by, now=now)
    _tell_mediator(row, dispute, answer, now)


def _no_such() -> str:
    return _("没有这件移送,或者它不归您看。")


def _must_answer(row: HandOver, dispute: Dispute, by: Actor, on: date) -> None:
    held = org.held(by, on=on)
    if row.unit_id is None:
        may = bool(standing_of(by, dispute, held).relations & STAFF)
    else:
        may = any(duty.unit_id == row.unit_id and duty.kind in ANSWERS for duty in held)
    if not may:
        raise NotFound(_no_such())


def _theirs(row: HandOver, today: date) -> date | None:
    """Only where it has become theirs, and a law says how long they have."""
    bound = THEIRS.get(Sender(row.body)) if row.joining == Joining.WHOLE else None
    return limits.due(bound, today, is_workday=deadlines.is_workday) if bound else None


def _tell_mediator(row: HandOver, dispute: Dispute, answer: Answer, now: datetime) -> None:
    if dispute.mediator is None:
        return
    words = {
        Answer.ACCEPTED: _("纠纷 %(number)s:对方单位接受了。"),
        Answer.RETURNED: _("纠纷 %(number)s:对方单位没有接,请看原因。"),
    }
    said = words[answer] % {"number": dispute.number}
    key = f"handover:{row.id}:{answer}"
    note = notices.Note(key, DESK, said, subject=f"dispute:{dispute.id}", to_person=dispute.mediator)
    notices.write(dispute.county, [note], now=now)
