"""What crosses the door: frozen shapes, in and out."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from lianxin.mediation.terms import Term


@dataclass(frozen=True)
class Ref:
    """Names one dispute: heavy tables are never searched by id alone."""

    county: str
    id: UUID


@dataclass(frozen=True)
class Person:
    """A party, or who acts for one. Nothing of it is asked for but a name; an identity number never."""

    name: str = ""
    phone: str = field(default="", repr=False)
    address: str = field(default="", repr=False)
    sex: str = ""
    born: str = ""  # the year
    work: str = ""
    languages: tuple[str, ...] = ()


@dataclass(frozen=True)
class PartyDraft:
    """Somebody who is said to be in it. `hidden`: the other parties do not learn who and where."""

    side: str
    person: Person
    agent: Person | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Application:
    """What is needed to register a dispute: the words, where, and at least one party. `sender` says where it
    came from (models.Sender); `matter` is the one it was born from."""

    account: str
    area: str
    category: str
    sender: str
    parties: tuple[PartyDraft, ...]
    requests: str = ""
    place: str = ""
    matter: UUID | None = None
    committee: UUID | None = None
    reference: str = ""  # the sender's own number of it
    sent_by: UUID | None = None  # the sender, where it is one of our units: it hears how it ended
    sent: UUID | None = None  # made by the sender's form: whoever sends it again gets the same answer


@dataclass(frozen=True)
class SittingDraft:
    """A meeting to be held, or the record of one: `place` says which (the first is 1), `seen` its version as
    the writer read it."""

    begins_at: datetime | None = None
    where: str = ""
    online: bool = False
    place: int = 0
    seen: int = 0
    present: tuple[UUID, ...] = ()
    rights_told: bool = False
    said: str = ""
    result: str = ""


@dataclass(frozen=True)
class AgreementDraft:
    """The words of an agreement (人民调解法 29)."""

    facts: str
    terms: tuple[Term, ...]
    oral: bool = False
    seen: int | None = None  # the draft that the writer read (0: none yet); None asks nothing


EVERYBODY = "all"


@dataclass(frozen=True)
class Signed:
    """Whose hand, and how: `party` is None for the mediator and for the committee's stamp. EVERYBODY stands
    for all hands that are still missing, seen at once."""

    signer: str
    hand: str
    party: UUID | None = None
    seen: int = 0  # the draft that was read


@dataclass(frozen=True)
class Done:
    """That a promise was kept: which, when, and by what it is known."""

    place: int
    on: date
    proof: str = ""


@dataclass(frozen=True)
class LeniencyAsked:
    """That the parties asked the police in writing to let a penalty be, and that these accepted it (None: not
    yet, or no)."""

    station: UUID
    applied_on: date
    accepted_on: date | None = None


@dataclass(frozen=True)
class Brought:
    """What somebody brings with a verb. The lifecycle row says which of these it needs."""

    reason: str = ""
    note: str = ""
    told: str = ""  # to whom it was reported, as the law asks: a code
    newcomer: PartyDraft | None = None  # with `party` that one is written anew, without it one more comes in
    mediator: UUID | None = None
    party: UUID | None = None
    will: str = ""
    seats: tuple[tuple[UUID, str], ...] = ()  # panel members and their roles
    member: UUID | None = None  # of the panel
    tie: str = ""  # between that member and a party: a code of proposing.Tie
    sitting: SittingDraft | None = None
    until: date | None = None
    terms: AgreementDraft | None = None
    signature: Signed | None = None
    term: Done | None = None
    court: str = ""
    leniency: LeniencyAsked | None = None
    to: str = ""
    unit: UUID | None = None  # where the body is one of our units
    papers: tuple[str, ...] = ()  # codes of the papers that go along
    colour: str = ""
    harms: Mapping[str, bool | int | str] | None = None  # answers, by the codes of triage.Fact
    category: str = ""
    seen: int = 0  # the version that was looked at: refused where it has moved on since; 0 asks nothing
