"""What the papers of a dispute say, out of what was opened of it. What one side told alone has no way in: an
opened file is asked for its other parts only.

The committee's own file holds real names and how to reach everybody, as an agreement must (人民调解法 29). A
party's copy is made of what that party reads (`own.as_seen`): of the others no telephone and no address, and
no name of somebody hidden.
"""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Protocol
from uuid import UUID

from django.utils import translation

from lianxin.kernel.clock import local
from lianxin.mediation import retention
from lianxin.mediation.choices import Answer, Court, Joining, Result, Sender, Side, Source
from lianxin.mediation.lifecycle import State, Verb
from lianxin.mediation.models import Dispute, HandOver
from lianxin.mediation.papers.contents import (
    Confirmation,
    FileContents,
    PoliceMatter,
    Receipt,
    SittingRecord,
    VisitRecord,
)
from lianxin.mediation.papers.contents import Side as OnPaper
from lianxin.mediation.papers.kinds import Kind
from lianxin.mediation.papers.telling import day
from lianxin.mediation.queries import told
from lianxin.mediation.queries.procedure import Procedure
from lianxin.org import public as org

CHINESE = "zh-hans"  # a paper is Chinese, whatever its reader speaks
_ENDS = {
    Verb.KEEP: State.KEPT,
    Verb.BREACH: State.BROKEN,
    Verb.FAIL: State.FAILED,
    Verb.QUIT: State.WITHDRAWN,
    Verb.TURN_AWAY: State.UNSUITABLE,
    Verb.HAND_OVER: State.HANDED_OVER,
}
_WITH_REASON = frozenset({Verb.BREACH, Verb.FAIL, Verb.TURN_AWAY, Verb.HAND_OVER})


class Opened(Protocol):
    """What of a file its papers are made of: a file, or what one party reads of it."""

    @property
    def procedure(self) -> Procedure: ...
    @property
    def account(self) -> str: ...
    @property
    def requests(self) -> str: ...
    @property
    def steps(self) -> list[told.StepTold]: ...
    @property
    def sittings(self) -> list[told.SittingTold]: ...
    @property
    def agreement(self) -> told.AgreementTold | None: ...


def contents_of(opened: Opened, parties: Sequence[told.PartyTold], *, exported: str = "") -> FileContents:
    """`exported` stands across every page. Two statements."""
    ref = opened.procedure.ref
    dispute = Dispute.objects.get(county=ref.county, id=ref.id)
    handed = list(HandOver.objects.filter(county=ref.county, dispute_id=ref.id).order_by("version"))
    with translation.override(CHINESE):
        return _contents(opened, parties, dispute, handed, exported)


def _contents(
    opened: Opened,
    parties: Sequence[told.PartyTold],
    dispute: Dispute,
    handed: list[HandOver],
    exported: str,
) -> FileContents:
    return FileContents(
        **_case(opened, parties, dispute),
        **_promised(_agreement(opened), len(parties)),
        **_closing(opened, dispute, handed),
        parties=tuple(map(_side, parties)),
        sittings=tuple(_sittings(opened.sittings, parties)),
        visits=tuple(_visits(opened.steps)),
        confirmation=_confirmation(opened.steps),
        police=_police(opened, dispute),
        exported=exported,
    )


def _case(opened: Opened, parties: Sequence[told.PartyTold], dispute: Dispute) -> dict[str, Any]:
    """Whose, of what kind, how it came and what was asked for."""
    procedure, card = opened.procedure, org.category(dispute.category)
    kind = card.name if card else ""
    rights_told = [one for one in opened.sittings if one.rights_told]
    return {
        "committee": procedure.committee_name,
        "number": dispute.number,
        "title": _title(parties, kind),
        "category": kind,
        "source": str(Source(dispute.source).label),
        "mediators": (procedure.mediator_name,) if procedure.mediator_name else (),
        "account": opened.account,
        "requests": tuple(line.strip() for line in opened.requests.splitlines() if line.strip()),
        "applied_on": _day(dispute.received_at) if dispute.source == Source.APPLIED else None,
        "taken_on": _day(dispute.taken_at),
        "rights_told_on": _day(rights_told[0].begins_at) if rights_told else None,
    }


def _promised(agreement: told.AgreementTold | None, parties: int) -> dict[str, Any]:
    """A copy each, and one for the committee."""
    if agreement is None:
        return {}
    return {
        "facts": agreement.facts,
        "points": "争议和责任已经写在上面的事实里。" if agreement.facts else "",
        "terms": agreement.terms,
        "agreed_on": _day(agreement.effective_at),
        "copies": None if agreement.oral else parties + 1,
        "oral": agreement.oral,
        "receipts": tuple(_receipts(agreement)),
    }


def _closing(opened: Opened, dispute: Dispute, handed: list[HandOver]) -> dict[str, Any]:
    filed = _last(opened.steps, Verb.FILE) if dispute.state == State.FILED else None
    return {
        "outcome": _outcome(opened.steps, dispute),
        "opened_on": _day(dispute.taken_at),
        "closed_on": _day(dispute.ended_at),
        "filed_by": opened.procedure.mediator_name if filed else "",
        "filed_on": _day(filed.at) if filed else None,
        "retention": _retention(dispute),
        "remark": "\n".join(_remarks(filed, handed)),
    }


def own_kinds(own: Opened) -> tuple[Kind, ...]:
    """The papers that a party may take along: the agreement in force, and the record once there is one."""
    agreement = own.agreement
    found = [Kind.ORAL if agreement.oral else Kind.AGREEMENT] if agreement and agreement.effective_at else []
    return (*found, Kind.RECORD) if any(one.ended_at and one.said for one in own.sittings) else tuple(found)


def called(party: told.PartyTold) -> str:
    """By name, or by their side where they are hidden: in Chinese, as the paper is."""
    with translation.override(CHINESE):
        return party.person.name or f"{Side(party.side).label}{party.place}"


def _title(parties: Sequence[told.PartyTold], kind: str) -> str:
    """「王阿姨与赵大爷邻里纠纷」, 「王阿姨等与赵大爷…」."""
    sides = [
        [called(one) for one in parties if one.side == side] for side in (Side.APPLICANT, Side.RESPONDENT)
    ]
    return "与".join(names[0] + ("等" if len(names) > 1 else "") for names in sides if names) + kind


def _side(party: told.PartyTold) -> OnPaper:
    person = party.person
    return OnPaper(
        role=str(Side(party.side).label),
        name=called(party),
        sex=person.sex,
        age=f"{person.born}年生" if person.born else "",
        work=person.work,
        contact=person.phone,
        address=person.address,
        represented_by=party.agent.name if party.agent else "",
    )


def _sittings(
    sittings: Iterable[told.SittingTold], parties: Sequence[told.PartyTold]
) -> Iterable[SittingRecord]:
    """Those that were held. Of one on the line the link is nobody's business afterwards."""
    names = {party.id: called(party) for party in parties}
    for one in sittings:
        if one.result != Result.CALLED_OFF and (one.ended_at or one.said):
            yield SittingRecord(
                at=one.begins_at,
                place="线上" if one.online else one.where,
                present=_present(one.present, names),
                rights_told="已经告知权利和义务。" if one.rights_told else "",
                said=one.said,
                result=f"{Result(one.result).label}。" if one.result else "",
            )


def _present(ids: Sequence[UUID], names: dict[UUID, str]) -> str:
    return "、".join(names[id_] for id_ in ids if id_ in names)


def _agreement(opened: Opened) -> told.AgreementTold | None:
    """In force, or to be signed; a draft that came to nothing is none."""
    found, talking = opened.agreement, opened.procedure.state == State.MEDIATING
    return found if found and (found.effective_at or talking) else None


def _receipts(agreement: told.AgreementTold) -> Iterable[Receipt]:
    for one in agreement.promises:
        if one.done_on:
            yield Receipt(one.done_on, one.term.who, one.term.does, one.amount, one.proof)


def _visits(steps: Iterable[told.StepTold]) -> Iterable[VisitRecord]:
    for step in steps:
        if step.verb == Verb.VISIT:
            yield VisitRecord(on=_day(step.at), by=step.who, kept=step.note)


def _confirmation(steps: Sequence[told.StepTold]) -> Confirmation:
    """The court is written in by hand: which one it is, the parties may choose."""
    asked = [step for step in steps if step.verb == Verb.CONFIRM]
    if not asked:
        return Confirmation()
    applied, last = asked[0], Court(asked[-1].facts["court"])
    result = "" if last == Court.APPLIED else f"{last.label}。"
    on = _day(applied.at) if applied.facts["court"] == Court.APPLIED else None
    return Confirmation(applied_on=on, result=result)


def _police(opened: Opened, dispute: Dispute) -> PoliceMatter:
    step = _last(opened.steps, Verb.LENIENCY)
    if step is None:
        return PoliceMatter()
    station = org.unit(UUID(step.facts["station"]))
    done = [one.done_on for one in opened.agreement.promises] if opened.agreement else []
    kept = [on for on in done if on]
    accepted = step.facts.get("accepted")
    return PoliceMatter(
        station=station.name if station else "",
        number=dispute.reference if dispute.sender == Sender.POLICE else "",
        incident=opened.account,
        performed_on=max(kept) if kept and len(kept) == len(done) else None,
        applied_on=date.fromisoformat(step.facts["applied"]),
        opinion=f"{day(date.fromisoformat(accepted))}认可。" if accepted else "",
    )


def _outcome(steps: Sequence[told.StepTold], dispute: Dispute) -> str:
    """How the talks ended, while they have."""
    ends = [step for step in steps if step.verb in _ENDS]
    if not ends or dispute.state not in {*_ENDS.values(), State.FILED}:
        return ""
    last = ends[-1]
    reason = f":{last.note}" if last.note and last.verb in _WITH_REASON else ""
    return f"{_ENDS[Verb(last.verb)].label}{reason}。"


def _retention(dispute: Dispute) -> str:
    years = retention.years()[retention.row_of(dispute.category)]
    return f"{years}年" + (f"（到{day(dispute.kept_until)}）" if dispute.kept_until else "")


def _remarks(filed: told.StepTold | None, handed: Iterable[HandOver]) -> Iterable[str]:
    if filed and filed.note:
        yield filed.note
    for one in handed:
        unit = org.unit(one.unit_id) if one.unit_id else None
        where = unit.name if unit else str(Sender(one.body).label)
        on = day(local(one.offered_at).date())
        yield f"{on}{Joining(one.joining).label}：{where}（{Answer(one.answer).label}）"


def _last(steps: Iterable[told.StepTold], verb: Verb) -> told.StepTold | None:
    return next((step for step in reversed(list(steps)) if step.verb == verb), None)


def _day(at: datetime | None) -> date | None:
    return local(at).date() if at else None
