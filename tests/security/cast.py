"""Everybody who could stand before a matter, one of each, and matters in every state to stand before."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from django.test import Client

import quarrel
from lianxin.accounts import public as accounts
from lianxin.accounts.models import Person
from lianxin.exchange import public as exchange
from lianxin.kernel.actor import SYSTEM, Actor
from lianxin.kernel.clock import local
from lianxin.letters.models import Letter
from lianxin.letters.taking import take
from lianxin.matters import public as matters
from lianxin.matters.public import Ref, Verb
from lianxin.mediation import public as mediation
from lianxin.mediation.contracts import SittingDraft
from lianxin.mediation.models import HandOver, SubsidyClaim
from lianxin.org import public as org
from lianxin.tokens import public as tokens
from lianxin.tokens.public import PartnerDraft, TokenDraft
from lianxin.webhooks import actions as webhooks
from security.policy import SIGNED_IN
from signin import half_signed_in, signed_in
from town import Town

NEXT_COMMUNITY = "140403001001"
PHONE, NAME = "13877665544", "曾要保密"


@dataclass
class Cast:
    """`actors` by relation, for those who have an account; `clients` by relation, for all; `known` is what
    was asked once for all probes."""

    town: Town
    actors: dict[str, Actor]
    clients: dict[str, Client]
    known: dict[str, Any] = field(default_factory=dict)

    def once(self, name: str, ask: Callable[[], Any]) -> Any:
        if name not in self.known:
            self.known[name] = ask()
        return self.known[name]

    def actor(self, relation: str, ref: Ref) -> Actor:
        if relation == "code":
            return Actor.resident(ref.id)
        if relation == "other_code":
            return Actor.resident(uuid4())
        return self.actors.get(relation, Actor.resident())


def gather(town: Town) -> Cast:
    police = town.unit("police_station")
    actors = {
        "grid_officer": town.liwangge,
        "grid_officer_elsewhere": officer_of(town, NEXT_COMMUNITY),
        "handler": town.zhaojing,
        "unit_head": town.gaosuozhang,
        "other_handler": town.zhengchengguan,
        "assisting": town.chentiaojie,
        "reporter": officer_of(town, "140403001002"),
        "town_dispatcher": town.qianpaiqian,
        "county_dispatcher": town.luxianpai,
        "overseer": town.zhouzhuren,
        "keeper": town.wuguanli,
        "mediator": newcomer(town, "mediator", town.unit("mediation_committee"), "mediator"),
        "guide": town.yansifa,
        "outsider": town.wailai,
        "system": town.xitong,
        "security": town.anquan,
        "audit": town.shenji,
        "ended": newcomer(town, "ended", police),
        "locked": newcomer(town, "locked", police),
        "half": newcomer(town, "half", police),
    }
    assert set(actors) == SIGNED_IN | {"locked", "half"}
    return Cast(town, actors, {})


def given(cast: Cast) -> tuple[UUID, UUID, UUID]:
    """A partner with a token, and a token of the handler's own."""
    town, day = cast.town, local(cast.town.now).date()
    partner = tokens.register_partner(
        PartnerDraft("市热线", "热线办 0355-1", [town.county]), by=town.xitong, now=town.now
    )
    ends = day + timedelta(days=30)
    issued = tokens.issue(
        partner, TokenDraft("对接", ["reports:write"], day, ends), by=town.xitong, now=town.now
    )
    own = tokens.make_own(TokenDraft("自用", ["matters:read"], day, ends), by=town.zhaojing, now=town.now)
    return partner, issued.id, own.id


def sent(town: Town) -> UUID:
    """A file of the county hotline, sent by the county dispatcher and tried; its row names no place."""
    by, now = town.luxianpai, town.now
    exchange.found_source(exchange.SourceDraft("rexian", "市12345", town.county), by=by, now=now)
    columns = {"编号": "number", "内容": "text", "社区": "area"}
    exchange.keep_mapping("rexian", exchange.Mapped(columns), by=by, now=now)
    batch = exchange.receive("rexian", "编号,内容,社区\n1,井盖坏了,\n".encode(), by=by, now=now)
    while exchange.work(now):
        pass
    return batch


def listening(cast: Cast) -> tuple[UUID, UUID]:
    """A hook of the partner's with a trial in its log. (An address in numbers asks no name server.)"""
    partner, by, now = cast.known["tokens"][0], cast.town.xitong, cast.town.now
    draft = webhooks.HookDraft("进展", "https://93.184.216.34/in", ["matter.closed"])
    hook = webhooks.add_hook(partner, draft, by=by, now=now).hook
    return hook, webhooks.ping(hook, by=by, now=now)


def waiting_letter(cast: Cast) -> UUID:
    """A letter in the mailbox of 东街街道 that names no place."""
    raw = b"From: wang@mail.example.org\r\nMessage-ID: <1@x>\r\nSubject: light\r\n\r\nThe lamp is out\r\n"
    take(raw, cast.town.town, now=cast.town.now)
    return Letter.objects.get().id


def quarrel_of(cast: Cast) -> UUID:
    """A dispute in its first sitting, led by "mediator" for the committee of the street office."""
    town, by = cast.town, cast.actors["mediator"]
    committee = town.unit("mediation_committee")
    ref = mediation.register(quarrel.application(town, committee=committee), by=by, now=town.now)
    quarrel.said(town, mediation.Verb.TAKE, ref, by, harms=quarrel.CALM)
    for place in (1, 2):
        quarrel.said(town, mediation.Verb.CONSENT, ref, quarrel.party(ref, place), will="yes")
    quarrel.said(town, mediation.Verb.OPEN, ref, by)
    draft = SittingDraft(begins_at=town.now + timedelta(days=2), where="调解室")
    quarrel.said(town, mediation.Verb.SUMMON, ref, by, sitting=draft)
    return ref.id


def let_in(cast: Cast) -> Cast:
    """Sign everybody in; lock one and end the duty of another afterwards."""
    today = local(cast.town.now).date()
    for relation, actor in cast.actors.items():
        enter = half_signed_in if relation == "half" else signed_in
        cast.clients[relation] = enter(Client(), Person.objects.get(id=actor.id))
    cast.clients |= {relation: Client() for relation in ("anonymous", "code", "other_code")}
    end_duty(cast.actors["ended"], today)
    locked = cast.actors["locked"].id
    assert locked
    cast.known["tokens"] = given(cast)
    cast.known["batch"] = sent(cast.town)
    cast.known["hook"] = listening(cast)
    cast.known["letter"] = waiting_letter(cast)
    cast.known["dispute"] = quarrel_of(cast)
    cast.known["claim"] = claim_for(cast)
    cast.known["hand_over"] = handed_over(cast.town)
    accounts.lock(locked, accounts.Reason.SUSPICION, by=SYSTEM, now=cast.town.now)
    return cast


def claim_for(cast: Cast) -> UUID:
    """What "mediator" has claimed for the probed dispute."""
    claim = SubsidyClaim(
        county=cast.town.county,
        dispute_id=cast.known["dispute"],
        committee_id=cast.town.unit("mediation_committee"),
        mediator=cast.actors["mediator"].id,
        month=local(cast.town.now).date().replace(day=1),
        grade="ordinary",
        amount=50,
        state="claimed",
        claimed_at=cast.town.now,
    )
    claim.save(force_insert=True)
    return claim.id


def handed_over(town: Town) -> UUID:
    """Another dispute, offered to the police station, which has not answered."""
    ref = quarrel.mediating(town)
    police = town.unit("police_station")
    quarrel.said(town, mediation.Verb.HAND_OVER, ref, to="police", unit=police, reason="归他们管")
    return HandOver.objects.get().id


def end_duty(actor: Actor, today: date) -> None:
    """It ended yesterday. (Past dates cannot be entered through the pages, hence the row.)"""
    from lianxin.org.models import Duty

    Duty.objects.filter(person_id=actor.id).update(ends_on=today)


def newcomer(town: Town, username: str, unit: UUID, kind: str = "handler") -> Actor:
    person = accounts.register(username, username, None, by=SYSTEM, now=town.now)
    post = org.open_post(unit, f"任职 {username}", kind, by=SYSTEM, now=town.now)
    since = local(town.now).date() - timedelta(days=300)
    org.appoint(person.id, post, town.town, since, by=SYSTEM, now=town.now)
    return Actor.staff(person.id)


def officer_of(town: Town, community: str) -> Actor:
    committees = (unit for unit in org.units_in(community) if unit.kind.endswith("_committee"))
    for unit in committees:
        for member in org.members(unit.id, "grid_officer", town.now.date()):
            return Actor.staff(member.id)
    raise LookupError(community)


STATES = (
    "submitted", "routed", "accepted", "handling", "shelved", "handled", "verified", "closed", "rated",
    "declined", "withdrawn",
)  # fmt: skip
HAVE_UNIT = frozenset(STATES) - {"submitted", "declined", "withdrawn"}
_COURSE = {
    "accept": "accepted", "begin": "handling", "finish": "handled", "verify": "verified", "close": "closed",
    "rate": "rated",
}  # fmt: skip


def matter_in(state: str, cast: Cast) -> Ref:
    """A matter with the police station (once it is routed), taken down by "reporter", helped by the
    mediators (once it is accepted)."""
    town = cast.town
    ref = town.reported("说不清的一件事", by=cast.actors["reporter"], phone=PHONE, name=NAME)
    assert matters.whereabouts(ref).state == "submitted"
    if state == "declined":
        return town.speak(Verb.DECLINE, ref, town.qianpaiqian, reason="已在法院", route="找承办法官")
    if state == "withdrawn":
        return town.speak(Verb.WITHDRAW, ref, town.resident(ref))
    if state == "submitted":
        return ref
    town.speak(Verb.ROUTE, ref, town.qianpaiqian, unit=town.unit("police_station"))
    who = {"accept": town.zhaojing, "begin": town.zhaojing, "finish": town.zhaojing, "verify": town.liwangge}
    who |= {"close": town.qianpaiqian, "rate": town.resident(ref)}
    for verb, reached in _COURSE.items():
        if matters.whereabouts(ref).state == state:
            break
        town.speak(Verb(verb), ref, who[verb], note="办了", level="5" if verb == "rate" else "")
        if reached == "accepted":
            mediators = town.unit("mediation_committee", town.chenghuang)
            town.speak(Verb.ASSIST, ref, town.zhaojing, unit=mediators, reason="请帮忙")
        if state == "shelved" and reached == "handling":
            until = local(town.now).date() + timedelta(days=30)
            town.speak(Verb.SHELVE, ref, town.qianpaiqian, until=until, reason="等开春")
    assert matters.whereabouts(ref).state == state
    return ref


def sees(relation: str, state: str, allowed: frozenset[str]) -> bool:
    """A unit's people see it while the unit has it; helpers once they were asked."""
    if relation in {"handler", "unit_head"}:
        return relation in allowed and state in HAVE_UNIT
    if relation == "assisting":
        return relation in allowed and state in HAVE_UNIT - {"routed"}
    return relation in allowed
