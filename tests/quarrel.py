"""A quarrel of the tests' town: a wall between two families, told step by step."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from lianxin.kernel.actor import Actor
from lianxin.mediation import triage
from lianxin.mediation.actions.speaking import parties_of
from lianxin.mediation.contracts import AgreementDraft, Done, Signed, SittingDraft
from lianxin.mediation.models import Dispute, Party, Sitting
from lianxin.mediation.public import Application, Brought, PartyDraft, Person, Ref, Verb, register, speak
from lianxin.mediation.terms import Term
from town import Town

CALM = {fact.value: False for fact in triage.ASKED_FIRST}
WANG = Person("王阿姨", "13800001111", "城隍庙社区3号楼")
ZHAO = Person("赵大爷", "13800002222", "城隍庙社区4号楼")
ACCOUNT = "两家共用的院墙倒了一段,谁来修、修多高,说不到一起。"


def application(town: Town, **more: Any) -> Application:
    return replace(
        Application(
            account=ACCOUNT,
            area=town.chenghuang,
            category="dispute.neighbour",
            sender="party",
            parties=(PartyDraft("applicant", WANG), PartyDraft("respondent", ZHAO)),
            requests="把墙修好",
            place="3号楼和4号楼中间",
        ),
        **more,
    )


def registered(town: Town, **more: Any) -> Ref:
    return register(application(town, **more), by=town.chentiaojie, now=town.now)


def said(town: Town, verb: Verb, ref: Ref, by: Actor | None = None, **brought: Any) -> Ref:
    speak(verb, ref, Brought(**brought), by=by or town.chentiaojie, now=town.now)
    return ref


def taken(town: Town, **more: Any) -> Ref:
    return said(town, Verb.TAKE, registered(town, **more), harms=CALM)


def stored(ref: Ref) -> Dispute:
    return Dispute.objects.get(county=ref.county, id=ref.id)


def parties(ref: Ref) -> list[Party]:
    return parties_of(stored(ref))


def party(ref: Ref, place: int) -> Actor:
    return Actor.resident(parties(ref)[place - 1].id)


def agreed_to_talk(town: Town, **more: Any) -> Ref:
    ref = taken(town, **more)
    for one in parties(ref):
        said(town, Verb.CONSENT, ref, Actor.resident(one.id), will="yes")
    return ref


def mediating(town: Town, **more: Any) -> Ref:
    return said(town, Verb.OPEN, agreed_to_talk(town, **more))


def sitting(town: Town, ref: Ref) -> Sitting:
    draft = SittingDraft(begins_at=town.now + timedelta(days=2), where="社区调解室")
    said(town, Verb.SUMMON, ref, sitting=draft)
    return Sitting.objects.filter(county=ref.county, dispute_id=ref.id).latest("place")


def recorded(town: Town, ref: Ref, result: str = "agreed", words: str = "双方都说了自己的难处。") -> Sitting:
    held = sitting(town, ref)
    town.later(days=2, minutes=30)
    draft = SittingDraft(
        id=held.id,
        seen=held.version,
        present=tuple(one.id for one in parties(ref)),
        rights_told=True,
        said=words,
        result=result,
    )
    said(town, Verb.RECORD, ref, sitting=draft)
    return held


def terms(town: Town) -> tuple[Term, ...]:
    pay = Term(
        who="赵大爷",
        does="付修墙的材料钱",
        to="王阿姨",
        amount=Decimal("1200.00"),
        by=town.now.date() + timedelta(days=10),
        how="微信转账",
    )
    build = Term(who="王阿姨", does="请人把墙修到一米八高", by=town.now.date() + timedelta(days=30))
    return pay, build


def drafted(town: Town, ref: Ref, *, oral: bool = False) -> Ref:
    draft = AgreementDraft("院墙倒了一段。", terms(town), oral)
    return said(town, Verb.DRAFT, ref, terms=draft)


def signed(town: Town, ref: Ref, *, hand: str = "ink", draft: int = 1) -> Ref:
    for one in parties(ref):
        said(town, Verb.SIGN, ref, signature=Signed("party", hand, one.id, draft))
    said(town, Verb.SIGN, ref, signature=Signed("mediator", hand, None, draft))
    if hand != "word":
        said(town, Verb.SIGN, ref, signature=Signed("committee", "seal", None, draft))
    return ref


def in_force(town: Town, **more: Any) -> Ref:
    ref = mediating(town, **more)
    recorded(town, ref)
    return said(town, Verb.SETTLE, signed(town, drafted(town, ref)))


def kept(town: Town, **more: Any) -> Ref:
    ref = in_force(town, **more)
    for place in (1, 2):
        said(town, Verb.PERFORM, ref, term=Done(place, _today(town), "收条"))
    return ref


def _today(town: Town) -> date:
    return town.now.date()
