"""Who is told: the parties by the number they left, the mediator on the desk.

A message may lie open on somebody's table: it names no other party, no quarrel and no content.
"""

from collections.abc import Callable, Collection
from dataclasses import replace
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.kernel.clock import local
from lianxin.mediation import vault
from lianxin.mediation.actions.speaking import Move
from lianxin.mediation.choices import Side
from lianxin.mediation.codes import party_code
from lianxin.mediation.lifecycle import Verb
from lianxin.mediation.models import Party, Sitting
from lianxin.notices import public as notices
from lianxin.org import public as org
from lianxin.territory import public as territory

DESK, OFFICE = "desk", "justice_office"


def tell_parties(move: Move) -> None:
    """Something happened: by their own code each reads what. The first message brings the code."""
    words = {
        Verb.TAKE: _asked(),
        Verb.OPEN: _("各方都同意调解,调解开始了。凭查询码 %(code)s 看安排。"),
        Verb.SETTLE: _("调解协议生效了。凭查询码 %(code)s 看内容和日子。"),
        Verb.PROLONG: _("调解的期限改了。凭查询码 %(code)s 查看。"),
    }
    chosen = words.get(move.verb, _("调解的事有了新进展。凭查询码 %(code)s 查看。"))
    _to_parties(move, lambda party: chosen % {"code": party_code(party.id)})


def ask(move: Move, party: Party) -> None:
    """Whoever came in, or can be reached, only after the others were asked is asked now."""
    _to_parties(replace(move, parties=[party]), lambda party: _asked() % {"code": party_code(party.id)})


def _asked() -> str:
    return _("有一件调解的事请您看一下,愿不愿意由您自己定。请凭查询码 %(code)s 查看。")


def tell_summons(move: Move, sitting: Sitting) -> None:
    when = local(sitting.begins_at).strftime("%-m月%-d日 %H:%M")
    words = _("调解约在 %(when)s。地点凭查询码 %(code)s 查看;来不了,请在那里说一声。")
    _to_parties(move, lambda party: words % {"when": when, "code": party_code(party.id)})


def _to_parties(move: Move, words: Callable[[Party], str]) -> None:
    """Nobody is told of their own deed. Of what was never taken on, the other side does not learn that it was
    ever asked for."""
    notes = []
    for party in move.parties:
        if move.dispute.taken_at is None and party.side != Side.APPLICANT:
            continue
        phone = phone_of(party)
        channel = notices.resident_channels([phone]).get(phone, "") if phone else ""
        if channel and party.id != move.by.id:
            notes.append(_note(move, channel, words(party), f":{party.place}", address=phone))
    notices.write(move.dispute.county, notes, now=move.now)


def tell_former(move: Move, party: Party, phone: str) -> None:
    """That the number they left stands there no more: without the code, for it may be somebody else's."""
    channel = notices.resident_channels([phone]).get(phone, "") if phone else ""
    if channel:
        words = _("您在一件调解里留的电话改过了。不是您要改的,请到司法所问一声。")
        note = _note(move, channel, words, f":{party.place}:former", address=phone)
        notices.write(move.dispute.county, [note], now=move.now)


def phone_of(party: Party) -> str:
    """Whoever acts for somebody hears in their stead, where they left a number."""
    told = vault.opened(party.sealed, party)
    agent, person = told.get("agent") or {}, told.get("person") or {}
    return str(agent.get("phone") or person.get("phone") or "")


def tell_colleague(move: Move, person: UUID | None) -> None:
    """Whoever led it before, unless they handed it on themselves."""
    dispute = move.dispute
    if person is None or person == move.by.id:
        return
    words = _("纠纷 %(number)s 换由别人来带了。") % {"number": dispute.number}
    notices.write(dispute.county, [_note(move, DESK, words, ":before", to_person=person)], now=move.now)


def tell_mediator(move: Move) -> None:
    """On the desk of whoever leads it, unless they did it themselves."""
    dispute = move.dispute
    if dispute.mediator is None or dispute.mediator == move.by.id:
        return
    words = _("纠纷 %(number)s:%(what)s。") % {"number": dispute.number, "what": move.verb.label}
    note = _note(move, DESK, words, to_person=dispute.mediator)
    notices.write(dispute.county, [note], now=move.now)


def tell_sender(move: Move, outcome: str) -> None:
    """Whoever sent it to the committee hears how it ended, by their own number, in no word of the talks."""
    dispute = move.dispute
    if dispute.sent_by_id is None:
        return
    words = _("您单位转来调解的纠纷(%(reference)s,我们的编号 %(number)s)结束了:%(outcome)s。")
    told = {
        "reference": dispute.reference or _("没有编号"),
        "number": dispute.number or _("没有编号"),
        "outcome": outcome,
    }
    note = _note(move, DESK, words % told, ":sender", to_unit=dispute.sent_by_id)
    notices.write(dispute.county, [note], now=move.now)


def guides_over(move: Move) -> set[UUID]:
    """Who guides the committees of the place: of the nearest justice office where anybody does."""
    on = local(move.now).date()
    for code in territory.ancestors(move.dispute.area):
        units = [unit for unit in org.units_in(code, OFFICE, on) if unit.area == code]
        found = {card.id for unit in units for card in org.members(unit.id, org.DutyKind.MEDIATION_GUIDE, on)}
        if found:
            return found
    return set()


def colleagues(move: Move) -> set[UUID]:
    """Who else mediates for the committee that has it."""
    on = local(move.now).date()
    cards = org.members(move.dispute.committee_id, org.DutyKind.MEDIATOR, on)
    return {card.id for card in cards} - {move.dispute.mediator}


def tell_desks(move: Move, people: Collection[UUID]) -> None:
    """That something waits to be read, on the desks of those who see to the procedure."""
    unit = org.unit(move.dispute.committee_id)
    told = {"committee": unit.name if unit else "", "number": move.dispute.number, "what": move.verb.label}
    words = _("%(committee)s的调解 %(number)s:当事人%(what)s。写明原因打开卷宗,看得到原话。") % told
    ordered = sorted(people, key=str)
    notes = [
        _note(move, DESK, words, f":{place}", to_person=person) for place, person in enumerate(ordered, 1)
    ]
    notices.write(move.dispute.county, notes, now=move.now)


def _note(move: Move, channel: str, words: str, suffix: str = "", **to: object) -> notices.Note:
    dispute = move.dispute
    key = f"dispute:{dispute.id}:{dispute.version}{suffix}"
    return notices.Note(key, channel, words, subject=f"dispute:{dispute.id}", **to)  # type: ignore[arg-type]
