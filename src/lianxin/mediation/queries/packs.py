"""What has to be brought to the court that confirms, and to the police that lets a penalty be: what is there.

Whoever may see the procedure may see a pack: nothing of the quarrel's words stands in it.
"""

import csv
import re
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.errors import NotFound
from lianxin.mediation import vault
from lianxin.mediation.choices import Sender
from lianxin.mediation.contracts import Ref
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.limits import Bound
from lianxin.mediation.models import Agreement, Dispute, Due, Fulfilment, Party, Step
from lianxin.mediation.standing import Sight, standing_of
from lianxin.org import public as org
from lianxin.territory import public as territory

TABLE = Path(__file__).parent.parent / "data" / "packs.csv"
ORDER = "dispute.public_order"
# A hint, and no lock: what a court confirms is for the court to say.
STATUS = re.compile(r"亲子关系|身份关系|收养|离婚|复婚|婚姻关系|断绝[^。;;]{0,4}关系")


class Piece(TextChoices):
    """What is brought to the court."""

    APPLICATION = "application", _("各方签名的司法确认申请书")
    AGREEMENT = "agreement", _("调解协议")
    IDENTITY = "identity", _("各方的身份证明")
    QUALIFICATION = "qualification", _("资格证明(单位是当事人的;法院要看的,还有调委会的)")
    PROPERTY = "property", _("与协议有关的财产权利证明")
    CONTACTS = "contacts", _("各方的送达地址、电话")
    PROXY = "proxy", _("授权委托书")


class Holding(TextChoices):
    """Whether it is there. `BRING`: never kept by us, so each brings it."""

    THERE = "there", _("有了")
    MISSING = "missing", _("还缺")
    BRING = "bring", _("请各自带上")


class Barrier(TextChoices):
    NO_AGREEMENT = "no_agreement", _("还没有生效的调解协议。")
    TOO_LATE = "too_late", _("协议生效超过三十日了,不能再申请确认;可以就协议起诉。")
    STATUS = "status", _("协议里像是有婚姻、收养或者身份关系,法院不受理对这些关系的确认;其他各项请问法院。")


@dataclass(frozen=True)
class PieceTold:
    code: str
    label: str
    holding: str
    holding_label: str
    basis: str


@dataclass(frozen=True)
class BarrierTold:
    code: str
    sentence: str
    basis: str


@dataclass(frozen=True)
class ConfirmationPack:
    """`asked`: what is recorded of the application (applied, confirmed, refused), "" nothing yet. `days_left`
    of the thirty, with the last day counted; None where none run. `onward`: what a refusal leads to."""

    pieces: tuple[PieceTold, ...]
    barriers: tuple[BarrierTold, ...]
    asked: str
    last_on: date | None
    days_left: int | None
    court: str
    court_basis: str
    onward: tuple[str, ...]

    @property
    def may(self) -> bool:
        return not self.barriers

    @property
    def complete(self) -> bool:
        return all(piece.holding != Holding.MISSING for piece in self.pieces)


def confirmation_pack(viewer: Actor, ref: Ref, *, now: datetime) -> ConfirmationPack:
    """Raises NotFound alike for what is not there and for what is not theirs. Seven statements at most."""
    dispute, parties, reads = _seen(viewer, ref, now)
    today = local(now).date()
    agreement = in_force(dispute)
    asked = _asked(dispute)
    last_on = _last_on(dispute, agreement)
    barriers = () if asked in ("applied", "confirmed") else _barriers(agreement, last_on, today, reads=reads)
    sent = dispute.sender == Sender.COURT
    return ConfirmationPack(
        pieces=_pieces(agreement, parties if reads else [], asked),
        barriers=barriers,
        asked=asked,
        last_on=last_on,
        days_left=max((last_on - today).days, 0) if last_on and not asked else None,
        court=_court(dispute, sent=sent),
        court_basis=bases()["sending_court" if sent else "court"],
        onward=(
            gettext("可以再调解一次,改协议或者另写一份。"),
            gettext("也可以向法院起诉。"),
        ),
    )


@cache
def bases() -> dict[str, str]:
    with TABLE.open(encoding="utf-8", newline="") as lines:
        return {row["code"]: row["basis"] for row in csv.DictReader(lines)}


def _seen(viewer: Actor, ref: Ref, now: datetime) -> tuple[Dispute, list[Party], bool]:
    """The last says whether its words are theirs to read: who sees the procedure is told nothing of them."""
    dispute = Dispute.objects.filter(county=ref.county, id=ref.id).first()
    parties = list(Party.objects.filter(county=ref.county, dispute_id=ref.id).order_by("place"))
    held = org.held(viewer, on=local(now).date())
    ids = [party.id for party in parties]
    sight = standing_of(viewer, dispute, held, ids).sight if dispute else Sight.NOTHING
    if dispute is None or sight == Sight.NOTHING:
        raise NotFound(gettext("没有这起纠纷,或者它不归您看。"))
    return dispute, parties, sight == Sight.FILE


def in_force(dispute: Dispute) -> Agreement | None:
    rows = Agreement.objects.filter(county=dispute.county, dispute=dispute, effective_at__isnull=False)
    return rows.order_by("draft").last()


def _asked(dispute: Dispute) -> str:
    rows = Step.objects.filter(county=dispute.county, dispute=dispute, verb=Verb.CONFIRM).order_by("version")
    step = rows.last()
    return str(step.facts.get("court", "")) if step else ""


def _last_on(dispute: Dispute, agreement: Agreement | None) -> date | None:
    """Of the agreement in force: one that came before it had thirty days of its own."""
    if agreement is None:
        return None
    kind = Bound.CONFIRM_ASK if agreement.draft == 1 else f"{Bound.CONFIRM_ASK}:{agreement.draft}"
    rows = Due.objects.filter(county=dispute.county, dispute=dispute, kind=kind)
    return rows.values_list("due_on", flat=True).first()


def _barriers(
    agreement: Agreement | None, last_on: date | None, today: date, *, reads: bool
) -> tuple[BarrierTold, ...]:
    held = {
        Barrier.NO_AGREEMENT: agreement is None,
        Barrier.TOO_LATE: last_on is not None and last_on < today,
        Barrier.STATUS: reads and agreement is not None and STATUS.search(_words(agreement)) is not None,
    }
    found = [barrier for barrier, is_so in held.items() if is_so]
    return tuple(BarrierTold(one.value, str(one.label), bases()[one]) for one in found)


def _words(agreement: Agreement) -> str:
    terms = vault.opened(agreement.sealed, agreement).get("terms", ())
    return "。".join(str(term.get("does", "")) for term in terms)


def _pieces(agreement: Agreement | None, parties: list[Party], asked: str) -> tuple[PieceTold, ...]:
    people = [vault.opened(party.sealed, party) for party in parties]
    reached = all({"phone", "address"} <= (one.get("person") or {}).keys() for one in people)
    holdings = {
        Piece.APPLICATION: _there(bool(asked)),
        Piece.AGREEMENT: _there(agreement is not None and not agreement.oral),
        Piece.IDENTITY: Holding.BRING,
        Piece.QUALIFICATION: Holding.BRING,
        Piece.PROPERTY: Holding.BRING,
        Piece.CONTACTS: _there(reached),
    }
    if any(one.get("agent") for one in people):
        holdings[Piece.PROXY] = Holding.BRING
    return tuple(
        PieceTold(piece.value, str(piece.label), holding.value, str(holding.label), bases()[piece])
        for piece, holding in holdings.items()
    )


def _there(is_there: bool) -> Holding:
    return Holding.THERE if is_there else Holding.MISSING


def _court(dispute: Dispute, *, sent: bool) -> str:
    if sent:
        return gettext("委派调解的人民法院")
    unit = org.unit(dispute.committee_id)
    area = unit.area if unit else dispute.area
    place = territory.name_of(area[: territory.Tier.DISTRICT]) or ""
    return gettext("调委会所在地的基层人民法院(%(place)s)或者它派出的法庭") % {"place": place}


class Leniency(TextChoices):
    """What must all be true before the police let a penalty be."""

    SETTLED = "settled", _("经人民调解达成协议")
    PERFORMED = "performed", _("协议已经全部履行")
    APPLIED = "applied", _("当事人书面申请")
    ACCEPTED = "accepted", _("公安机关认可")


@dataclass(frozen=True)
class LeniencyPiece:
    code: str
    label: str
    there: bool
    on: date | None
    basis: str


@dataclass(frozen=True)
class LeniencyPack:
    """Whether a penalty is imposed is for the police alone to say: the pack only tells what is on record."""

    pieces: tuple[LeniencyPiece, ...]
    station: str


def leniency_pack(viewer: Actor, ref: Ref, *, now: datetime) -> LeniencyPack | None:
    """None where the police have no part in it. Raises NotFound. Seven statements at most."""
    dispute, _parties, _reads = _seen(viewer, ref, now)
    if not concerns_police(dispute):
        return None
    agreement = in_force(dispute)
    rows = Step.objects.filter(county=dispute.county, dispute=dispute, verb=Verb.LENIENCY)
    step = rows.order_by("version").last()
    facts = step.facts if step else {}
    settled_on = local(agreement.effective_at).date() if agreement and agreement.effective_at else None
    days = {
        Leniency.SETTLED: settled_on,
        Leniency.PERFORMED: _performed_on(agreement),
        Leniency.APPLIED: _day(facts.get("applied")),
        Leniency.ACCEPTED: _day(facts.get("accepted")),
    }
    unit = org.unit(UUID(facts["station"])) if facts.get("station") else None
    told = [
        LeniencyPiece(one.value, str(one.label), on is not None, on, bases()[one]) for one, on in days.items()
    ]
    return LeniencyPack(tuple(told), unit.name if unit else "")


def concerns_police(dispute: Dispute) -> bool:
    return dispute.sender == Sender.POLICE or dispute.category == ORDER


def _performed_on(agreement: Agreement | None) -> date | None:
    """The day of the last promise that was kept; None as long as one is open."""
    if agreement is None:
        return None
    rows = Fulfilment.objects.filter(county=agreement.county, agreement=agreement)
    days = list(rows.values_list("done_on", flat=True))
    done = [day for day in days if day is not None]
    return max(done) if done and len(done) == len(days) else None


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told else None
