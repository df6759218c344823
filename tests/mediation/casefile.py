"""What the papers of a file say, out of what its mediator reads: for tests that print whole files."""

from datetime import date, datetime

from lianxin.kernel.clock import local
from lianxin.mediation.actions.looking import File
from lianxin.mediation.choices import Side as Place
from lianxin.mediation.papers.contents import FileContents, Receipt, Side, SittingRecord
from lianxin.mediation.queries.told import PartyTold


def contents_of(file: File, *, filed_on: date) -> FileContents:
    """Everything that is known of a case; the rest stays a line to write on."""
    case, agreement = file.procedure, file.agreement
    names = {party.id: party.named for party in file.parties}
    applied = file.parties[0].side == Place.APPLICANT and case.sender_label == "当事人自己"
    return FileContents(
        committee=case.committee_name,
        number=case.number,
        title="与".join(party.named for party in file.parties[:2]),
        category=case.category,
        source=case.source_label,
        mediators=(case.mediator_name,) if case.mediator_name else (),
        parties=tuple(_side(party) for party in file.parties),
        account=file.account,
        applied_on=_day(case.received_at) if applied else None,
        taken_on=_day(case.taken_at),
        sittings=tuple(
            SittingRecord(
                at=one.begins_at,
                place=one.where,
                present="、".join(names[id_] for id_ in one.present),
                rights_told="已当面告知。" if one.rights_told else "",
                said=one.said,
                result=one.result_label,
            )
            for one in file.sittings
        ),
        terms=agreement.terms if agreement else (),
        agreed_on=_day(agreement.effective_at) if agreement else None,
        receipts=tuple(
            Receipt(kept.done_on, kept.term.who, kept.term.does, kept.amount, kept.proof)
            for kept in (agreement.promises if agreement else ())
        ),
        outcome=case.state_label,
        opened_on=_day(case.received_at),
        closed_on=_day(case.ended_at),
        filed_on=filed_on,
    )


def _side(party: PartyTold) -> Side:
    person, agent = party.person, party.agent
    return Side(
        role=party.side_label,
        name=party.named,
        contact=person.phone,
        address=person.address,
        represented_by=agent.name if agent else "",
    )


def _day(at: datetime | None) -> date | None:
    return local(at).date() if at else None
