"""Who is told of a movement: the unit that has it, and the resident where they left a number.

Words carry no resident's text, name or number: a message may lie open on somebody's desk.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.actor import Actor
from lianxin.kernel.clock import local
from lianxin.kernel.keyring import keyring
from lianxin.matters import contacts
from lianxin.matters.actions import sentences
from lianxin.matters.codes import is_answered
from lianxin.matters.contracts import Brought, Ref, Report
from lianxin.matters.events import PARTNER, MatterMoved
from lianxin.matters.lifecycle import State, Verb
from lianxin.matters.models import Contact, Matter, Movement
from lianxin.matters.queries.cards import is_urgent
from lianxin.notices import public as notices
from lianxin.org import public as org

PastShare = notices.shares.PastShare
DESK = "desk"  # what carries to a resident's number or mail address is notices' choice
MOST_TO_ONE = 3  # telephone or mailbox, of one step


def fact_of(move: Movement) -> journal.Fact:
    """Ids and codes; the note only as a keyed digest, so that erasing it leaves the chain whole."""
    payload = {
        "version": move.version,
        "from": move.state_before,
        "to": move.state_after,
        "unit": str(move.unit or ""),
        **move.facts,
    }
    if move.note or move.road:
        payload["note"] = keyring().digest("note", f"{move.note}\0{move.road}")
    return journal.Fact(f"matters.{move.verb}", f"matter:{move.matter_id}", payload)


def news_of(move: Movement, matter: Matter) -> MatterMoved:
    """What the floors above hear of it."""
    return MatterMoved(
        county=matter.county,
        matter=str(matter.id),
        number=matter.number,
        verb=move.verb,
        state=move.state_after,
        version=move.version,
        area=matter.area,
        category=matter.category,
        at=move.at.astimezone(UTC).isoformat(),
        source=f"{PARTNER}{matter.partner}" if matter.partner else "",
    )


def tell_received(matter: Matter, report: Report, code: str, *, by: Actor, now: datetime) -> None:
    """What comes by the hundred is told to its units by whoever brought it, in one sentence, and what joins
    another at once gives nobody new work; danger is told at once all the same. The number need not be that of
    whoever reports: a receipt is within its share, and what nobody reads elsewhere waits for the next."""
    notes = _to_desk(matter) if not (report.carried or report.joins) or is_urgent(matter) else []
    if not report.answered_elsewhere:
        words = _("您反映的事我们收到了,编号 %(number)s。凭查询码 %(code)s 随时看进展。") % {
            "number": matter.number,
            "code": code,
        }
        receipts = _to_residents([(matter, words, (report.phone, report.mail.strip()))])
        past_share = PastShare.STAYS if is_answered(report, by) else PastShare.WAITS
        notes += [replace(note, past_share=past_share) for note in receipts]
    notices.write(matter.county, notes, now=now)


def tell_unit(matter: Matter, unit: UUID, *, now: datetime) -> None:
    """`matter` is in mid-move: the message belongs to the version that this move makes."""
    notices.write(matter.county, [_note(matter, DESK, _line(matter), to_unit=unit)], now=now)


def tell_desk(matter: Matter, *, now: datetime) -> None:
    notices.write(matter.county, _to_desk(matter), now=now)


def remind(matter: Matter, step: str, *, now: datetime) -> None:
    """A clock comes to its end: whoever has it is told once for each `step` ("answer:reminder:1": the clock,
    the step of the ladder, the round), however often the news is heard and wherever the matter went since."""
    words = _("事项 %(number)s 的期限快到或刚过,请看一下。") % {"number": matter.number}
    notes = [replace(note, key=f"matter:{matter.id}:{step}", words=words) for note in _to_desk(matter)]
    notices.write(matter.county, notes, now=now)


def tell_callers(matter: Matter, step: str, *, now: datetime) -> None:
    """The desk owes the resident a call-back; `step` as in `remind`."""
    desk = org.desk_of(matter.desk, on=local(now).date())
    if desk is None:
        return
    words = _("事项 %(number)s 的报事人不满意,请回访。打电话的不能是办这件事的人。")
    note = _note(matter, DESK, words % {"number": matter.number}, to_unit=desk.id)
    key = f"{note.key}:follow_up" if step == "owed" else f"matter:{matter.id}:follow_up:{step}"
    notices.write(matter.county, [replace(note, key=key)], now=now)


def tell_proof(matter: Matter, left: str, digits: str, *, now: datetime) -> None:
    """At whatever hour: the person asked for it a moment ago and waits."""
    words = _("验证码 %(digits)s,十分钟内有效,用来看和改您留下的信息。不是您本人要的,请不要告诉别人。")
    notes = _to_residents([(matter, words % {"digits": digits}, [left])])
    key = f"matter:{matter.id}:proof:{now.isoformat()}"
    notices.write(matter.county, [replace(note, key=key, urgent=True) for note in notes], now=now)


def tell_resident(
    matter: Matter, verb: Verb, brought: Brought, *, now: datetime, by_code: bool = False
) -> None:
    """Say it where they left a number; the progress page says it in any case. `by_code`: whoever holds a
    code has just done it, so the message is within the number's share like a receipt."""
    left = _left(matter)
    if left:
        words = sentences.to_resident(verb, matter, brought)
        past_share = PastShare.STAYS if by_code else PastShare.GOES
        notes = [replace(note, past_share=past_share) for note in _to_residents([(matter, words, left)])]
        notices.write(matter.county, notes, now=now)


def tell_all(lead: Matter, verb: Verb, brought: Brought, *, now: datetime) -> None:
    """What becomes of the one is said to its own resident and to everybody whose own lies in it: two reads
    and one insert, however many they are and by whichever ways. Anybody can lay a neighbour's number into it
    as often as they like: of one step it hears a few times."""
    own, left = sentences.to_resident(verb, lead, brought), _left(lead)
    notes = _to_residents([(lead, own, left)]) if left else []
    others = [(one.matter, contacts.addresses(one)) for one in _contacts_in(lead)]
    notes += _to_followers(lead, others, verb, brought)
    if notes:
        notices.write(lead.county, _a_few_each(notes), now=now)


def _a_few_each(notes: "list[notices.Note]") -> "list[notices.Note]":
    told: Counter[str] = Counter()
    kept = []
    for note in notes:
        whose = notices.shares.reached_by(note.address)
        told[whose] += 1
        kept += [note] if told[whose] <= MOST_TO_ONE else []
    return kept


def tell_ended(lead: Matter, follower: Matter, brought: Brought, *, now: datetime) -> None:
    """Merged into what had ended before: the answer is there already."""
    left = _left(follower)
    if left:
        notices.write(lead.county, _to_followers(lead, [(follower, left)], None, brought), now=now)


def _contacts_in(lead: Matter) -> QuerySet[Contact]:
    """Of everybody whose own lies in it and who is not answered elsewhere, each with their matter; who came
    first stands first."""
    lies = {"matter__county": lead.county, "matter__merged_into": lead.id, "matter__state": State.MERGED}
    rows = Contact.objects.filter(county=lead.county, quiet=False, **lies)
    return rows.select_related("matter").order_by("id")


def _to_followers(
    lead: Matter, others: Iterable[tuple[Matter, list[str]]], verb: Verb | None, brought: Brought
) -> "list[notices.Note]":
    told = [(one, sentences.to_follower(verb, one, brought), left) for one, left in others]
    of_lead = f"with:{lead.id}:{lead.version}"
    notes = _to_residents(told) if told else []
    return [replace(note, key=f"{note.subject}:{of_lead}:{note.channel}") for note in notes]


def tell_of_more(lead: Matter, follower: Matter, *, now: datetime) -> None:
    """Somebody whose report lies in `lead` added to theirs: whoever has `lead` is told."""
    words = _("事项 %(number)s 有人补充了情况,请看一下。") % {"number": lead.number}
    key = f"matter:{follower.id}:{follower.version}:to:{lead.id}"
    notes = [replace(note, key=key, words=words) for note in _to_desk(lead)]
    notices.write(lead.county, notes, now=now)


def phone_left(matter: Matter) -> str:
    """Empty where the resident left none, it has been forgotten since, or another office answers them."""
    return next((address for address in _left(matter) if "@" not in address), "")


def _left(matter: Matter) -> list[str]:
    """The number and the mail address that were left and not forgotten since; none where another office
    answers."""
    contact = contacts.of(Ref(matter.county, matter.id))
    return contacts.addresses(contact) if contact and not contact.quiet else []


def _to_residents(told: Iterable[tuple[Matter, str, Iterable[str]]]) -> "list[notices.Note]":
    """To each these words, by each way that was left and that something carries on. One look at the ways."""
    ways = [(matter, words, address) for matter, words, left in told for address in left if address]
    by = notices.resident_channels(address for _matter, _words, address in ways)
    return [
        _note(matter, by[address], words, address=address) for matter, words, address in ways if by[address]
    ]


def _to_desk(matter: Matter) -> "list[notices.Note]":
    """To the unit that has it, else to the desk that must find one; to nobody where no desk stands yet."""
    unit = matter.unit_id
    if unit is None:
        desk = org.desk_of(matter.desk, on=local(matter.moved_at).date())
        unit = desk.id if desk else None
    return [_note(matter, DESK, _line(matter), to_unit=unit)] if unit else []


def _line(matter: Matter) -> str:
    card = org.category(matter.category)
    return _("事项 %(number)s · %(kind)s,等您处理。") % {
        "number": matter.number,
        "kind": card.name if card else _("未分类"),
    }


def _note(
    matter: Matter, channel: str, words: str, *, to_unit: UUID | None = None, address: str = ""
) -> "notices.Note":
    return notices.Note(
        key=f"matter:{matter.id}:{matter.version}:{channel}",
        channel=channel,
        words=words,
        subject=f"matter:{matter.id}",
        to_unit=to_unit,
        address=address,
        urgent=matter.service == "emergency",
    )
