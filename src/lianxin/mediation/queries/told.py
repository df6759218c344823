"""The pieces of a file, opened for whoever may read them: frozen shapes, one statement each."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.accounts import public as accounts
from lianxin.kernel.actor import ActorKind
from lianxin.mediation import vault
from lianxin.mediation.choices import Signer, Will
from lianxin.mediation.contracts import Person
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.limits import Bound
from lianxin.mediation.models import (
    Agreement,
    Aside,
    Dispute,
    Due,
    Fulfilment,
    Look,
    Party,
    Signature,
    Sitting,
    Step,
)
from lianxin.mediation.terms import Term, read


@dataclass(frozen=True)
class PartyTold:
    """`named` is how the others call them: their name, or only their side where they are hidden."""

    id: UUID
    place: int
    side: str
    side_label: str
    person: Person
    agent: Person | None
    hidden: bool
    will: str
    answered_at: datetime | None

    @property
    def named(self) -> str:
        return self.person.name or f"{self.side_label}{self.place}"


@dataclass(frozen=True)
class StepTold:
    verb: str
    label: str
    who: str
    note: str
    facts: dict[str, Any]
    at: datetime
    state_after: str


@dataclass(frozen=True)
class SittingTold:
    id: UUID
    place: int
    begins_at: datetime
    online: bool
    where: str
    said: str
    present: tuple[UUID, ...]
    rights_told: bool
    result: str
    result_label: str
    version: int
    ended_at: datetime | None


@dataclass(frozen=True)
class PromiseTold:
    """One thing to be done. `late`: its day is over and nobody has said that it was done."""

    place: int
    term: Term
    amount: Decimal | None
    due_on: date | None
    done_on: date | None
    confirmed_at: datetime | None
    proof: str
    late: bool
    said_by: str = ""  # id of the party, or of whoever serves, who said that it was done


@dataclass(frozen=True)
class AgreementTold:
    """The last draft. `signed` holds ids of parties and the codes of the other signers."""

    id: UUID
    draft: int
    oral: bool
    facts: str
    terms: tuple[Term, ...]
    drafted_at: datetime
    effective_at: datetime | None
    signed: frozenset[str]
    promises: tuple[PromiseTold, ...] = field(default=())


@dataclass(frozen=True)
class DueTold:
    kind: str
    label: str
    due_on: date
    met_at: datetime | None
    late: bool


@dataclass(frozen=True)
class LookTold:
    who: str
    what: str
    reason: str
    at: datetime


@dataclass(frozen=True)
class AsideTold:
    party: UUID
    words: str
    at: datetime


def parties(dispute: Dispute) -> list[PartyTold]:
    rows = Party.objects.filter(county=dispute.county, dispute=dispute).order_by("place")
    return [party_told(row) for row in rows]


def party_told(row: Party) -> PartyTold:
    told = vault.opened(row.sealed, row)
    agent = told.get("agent")
    return PartyTold(
        row.id,
        row.place,
        row.side,
        row.get_side_display(),
        _person(told.get("person") or {}),
        _person(agent) if agent else None,
        row.hidden,
        row.will,
        row.answered_at,
    )


def _person(told: dict[str, Any]) -> Person:
    return Person(**{**told, "languages": tuple(told.get("languages", ()))})


def steps(dispute: Dispute, known: list[PartyTold]) -> list[StepTold]:
    """The timeline, oldest first; a party is called as the reader knows them (`known`)."""
    names = {party.id: party.named for party in known}
    rows = Step.objects.filter(county=dispute.county, dispute=dispute).order_by("version")
    return [_step(row, names) for row in rows]


def _step(row: Step, names: dict[UUID, str]) -> StepTold:
    who = row.post
    if row.actor_kind == ActorKind.RESIDENT:
        who = names.get(row.actor, _("当事人")) if row.actor else _("当事人")
    elif row.actor_kind == ActorKind.SYSTEM:
        who = _("系统")
    note = str(vault.opened(row.sealed, row).get("note", ""))
    return StepTold(row.verb, _label(row), who, note, row.facts, row.at, row.state_after)


def _label(row: Step) -> str:
    """What was done; of a party's will, what it was."""
    if row.verb == Verb.CONSENT and row.facts.get("will") in Will.values:
        return str(Will(row.facts["will"]).label)
    return str(Verb(row.verb).label)


def sittings(dispute: Dispute) -> list[SittingTold]:
    rows = Sitting.objects.filter(county=dispute.county, dispute=dispute).order_by("place")
    return [_sitting(row) for row in rows]


def _sitting(row: Sitting) -> SittingTold:
    told = vault.opened(row.sealed, row)
    return SittingTold(
        row.id,
        row.place,
        row.begins_at,
        row.online,
        told.get("where", ""),
        told.get("said", ""),
        tuple(UUID(id_) for id_ in row.present),
        row.rights_told,
        row.result,
        row.get_result_display(),
        row.version,
        row.ended_at,
    )


def agreement(dispute: Dispute, today: date) -> AgreementTold | None:
    """The last draft, who signed it, and what became of each promise, while it is kept. Three statements."""
    row = Agreement.objects.filter(county=dispute.county, dispute=dispute).order_by("draft").last()
    if row is None:
        return None
    told = vault.opened(row.sealed, row)
    hands = Signature.objects.filter(county=row.county, agreement=row)
    signed = {
        str(party) if signer == Signer.PARTY else signer
        for party, signer in hands.values_list("party_id", "signer")
    }
    promises = Fulfilment.objects.filter(county=row.county, agreement=row, sealed__isnull=False)
    return AgreementTold(
        row.id,
        row.draft,
        row.oral,
        told.get("facts", ""),
        tuple(read(term) for term in told.get("terms", ())),
        row.drafted_at,
        row.effective_at,
        frozenset(signed),
        tuple(_promise(one, today) for one in promises.order_by("place")) if row.effective_at else (),
    )


def _promise(row: Fulfilment, today: date) -> PromiseTold:
    late = row.done_on is None and row.due_on is not None and row.due_on < today
    proof = vault.opened(row.proof, row)
    term = read(vault.opened(row.sealed, row))
    return PromiseTold(
        row.place,
        term,
        row.amount,
        row.due_on,
        row.done_on,
        row.confirmed_at,
        str(proof.get("proof", "")),
        late,
        str(proof.get("by", "")),
    )


def dues(dispute: Dispute, today: date) -> list[DueTold]:
    """What is owed, the nearest first; what is done, after it."""
    rows = Due.objects.filter(county=dispute.county, dispute=dispute).order_by("due_on")
    told = [
        DueTold(row.kind, due_label(row.kind), row.due_on, row.met_at, not row.met_at and row.due_on < today)
        for row in rows
    ]
    return sorted(told, key=lambda due: due.met_at is not None)


def due_label(kind: str) -> str:
    code = kind.split(":")[0]
    if code == "promise":
        return _("第 %(place)s 项约定履行") % {"place": kind.split(":")[-1]}
    return str(Bound(code).label)


def looks(dispute: Dispute) -> list[LookTold]:
    rows = Look.objects.filter(county=dispute.county, dispute=dispute).order_by("-at")[:200]
    return [_look(row) for row in rows]


def _look(row: Look) -> LookTold:
    return LookTold(row.post, row.what, str(vault.opened(row.sealed, row).get("reason", "")), row.at)


def asides(dispute: Dispute, writer: UUID) -> list[AsideTold]:
    """One's own: nobody else reads them."""
    rows = Aside.objects.filter(county=dispute.county, dispute=dispute, person=writer).order_by("at")
    return [
        AsideTold(row.party_id, str(vault.opened(row.sealed, row).get("words", "")), row.at) for row in rows
    ]


def mediator_name(dispute: Dispute) -> str:
    return accounts.person_name(dispute.mediator) if dispute.mediator else ""
