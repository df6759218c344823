"""Who is told of a movement: the unit that has it, and the resident where they left a number.

Words carry no resident's text, name or number: a message may lie open on somebody's desk.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from lianxin.journal import public as journal
from lianxin.kernel.clock import local
from lianxin.kernel.keyring import keyring
from lianxin.matters.contracts import Brought, Report
from lianxin.matters.events import MatterMoved
from lianxin.matters.lifecycle import Level, Result, Verb
from lianxin.matters.models import Contact, Matter, Movement
from lianxin.matters.queries.cards import is_urgent
from lianxin.notices import public as notices
from lianxin.org import public as org

DESK = "desk"  # what carries to a resident's number or mail address is notices' choice


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


def news_of(move: Movement, matter: Matter, source: str = "") -> MatterMoved:
    """What the floors above hear of it. `source` is an outside system's credential, or nothing."""
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
        source=source if source.startswith("partner:") else "",
    )


def tell_received(matter: Matter, report: Report, code: str, *, now: datetime) -> None:
    """What comes by the hundred is told to its units by whoever brought it, in one sentence, and what joins
    another at once gives nobody new work; danger is told at once all the same."""
    notes = _to_desk(matter) if not (report.carried or report.joins) or is_urgent(matter) else []
    if not report.answered_elsewhere:
        words = _("您反映的事我们收到了,编号 %(number)s。凭查询码 %(code)s 随时看进展。") % {
            "number": matter.number,
            "code": code,
        }
        notes += _to_resident(matter, words, (report.phone, report.mail.strip()))
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
    notes = _to_resident(matter, words % {"digits": digits}, [left])
    key = f"matter:{matter.id}:proof:{now.isoformat()}"
    notices.write(matter.county, [replace(note, key=key, urgent=True) for note in notes], now=now)


def tell_resident(matter: Matter, verb: Verb, brought: Brought, *, now: datetime) -> None:
    """Say it where they left a number; the progress page says it in any case."""
    left = _left(matter)
    if left:
        words = _sentence(verb, matter, brought)
        notices.write(matter.county, _to_resident(matter, words, left), now=now)


def tell_followers(
    lead: Matter, followers: Iterable[Matter], verb: Verb | None, brought: Brought, *, now: datetime
) -> None:
    """What is said of the one is said to everybody whose own lies in it; `verb` None: it had ended before.
    Two statements, however many they are."""
    told = {row.id: row for row in followers}
    if not told:
        return
    notes = []
    for contact in Contact.objects.filter(county=lead.county, matter_id__in=list(told), quiet=False):
        follower = told[contact.matter_id]
        key = f"matter:{follower.id}:with:{lead.id}:{lead.version}"
        words = _to_follower(follower, verb, brought)
        notes += [
            replace(note, key=f"{key}:{note.channel}")
            for note in _to_resident(follower, words, _opened(contact))
        ]
    if notes:
        notices.write(lead.county, notes, now=now)


def _to_follower(follower: Matter, verb: Verb | None, brought: Brought) -> str:
    told = {"number": follower.number, "until": f"{brought.until:%Y-%m-%d}" if brought.until else ""}
    ended = _(
        "您反映的事(编号 %(number)s)所并入的那一件有结果了。凭查询码看结果、评价;没解决,可以重开或找上一级。"
    )
    moved = {
        Verb.EXTEND: _("您反映的事(编号 %(number)s)所并入的那一件改到 %(until)s 前答复。"),
        Verb.SHELVE: _("您反映的事(编号 %(number)s)所并入的那一件暂时做不了,%(until)s 前再看一次。"),
    }
    return (moved.get(verb, ended) if verb else ended) % told


def tell_of_more(lead: Matter, follower: Matter, *, now: datetime) -> None:
    """Somebody whose report lies in `lead` added to theirs: whoever has `lead` is told."""
    words = _("事项 %(number)s 有人补充了情况,请看一下。") % {"number": lead.number}
    key = f"matter:{follower.id}:{follower.version}:to:{lead.id}"
    notes = [replace(note, key=key, words=words) for note in _to_desk(lead)]
    notices.write(lead.county, notes, now=now)


def phone_left(matter: Matter) -> str:
    """Empty where the resident left none, it has been forgotten since, or another office answers them."""
    return next((address for address in _left(matter) if "@" not in address), "")


def way_left(matter: Matter) -> str:
    """The number that was left, else the mail address; empty where there is neither."""
    return next(iter(_left(matter)), "")


def _left(matter: Matter) -> list[str]:
    """The number and the mail address that were left and not forgotten since; none where another office
    answers."""
    contact = Contact.objects.filter(county=matter.county, matter_id=matter.id, quiet=False).first()
    return _opened(contact) if contact else []


def _opened(contact: Contact) -> list[str]:
    sealed = (contact.sealed_phone, contact.sealed_mail)
    return [keyring().open(bytes(one), bound_to=f"contact:{contact.id}") for one in sealed if one]


def _to_resident(matter: Matter, words: str, left: Sequence[str]) -> "list[notices.Note]":
    """By each way that was left and that something carries on."""
    ways = [(notices.resident_channel(address), address) for address in left if address]
    return [_note(matter, channel, words, address=address) for channel, address in ways if channel]


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


def _sentence(verb: Verb, matter: Matter, brought: Brought) -> str:
    level = str(Level(brought.level).label) if brought.level else ""
    told = {
        "number": matter.number,
        "until": f"{brought.until:%Y-%m-%d}" if brought.until else "",
        "level": level,
    }
    if verb == Verb.FOLLOW_UP:
        return _called_back(brought.result) % told
    return {
        Verb.CLOSE: _("您反映的事(编号 %(number)s)已经办完结案。凭查询码可以看结果、评价,不满意可以重开。"),
        Verb.DECLINE: _("您反映的事(编号 %(number)s)这里不能受理,原因和可以走的路写在进展页上。"),
        Verb.EXTEND: _("您反映的事(编号 %(number)s)改到 %(until)s 前答复,原因写在进展页上。"),
        Verb.SHELVE: _("您反映的事(编号 %(number)s)暂时做不了,%(until)s 前再看一次,原因写在进展页上。"),
        Verb.PUBLISH: _(
            "您反映的事(编号 %(number)s)放到了公开栏,写的是给大家看的话,没有您的任何信息。"
            "不愿意公开,凭查询码打开进展页,点“不要公开”,马上撤下。"
        ),
        Verb.MERGE: _("您反映的事(编号 %(number)s)和另一件是同一件事,已经并在一起办。"),
        Verb.RATE: _("您在电话里的评价记成了“%(level)s”(编号 %(number)s)。不是这样,凭查询码可以改。"),
        Verb.SEPARATE: _("您反映的事(编号 %(number)s)和那一件不是同一件,从现在起单独办。"),
    }[verb] % told


def _called_back(result: str) -> str:
    return {
        Result.UNREACHED: _(
            "关于您不满意的事(编号 %(number)s),我们打过几次电话没有接通。凭查询码可以重开,或找上一级。"
        ),
        Result.STILL: _(
            "关于您不满意的事(编号 %(number)s),回访的话记在进展页上。还是不满意,可以重开,或找上一级。"
        ),
        Result.WRITTEN: _("关于您不满意的事(编号 %(number)s),答复写在进展页上。"),
    }[Result(result)]


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
