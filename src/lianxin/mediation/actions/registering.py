"""Registering a dispute: out of a matter, by a party, or by whoever serves. Nothing is typed twice."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from lianxin.kernel.actor import Actor, ActorKind
from lianxin.kernel.clock import local
from lianxin.kernel.errors import Invalid, Mismatch, NotAllowed
from lianxin.kernel.ids import uuid7
from lianxin.kernel.legible import legible, plain_name
from lianxin.kernel.rows import insert
from lianxin.mediation import dues, vault
from lianxin.mediation.actions.speaking import Move, append
from lianxin.mediation.choices import Sender, Side, Source
from lianxin.mediation.codes import digest, party_code
from lianxin.mediation.contracts import Application, Brought, PartyDraft, Person, Ref
from lianxin.mediation.lifecycle import State, Verb
from lianxin.mediation.limits import Bound
from lianxin.mediation.models import Dispute, Party
from lianxin.mediation.nearest import COMMITTEE, nearest
from lianxin.mediation.standing import Sight, Standing
from lianxin.org import public as org
from lianxin.territory import public as territory

LONGEST_ACCOUNT, MOST_PARTIES = 5000, 20
SOURCES = {Sender.PARTY: Source.APPLIED, Sender.MATTER: Source.OWN, Sender.SCREENING: Source.OWN}


def register(application: Application, *, by: Actor, now: datetime) -> Ref:
    """Take it down for the committee of the place. Raises Invalid (no words, place, kind or party) and
    NotAllowed (whoever serves, and mediates for no committee there)."""
    _check(application, now)
    committee = application.committee or _committee(application.area, now)
    with transaction.atomic():
        dispute = _new(application, committee, now)
        if not insert([dispute], pass_over_known=application.sent is not None):
            return _again(dispute, application)
        parties = [new_party(dispute, place, draft) for place, draft in enumerate(application.parties, 1)]
        insert(parties)
        standing = _standing(dispute, by, now)
        move = Move(dispute, Verb.REGISTER, Brought(), by, now, standing, parties, "")
        move.facts = {"sender": dispute.sender, "category": dispute.category}
        append(move)
        dues.owe(dispute, Bound.ANSWER, now=now)
    return Ref(dispute.county, dispute.id)


def _id(application: Application) -> UUID:
    """Made from the sender's id by a key: whoever serves reads a dispute's id in its address, and were it the
    sender's, they could send the form again and be told the party's code."""
    if application.sent is None:
        return uuid7()
    noise = int(vault.vault().digest("dispute id", f"{application.area[:6]}:{application.sent}")[:32], 16)
    return UUID(int=noise, version=5)


def _again(dispute: Dispute, application: Application) -> Ref:
    """The same form, sent twice: the answer it had. With other words it is refused."""
    known = Dispute.objects.get(county=dispute.county, id=dispute.id)
    if vault.opened(known.sealed, known) != vault.opened(dispute.sealed, dispute):
        raise Mismatch(
            _("这份申请已经交过了,但内容和上次不一样。"),
            instead=_("想补充,请用给您的查询码打开“我的调解”;是另一件事,请重新打开申请页填一份。"),
        )
    return Ref(known.county, known.id)


def _check(application: Application, now: datetime) -> None:
    faults = {}
    if not legible(application.account):
        faults["account"] = _("请写几句:谁和谁,为了什么事。")
    if len(application.account) > LONGEST_ACCOUNT:
        faults["account"] = _("太长了:最多 %(most)d 个字。") % {"most": LONGEST_ACCOUNT}
    if not territory.known(application.area, local(now).date()):
        faults["area"] = _("请从列表里选一个地方。")
    card = org.category(application.category)
    if card is None or card.family != "dispute":
        faults["category"] = _("请选一种纠纷。")
    if application.sender not in Sender.values:
        faults["sender"] = _("请选从哪里来的。")
    if application.sent_by and org.unit(application.sent_by) is None:
        faults["sent_by"] = _("请从列表里选一个单位。")
    faults |= _faults_of_parties(application.parties)
    if faults:
        raise Invalid(next(iter(faults.values())), fields=faults)


def _faults_of_parties(parties: Sequence[PartyDraft]) -> dict[str, str]:
    if not 1 <= len(parties) <= MOST_PARTIES:
        return {"parties": _("请写明当事人(1 到 %(most)d 位)。") % {"most": MOST_PARTIES}}
    if any(party.side not in Side.values for party in parties):
        return {"parties": _("请选每位当事人是哪一方。")}
    return {}


def _committee(area: str, now: datetime) -> UUID:
    """The nearest one that serves the place: the community's own, else the one above it."""
    if unit := nearest(area, COMMITTEE, local(now).date()):
        return unit
    raise Invalid(
        _("这个地方还没有人民调解委员会。"), instead=_("请到综治中心或司法所,他们会告诉您可以走哪些路。")
    )


def _new(application: Application, committee: UUID, now: datetime) -> Dispute:
    dispute = Dispute(
        id=_id(application),
        county=application.area[:6],
        area=application.area,
        category=application.category,
        source=SOURCES.get(Sender(application.sender), Source.ENTRUSTED),
        sender=application.sender,
        matter=application.matter,
        reference=plain_name(application.reference)[:60],
        sent_by_id=application.sent_by,
        state=State.REGISTERED,
        committee_id=committee,
        received_at=now,
        moved_at=now,
    )
    told = {"account": application.account, "requests": application.requests, "place": application.place}
    dispute.sealed = vault.shut({name: legible(words) for name, words in told.items()}, dispute)
    return dispute


def new_party(dispute: Dispute, place: int, draft: PartyDraft) -> Party:
    id_ = uuid7()
    party = Party(
        id=id_,
        county=dispute.county,
        dispute=dispute,
        place=place,
        side=draft.side,
        code_digest=digest(party_code(id_)),
        hidden=draft.hidden,
    )
    party.sealed = sealed_party(party, draft.person, draft.agent)
    return party


def sealed_party(party: Party, person: Person, agent: Person | None) -> bytes | None:
    """The columns' one shape: a person, and who acts for them."""
    told = {"person": _written(person), "agent": _written(agent) if agent else None}
    return vault.shut(told, party)


def _written(person: Person) -> dict[str, object]:
    told = {name: plain_name(getattr(person, name))[:200] for name in _WORDS}
    return {name: words for name, words in {**told, "languages": list(person.languages)}.items() if words}


_WORDS = ("name", "phone", "address", "sex", "born", "work")


def _standing(dispute: Dispute, by: Actor, now: datetime) -> Standing:
    """Whoever serves registers for a committee of their own; a party and the system for the place's."""
    if by.kind != ActorKind.STAFF:
        return Standing(frozenset(), Sight.NOTHING)
    for duty in org.held(by, on=local(now).date()):
        if duty.kind == org.DutyKind.MEDIATOR and duty.unit_id == dispute.committee_id:
            return Standing(frozenset(), Sight.FILE, duty)
    raise NotAllowed(
        _("登记纠纷要由这个调委会的调解员来办。"), instead=_("请把情况告诉他们,或当作事项上报,系统会转过去。")
    )
