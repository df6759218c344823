"""A quarrel of the tests' town: a wall between two families, told step by step."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from lianxin.kernel.actor import Actor
from lianxin.mediation import triage, vault
from lianxin.mediation.actions.looking import look_in
from lianxin.mediation.actions.sittings import note_aside
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


def sitting(town: Town, ref: Ref, where: str = "社区调解室") -> Sitting:
    draft = SittingDraft(begins_at=town.now + timedelta(days=2), where=where)
    said(town, Verb.SUMMON, ref, sitting=draft)
    return Sitting.objects.filter(county=ref.county, dispute_id=ref.id).latest("place")


def recorded(
    town: Town, ref: Ref, result: str = "agreed", words: str = "双方都说了自己的难处。", mark: str = ""
) -> Sitting:
    held = sitting(town, ref, f"社区调解室{mark}")
    town.later(days=2, minutes=30)
    draft = SittingDraft(
        place=held.place,
        seen=held.version,
        present=tuple(one.id for one in parties(ref)),
        rights_told=True,
        said=f"{words}{mark}",
        result=result,
    )
    said(town, Verb.RECORD, ref, sitting=draft)
    return held


def names(ref: Ref) -> list[str]:
    """As the first two parties are called."""
    told = [vault.opened(one.sealed, one).get("person", {}) for one in parties(ref)[:2]]
    return [str(person.get("name", "")) for person in told]


def terms(town: Town, one: str, other: str, mark: str = "") -> tuple[Term, ...]:
    pay = Term(
        who=other,
        does=f"付修墙的材料钱{mark}",
        to=one,
        amount=Decimal("1200.00"),
        by=town.now.date() + timedelta(days=10),
        how=f"微信转账{mark}",
    )
    build = Term(who=one, does="请人把墙修到一米八高", by=town.now.date() + timedelta(days=30))
    return pay, build


def drafted(town: Town, ref: Ref, *, oral: bool = False, mark: str = "") -> Ref:
    draft = AgreementDraft(f"院墙倒了一段。{mark}", terms(town, *names(ref), mark), oral)
    return said(town, Verb.DRAFT, ref, terms=draft)


def signed(town: Town, ref: Ref, *, hand: str = "ink", draft: int = 1) -> Ref:
    for one in parties(ref):
        said(town, Verb.SIGN, ref, signature=Signed("party", hand, one.id, draft))
    said(town, Verb.SIGN, ref, signature=Signed("mediator", hand, None, draft))
    if hand != "word":
        said(town, Verb.SIGN, ref, signature=Signed("committee", "seal", None, draft))
    return ref


def in_force(town: Town, *, mark: str = "", **more: Any) -> Ref:
    ref = mediating(town, **more)
    recorded(town, ref, mark=mark)
    return said(town, Verb.SETTLE, signed(town, drafted(town, ref, mark=mark)))


def kept(town: Town, *, mark: str = "", **more: Any) -> Ref:
    ref = in_force(town, mark=mark, **more)
    for place in (1, 2):
        said(town, Verb.PERFORM, ref, term=Done(place, _today(town), f"收条{mark}"))
    return ref


def _today(town: Town) -> date:
    return town.now.date()


ENDS = frozenset({"kept", "failed", "withdrawn", "unsuitable", "handed_over"})
_COME_TO = {
    "registered": registered, "invited": agreed_to_talk, "mediating": mediating, "failed": mediating,
    "handed_over": mediating, "withdrawn": mediating, "unsuitable": registered,
}  # fmt: skip
_AGREED = {"agreed": in_force, "broken": in_force, "kept": kept, "filed": kept}
_BY: dict[str, tuple[Verb, dict[str, Any]]] = {
    "failed": (Verb.FAIL, {"reason": "谈不拢"}),
    "handed_over": (Verb.HAND_OVER, {"to": "court", "reason": "要有能强制执行的结果"}),
    "unsuitable": (Verb.TURN_AWAY, {"reason": "法院已经在办"}),
    "withdrawn": (Verb.QUIT, {"reason": "不谈了"}),
    "broken": (Verb.BREACH, {"reason": "一分没付"}),
    "filed": (Verb.FILE, {"note": "齐了"}),
}
STATES = frozenset(_COME_TO) | frozenset(_AGREED)


def dispute_in(state: str, town: Town, *, mark: str = "") -> Ref:
    """A dispute that has come to this state. `mark` is in all that was said in it: the account, names,
    records, terms, receipts, what one told alone (until it is filed), and why the guide looked."""
    people = [replace(who, name=f"{who.name}{mark}", address=f"{who.address}{mark}") for who in (WANG, ZHAO)]
    sides = zip(("applicant", "respondent"), people, strict=True)
    more = {
        "account": f"{ACCOUNT}{mark}",
        "requests": f"把墙修好{mark}",
        "place": f"墙边{mark}",
        "parties": tuple(PartyDraft(side, who) for side, who in sides),
    }
    ref = _AGREED[state](town, mark=mark, **more) if state in _AGREED else _COME_TO[state](town, **more)
    if stored(ref).mediator:
        note_aside(ref, parties(ref)[0].id, f"其实愿意让一步{mark}", by=town.chentiaojie, now=town.now)
        look_in(ref, by=town.yansifa, now=town.now, reason=f"当事人投诉{mark}")
    if state in _BY:
        verb, brought = _BY[state]
        words = {name: f"{told}{mark}" for name, told in brought.items() if name != "to"}
        by = party(ref, 2) if verb == Verb.QUIT else None
        said(town, verb, ref, by, **brought | words)
    assert stored(ref).state == state
    return ref
