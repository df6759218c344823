"""Days that come near: the mediator on the desk, the parties by their number, at the formal steps the guide.

Each of them once, however often it is heard or swept. No message names a party, a quarrel or a content.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from lianxin.kernel.clock import CHINA, local
from lianxin.kernel.counties import by_county
from lianxin.mediation import limits, vault
from lianxin.mediation.actions.speaking import parties_of
from lianxin.mediation.actions.telling import DESK, phone_of
from lianxin.mediation.choices import Will
from lianxin.mediation.codes import party_code
from lianxin.mediation.lifecycle import State
from lianxin.mediation.limits import Bound, Held
from lianxin.mediation.models import Dispute, Due, Fulfilment, Party, Sitting
from lianxin.mediation.queries.told import due_label
from lianxin.notices import public as notices
from lianxin.org import public as org

PROMISE = "promise"
FORMAL = frozenset({"yellow", "red"})
DAYS_BEFORE = 3  # a promise is spoken of so many days before, and on its day


def step(dispute: Dispute, kind: str, code: str, round_: int, *, now: datetime) -> None:
    """A clock of the dispute reached a step of the ladder."""
    key = f"dispute:{dispute.id}:{kind}:{code}:{round_}"
    words = _line(dispute, kind, code)
    notes = _to_mediator(dispute, key, words)
    if code in FORMAL and _ours(kind):
        notes += _to_guides(dispute, key, words, local(now).date())
    notices.write(dispute.county, notes, now=now)
    if code == "reminder" and kind.split(":")[0] == Bound.CONFIRM_ASK:
        _tell(dispute, parties_of(dispute), key, _parting, now=now)


def _ours(kind: str) -> bool:
    """Held by whoever mediates. A promise and the road to the court are the parties' own: the office above
    has no hand in them."""
    code = kind.split(":")[0]
    return code != PROMISE and limits.limit(code).binds in (Held.COMMITTEE, Held.MEDIATORS)


def _line(dispute: Dispute, kind: str, code: str) -> str:
    if dispute.state == State.INVITED and kind == Bound.FIRST_SITTING:
        return _unanswered(dispute)
    words = {
        "reminder": _("纠纷 %(number)s:“%(what)s”快到期限了。"),
        "ordinary": _("纠纷 %(number)s:“%(what)s”到期限了。"),
        "yellow": _("纠纷 %(number)s:“%(what)s”超过期限了(黄色)。"),
        "red": _("纠纷 %(number)s:“%(what)s”超过期限很久了(红色)。"),
    }
    told = {"number": _number(dispute), "what": due_label(kind)}
    return words.get(code, words["ordinary"]) % told


def _unanswered(dispute: Dispute) -> str:
    waiting = [party for party in parties_of(dispute) if party.will == Will.UNASKED]
    told = {"number": _number(dispute), "count": len(waiting)}
    if not waiting:
        return _("纠纷 %(number)s:都答复了,请开始调解,或者告知其他途径。") % told
    return _("纠纷 %(number)s:还有 %(count)d 位当事人没有答复愿不愿意调解,请问一问。") % told


def _number(dispute: Dispute) -> str:
    return dispute.number or _("(还没有编号)")


def _to_mediator(dispute: Dispute, key: str, words: str) -> list[notices.Note]:
    """Whoever leads it; before anybody does, the committee."""
    subject = f"dispute:{dispute.id}"
    if dispute.mediator:
        return [notices.Note(key, DESK, words, subject=subject, to_person=dispute.mediator)]
    return [notices.Note(key, DESK, words, subject=subject, to_unit=dispute.committee_id)]


def _to_guides(dispute: Dispute, key: str, words: str, on: date) -> list[notices.Note]:
    guides = org.members(None, org.DutyKind.MEDIATION_GUIDE, on, over=dispute.area)
    people = {card.id for card in guides} - {dispute.mediator}
    return [
        notices.Note(f"{key}:{id_.hex}", DESK, words, subject=f"dispute:{dispute.id}", to_person=id_)
        for id_ in sorted(people)
    ]


def _parting(party: Party) -> str:
    words = _("可以共同申请司法确认的日子快到了。办不办由您定,凭查询码 %(code)s 查看。")
    return words % {"code": party_code(party.id)}


def _tell(
    dispute: Dispute, parties: Iterable[Party], key: str, words: Callable[[Party], str], *, now: datetime
) -> None:
    phones = {party: phone for party in parties if (phone := phone_of(party))}
    channels = notices.resident_channels(phones.values())
    notes = [
        notices.Note(
            f"{key}:{party.place}",
            channels[phone],
            words(party),
            subject=f"dispute:{dispute.id}",
            address=phone,
        )
        for party, phone in phones.items()
        if channels[phone]
    ]
    notices.write(dispute.county, notes, now=now)


def remind(now: datetime, at_most: int = 100) -> int:
    """What the next days bring: what is due today, promises that come near, sittings of tomorrow. Returns how
    many were spoken of."""
    today = local(now).date()
    done = 0
    for county, ids in by_county(_owed(today), at_most).items():
        for due in Due.objects.filter(county=county, id__in=ids):
            done += 1
            _remind_of(due, today, now)
    return done + _remind_sittings(today, now, at_most)


def _owed(today: date) -> QuerySet[Due]:
    near = Q(due_on=today) | Q(kind__startswith=PROMISE, due_on__gt=today)
    rows = Due.objects.filter(near, due_on__gte=today, due_on__lte=today + timedelta(days=DAYS_BEFORE))
    unsaid = Q(reminded_on__isnull=True) | Q(due_on=today, reminded_on__lt=today)
    return rows.filter(unsaid, met_at__isnull=True).order_by("due_on")


def _remind_of(due: Due, today: date, now: datetime) -> None:
    """The notes go first: where this stops between the two, they are written again and passed over."""
    dispute = Dispute.objects.get(county=due.county, id=due.dispute_id)
    key = (
        f"dispute:{dispute.id}:{due.kind}:{due.due_on.isoformat()}:{'day' if due.due_on == today else 'near'}"
    )
    if due.due_on == today:
        words = _("纠纷 %(number)s:“%(what)s”今天到期。")
        told = words % {"number": _number(dispute), "what": due_label(due.kind)}
        notices.write(dispute.county, _to_mediator(dispute, key, told), now=now)
    if due.kind.startswith(PROMISE):
        _tell(dispute, _concerned(dispute, due.kind), key, _promised(due.due_on), now=now)
    Due.objects.filter(county=due.county, id=due.id).update(reminded_on=today)


def _promised(on: date) -> Callable[[Party], str]:
    day = on.strftime("%-m月%-d日")
    words = _("您记着的一件事,日子是 %(day)s。凭查询码 %(code)s 查看。")
    return lambda party: words % {"day": day, "code": party_code(party.id)}


def _concerned(dispute: Dispute, kind: str) -> list[Party]:
    """Who owes it and who waits for it, by the names in the agreement; where these fit nobody, everybody."""
    _promise, draft, place = kind.split(":")
    rows = Fulfilment.objects.filter(county=dispute.county, agreement__county=dispute.county, place=place)
    row = rows.filter(agreement__dispute=dispute, agreement__draft=draft).first()
    told = vault.opened(row.sealed, row) if row else {}
    parties = parties_of(dispute)
    names = {told.get("who"), told.get("to")}
    return [party for party in parties if _name(party) in names] or parties


def _name(party: Party) -> str:
    return str((vault.opened(party.sealed, party).get("person") or {}).get("name") or "")


def _remind_sittings(today: date, now: datetime, at_most: int) -> int:
    done = 0
    for county, ids in by_county(_of_tomorrow(today), at_most).items():
        for sitting in Sitting.objects.filter(county=county, id__in=ids).order_by("begins_at"):
            done += 1
            _remind_sitting(sitting, now)
    return done


def _of_tomorrow(today: date) -> QuerySet[Sitting]:
    begins = datetime.combine(today + timedelta(days=1), time.min, CHINA)
    rows = Sitting.objects.filter(begins_at__gte=begins, begins_at__lt=begins + timedelta(days=1))
    return rows.filter(ended_at__isnull=True, reminded_at__isnull=True).order_by("begins_at")


def _remind_sitting(sitting: Sitting, now: datetime) -> None:
    dispute = Dispute.objects.get(county=sitting.county, id=sitting.dispute_id)
    when = local(sitting.begins_at).strftime("%H:%M")
    key = f"dispute:{dispute.id}:sitting:{sitting.place}"
    desk = _("纠纷 %(number)s:明天 %(when)s 有一次调解。") % {"number": _number(dispute), "when": when}
    notices.write(dispute.county, _to_mediator(dispute, key, desk), now=now)
    words = _("约好的时间是 %(day)s %(when)s。凭查询码 %(code)s 看地点;来不了,请在那里说一声。")
    day = local(sitting.begins_at).strftime("%-m月%-d日")

    def said(party: Party) -> str:
        return words % {"day": day, "when": when, "code": party_code(party.id)}

    _tell(dispute, parties_of(dispute), key, said, now=now)
    Sitting.objects.filter(county=sitting.county, id=sitting.id).update(reminded_at=now)
