"""Whatever a paper of a mediation file may say, as plain values. Nothing here is required: what nobody has
said is empty and becomes a line to write on. Pure."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from lianxin.mediation.terms import Term

# 人民调解法 23 and 24; a committee with its own wording passes that instead.
RIGHTS = (
    "选择或者接受人民调解员。",
    "接受调解、拒绝调解或者要求终止调解。",
    "要求调解公开进行或者不公开进行。",
    "自主表达意愿、自愿达成调解协议。",
)
DUTIES = (
    "如实陈述纠纷事实。",
    "遵守调解现场秩序，尊重人民调解员。",
    "尊重对方当事人行使权利。",
)


@dataclass(frozen=True)
class Side:
    """One party: who, and who speaks for them. No identity number: the copy in the file carries it."""

    role: str = ""  # 申请人, 被申请人
    name: str = ""
    sex: str = ""
    age: str = ""
    work: str = ""
    contact: str = ""
    address: str = ""
    represented_by: str = ""
    mandate: str = ""  # what the one who speaks for them may decide


@dataclass(frozen=True)
class SittingRecord:
    at: datetime | None = None
    place: str = ""
    present: str = ""
    rights_told: str = ""
    said: str = ""
    result: str = ""


@dataclass(frozen=True)
class Inquiry:
    at: datetime | None = None
    place: str = ""
    by: str = ""
    asked: str = ""
    said: str = ""


@dataclass(frozen=True)
class Exhibit:
    name: str = ""
    brought_by: str = ""
    form: str = ""  # 原件, 复印件, 照片
    note: str = ""


@dataclass(frozen=True)
class Receipt:
    """One piece of performance: who gave or did what, and what proves it."""

    on: date | None = None
    who: str = ""
    what: str = ""
    amount: Decimal | None = None
    proof: str = ""


@dataclass(frozen=True)
class VisitRecord:
    on: date | None = None
    whom: str = ""
    by: str = ""
    kept: str = ""
    content: str = ""  # are they content with it
    later: str = ""  # a suit, a judgment
    signs: str = ""  # of a mistake, of the quarrel coming back
    steps: str = ""


@dataclass(frozen=True)
class Confirmation:
    """The joint request to a court (人民调解法 33), within thirty days of the agreement's effect."""

    court: str = ""
    applied_on: date | None = None
    result: str = ""


@dataclass(frozen=True)
class PoliceMatter:
    """What a no-penalty application tells the police: agreed, performed, asked for in writing."""

    station: str = ""
    number: str = ""
    incident: str = ""
    performed_on: date | None = None
    applied_on: date | None = None
    opinion: str = ""  # what the police answer


@dataclass(frozen=True)
class FileContents:
    committee: str = ""
    number: str = ""  # (2026)东调字第12号
    title: str = ""
    category: str = ""
    source: str = ""
    mediators: tuple[str, ...] = ()
    recorder: str = ""
    parties: tuple[Side, ...] = ()
    account: str = ""  # as it was told when it was registered
    facts: str = ""  # what all of them signed as the facts
    points: str = ""  # what they differ about, and who answers for what
    requests: tuple[str, ...] = ()
    rights: tuple[str, ...] = RIGHTS
    duties: tuple[str, ...] = DUTIES
    applied_on: date | None = None
    taken_on: date | None = None
    rights_told_on: date | None = None
    inquiries: tuple[Inquiry, ...] = ()
    evidence: tuple[Exhibit, ...] = ()
    sittings: tuple[SittingRecord, ...] = ()
    terms: tuple[Term, ...] = ()
    agreed_on: date | None = None
    copies: int | None = None
    oral: bool = False
    receipts: tuple[Receipt, ...] = ()
    visits: tuple[VisitRecord, ...] = ()
    confirmation: Confirmation = Confirmation()
    police: PoliceMatter = PoliceMatter()
    outcome: str = ""
    opened_on: date | None = None
    closed_on: date | None = None
    filed_by: str = ""
    filed_on: date | None = None
    retention: str = ""
    remark: str = ""
    exported: str = ""  # who took it out of the house, and when: stands across every page
